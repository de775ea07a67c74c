package supermarket.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under headings, aligned, in ASCII so that every terminal shows it. Cells are escaped. Not
 * thread-safe.
 */
final class Table {

  private static final String GAP = "  ";

  private final List<String> headings = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** Adds columns of words, aligned left. */
  Table words(String... columns) {
    return add(false, columns);
  }

  /** Adds columns of numbers, aligned right. */
  Table numbers(String... columns) {
    return add(true, columns);
  }

  private Table add(boolean numbers, String... columns) {
    for (String column : columns) {
      headings.add(column);
      right.add(numbers);
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
      row.add(Text.safe(cell.toString()));
    }
    rows.add(row);
  }

  /** The table, without a line break at its end. */
  @Override
  public String toString() {
    int[] widths = widths();
    List<String> rules = new ArrayList<>();
    for (int width : widths) {
      rules.add("-".repeat(width));
    }
    StringBuilder text = new StringBuilder();
    line(text, headings, widths);
    line(text.append('\n'), rules, widths);
    for (List<String> row : rows) {
      line(text.append('\n'), row, widths);
    }
    return text.toString();
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

  private void line(StringBuilder text, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(widths[column] - width(cell));
      line.append(column == 0 ? "" : GAP);
      line.append(right.get(column) ? padding + cell : cell + padding);
    }
    text.append(line.toString().stripTrailing());
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
