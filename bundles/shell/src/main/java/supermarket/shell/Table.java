package supermarket.shell;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Rows under headings, aligned, in ASCII so that every terminal shows it. Cells are escaped. On a
 * terminal that is too narrow, columns of words are made narrower and their cells go on in the next
 * line; nothing is left out. Not thread-safe.
 */
final class Table {

  private static final String GAP = "  ";

  private static final JsonFactory FACTORY = new JsonFactory();

  /** What JSON takes for one. */
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?");

  /** Narrower than this a column of words cannot be read. */
  private static final int NARROWEST = 8;

  private final List<String> headings = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();
  private final List<Boolean> uncut = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** As they were given, for scripts. */
  private final List<Object[]> cells = new ArrayList<>();

  /** Adds columns of words, aligned left. */
  Table words(String... columns) {
    return add(false, false, columns);
  }

  /** Adds columns of words that may be of any length. */
  Table sentences(String... columns) {
    return add(false, true, columns);
  }

  /** Adds columns of numbers, aligned right. */
  Table numbers(String... columns) {
    return add(true, false, columns);
  }

  private Table add(boolean numbers, boolean anyLength, String... columns) {
    for (String column : columns) {
      headings.add(column);
      right.add(numbers);
      uncut.add(anyLength);
    }
    return this;
  }

  /** Adds a row; a cell for each column. */
  void row(Object... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + headings.size() + " columns");
    }
    List<String> row = new ArrayList<>(cells.length);
    for (Object cell : cells) {
      String value = cell.toString();
      row.add(uncut.get(row.size()) ? Text.sentence(value) : Text.safe(value));
    }
    rows.add(row);
    this.cells.add(cells.clone());
  }

  /** Whether it has no row. */
  boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * The rows as a JSON array of objects, on one line. The names are the headings in small letters
   * with underscores. Cells in columns of numbers are numbers if they are written as such; what
   * people see as a dash is null. Texts are whole, escaped as JSON does.
   */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json =
        FACTORY.createGenerator(text).enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature())) {
      json.writeStartArray();
      for (Object[] row : cells) {
        json.writeStartObject();
        for (int column = 0; column < row.length; column++) {
          json.writeFieldName(name(headings.get(column)));
          write(json, row[column].toString(), right.get(column));
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string can be written
    }
    return text.toString();
  }

  private static String name(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }

  private static void write(JsonGenerator json, String cell, boolean number) throws IOException {
    if (cell.equals("-")) {
      json.writeNull();
    } else if (number && NUMBER.matcher(cell).matches()) {
      json.writeNumber(cell);
    } else {
      json.writeString(cell);
    }
  }

  /** The table, without a line break at its end, as wide as the caller's terminal at most. */
  @Override
  public String toString() {
    return fitted(Here.columns().orElse(Integer.MAX_VALUE));
  }

  /** The table in so many columns of characters, or in as few as it can be. */
  String fitted(int columns) {
    int[] widths = widths();
    narrow(widths, columns);
    List<String> rules = new ArrayList<>();
    for (int width : widths) {
      rules.add("-".repeat(width));
    }
    List<String> lines = new ArrayList<>();
    row(lines, headings, widths);
    row(lines, rules, widths);
    for (List<String> row : rows) {
      row(lines, row, widths);
    }
    return String.join("\n", lines);
  }

  /** Takes from the widest column of words, until all fit or none can be narrower. */
  private void narrow(int[] widths, int columns) {
    int excess = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) - columns;
    for (; excess > 0; excess--) {
      int widest = -1;
      for (int column = 0; column < widths.length; column++) {
        int least = Math.max(NARROWEST, width(headings.get(column)));
        if (!right.get(column)
            && widths[column] > least
            && (widest < 0 || widths[column] > widths[widest])) {
          widest = column;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
    }
  }

  private int[] widths() {
    int[] widths = new int[headings.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = width(headings.get(column));
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], width(row.get(column)));
      }
    }
    return widths;
  }

  private void row(List<String> lines, List<String> cells, int[] widths) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 1;
    for (int column = 0; column < widths.length; column++) {
      List<String> cell = wrapped(cells.get(column), widths[column]);
      wrapped.add(cell);
      height = Math.max(height, cell.size());
    }
    for (int i = 0; i < height; i++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        List<String> cell = wrapped.get(column);
        String part = i < cell.size() ? cell.get(i) : "";
        String padding = " ".repeat(widths[column] - width(part));
        line.append(column == 0 ? "" : GAP);
        line.append(right.get(column) ? padding + part : part + padding);
      }
      lines.add(line.toString().stripTrailing());
    }
  }

  /** Parts of at most so many characters, broken at a blank where there is one. */
  private static List<String> wrapped(String cell, int width) {
    List<String> parts = new ArrayList<>();
    String rest = cell;
    while (width(rest) > width) {
      int end = rest.offsetByCodePoints(0, width);
      int blank = rest.lastIndexOf(' ', end);
      parts.add(rest.substring(0, blank > 0 ? blank : end));
      rest = rest.substring(blank > 0 ? blank + 1 : end);
    }
    parts.add(rest);
    return parts;
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
