package supermarket.message.broker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A chart of a document: lines over a logarithmic or linear axis each, as SVG on a ground of its
 * own, so that it can be read on a light and on a dark page. The same bytes on every machine.
 */
final class Chart {

  private static final double LEFT = 64;
  private static final double RIGHT = 560;
  private static final double TOP = 44;
  private static final double BOTTOM = 316;

  /**
   * An axis.
   *
   * @param label what it shows, with its unit
   * @param marks where it is labelled; it reaches from the first to the last
   */
  record Axis(String label, boolean logarithmic, List<Double> marks) {

    static Axis linear(String label, double... marks) {
      return new Axis(label, false, Arrays.stream(marks).boxed().toList());
    }

    static Axis logarithmic(String label, double... marks) {
      return new Axis(label, true, Arrays.stream(marks).boxed().toList());
    }

    private double place(double value) {
      double from = scaled(marks.getFirst());
      double to = scaled(marks.getLast());
      return Math.clamp((scaled(value) - from) / (to - from), 0, 1);
    }

    private double scaled(double value) {
      return logarithmic ? StrictMath.log(Math.max(value, 1e-9)) : value;
    }
  }

  private final StringBuilder body = new StringBuilder();
  private final Axis across;
  private final Axis up;
  private int lines;

  Chart(String title, Axis across, Axis up) {
    this.across = across;
    this.up = up;
    text(16, 24, "start\" font-weight=\"bold", title);
    for (double mark : across.marks()) {
      stroke(List.of(x(mark), TOP, x(mark), BOTTOM), "#dddddd", "none");
      text(x(mark), BOTTOM + 18, "middle", number(mark));
    }
    for (double mark : up.marks()) {
      stroke(List.of(LEFT, y(mark), RIGHT, y(mark)), "#dddddd", "none");
      text(LEFT - 8, y(mark) + 4, "end", number(mark));
    }
    text((LEFT + RIGHT) / 2, BOTTOM + 40, "middle", across.label());
    double middle = (TOP + BOTTOM) / 2;
    String turned = "middle\" transform=\"rotate(-90 16 %.0f)".formatted(middle);
    text(16, middle, turned, up.label());
  }

  /**
   * Adds a line.
   *
   * @param name for the legend; empty for none
   * @param dashes as {@code stroke-dasharray}; {@code none} for a solid line
   */
  Chart line(String name, String colour, String dashes, double[] xs, double[] ys) {
    List<Double> points = new ArrayList<>();
    for (int i = 0; i < xs.length; i++) {
      points.add(x(xs[i]));
      points.add(y(ys[i]));
    }
    stroke(points, colour, dashes + "\" stroke-width=\"2");
    if (name.isEmpty()) {
      return this;
    }
    double place = TOP + 8 + 22 * lines++;
    stroke(List.of(RIGHT + 14, place, RIGHT + 44, place), colour, dashes + "\" stroke-width=\"2");
    text(RIGHT + 50, place + 4, "start", name);
    return this;
  }

  String svg() {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 372" font-family="sans-serif" font-size="12">
    <rect width="800" height="372" rx="6" fill="#ffffff" stroke="#bbbbbb"/>
    %s</svg>
    """
        .formatted(body);
  }

  private double x(double value) {
    return LEFT + across.place(value) * (RIGHT - LEFT);
  }

  private double y(double value) {
    return BOTTOM - up.place(value) * (BOTTOM - TOP);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private void stroke(List<Double> points, String colour, String dashes) {
    body.append("<polyline fill=\"none\" stroke=\"").append(colour);
    body.append("\" stroke-dasharray=\"").append(dashes).append("\" points=\"");
    for (int i = 0; i < points.size(); i++) {
      body.append(String.format(Locale.ROOT, i == 0 ? "%.1f" : " %.1f", points.get(i)));
    }
    body.append("\"/>\n");
  }

  private void text(double x, double y, String anchor, String text) {
    body.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" fill=\"#222222\" text-anchor=\"%s\">%s</text>\n",
            x,
            y,
            anchor,
            text));
  }
}
