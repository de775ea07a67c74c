package supermarket.basket.promotion.search;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * What a search chooses from, as the columns of a program: patterns, and lines that keep their
 * rules. A row is what they use up of a stock, or of the times of an offer. What one column alone
 * uses needs no row: how often it is chosen at most says it.
 */
final class Columns {

  private static final int NONE = -1;

  private final List<Pattern> patterns;
  private final int[] kept;
  private final long[] amounts;
  private final int[] originals;
  private final int[] start;
  private final int[] rows;
  private final long[] counts;
  private final long[] worths;
  private final long[] most;
  private final int stocks;

  /**
   * Columns of some patterns, for all of which there are pieces.
   *
   * @param amounts what there is of each stock, then of each offer
   */
  Columns(Problem problem, Scale scale, List<Pattern> patterns, long[] amounts) {
    this.amounts = amounts;
    this.stocks = problem.stocks().size();
    this.patterns = patterns;
    this.kept = numbers(stocks, i -> problem.stocks().get(i).kept() > 0);
    int[] users = users();
    this.originals = numbers(users.length, row -> users[row] > 1);
    int[] numbers = new int[users.length];
    Arrays.fill(numbers, NONE);
    for (int row = 0; row < originals.length; row++) {
      numbers[originals[row]] = row;
    }
    int entries = 0;
    for (int each : users) {
      entries += each;
    }
    this.start = new int[this.patterns.size() + kept.length + 1];
    this.rows = new int[entries];
    this.counts = new long[entries];
    this.worths = new long[start.length - 1];
    this.most = new long[start.length - 1];
    for (int j = 0; j < worths.length; j++) {
      start[j + 1] = start[j];
      if (j < this.patterns.size()) {
        Pattern pattern = this.patterns.get(j);
        for (int i = 0; i < pattern.rows().length; i++) {
          add(j, numbers[pattern.rows()[i]], pattern.counts()[i]);
        }
        worths[j] = pattern.worth();
        most[j] = pattern.times(amounts);
      } else {
        int stock = kept[j - this.patterns.size()];
        add(j, numbers[stock], amounts[stock]); // kept as a whole, or not at all
        worths[j] = problem.stocks().get(stock).kept() * scale.money();
        most[j] = 1;
      }
    }
  }

  /** Returns those of the first numbers for which something holds. */
  private static int[] numbers(int end, IntPredicate holds) {
    int[] numbers = new int[end];
    int count = 0;
    for (int i = 0; i < end; i++) {
      if (holds.test(i)) {
        numbers[count++] = i;
      }
    }
    return Arrays.copyOf(numbers, count);
  }

  /** Returns how many columns use each stock, then the times of each offer. */
  private int[] users() {
    int[] users = new int[amounts.length];
    for (Pattern pattern : patterns) {
      for (int row : pattern.rows()) {
        users[row]++;
      }
    }
    for (int stock : kept) {
      users[stock]++;
    }
    return users;
  }

  private void add(int column, int row, long count) {
    if (row != NONE) {
      rows[start[column + 1]] = row;
      counts[start[column + 1]++] = count;
    }
  }

  int size() {
    return worths.length;
  }

  int rowCount() {
    return originals.length;
  }

  /** Returns whether a row is about the times of an offer. */
  boolean isOffer(int row) {
    return originals[row] >= stocks;
  }

  /** Returns what there is of a row. */
  long amount(int row) {
    return amounts[originals[row]];
  }

  /** Returns how much all columns use, counted by rows. */
  int entryCount() {
    return start[worths.length];
  }

  /**
   * Returns what a variable uses up, times what its rows bring.
   *
   * @param variable a column; or beyond the columns, what is left of a row
   */
  double dot(int variable, double[] byRow) {
    if (variable >= worths.length) {
      return byRow[variable - worths.length];
    }
    double sum = 0;
    for (int i = start[variable]; i < start[variable + 1]; i++) {
      sum += byRow[rows[i]] * counts[i];
    }
    return sum;
  }

  /** Returns what a column uses up, times what its rows bring. */
  long dot(int column, long[] byRow) {
    long sum = 0;
    for (int i = start[column]; i < start[column + 1]; i++) {
      sum += byRow[rows[i]] * counts[i];
    }
    return sum;
  }

  /** Subtracts what a variable uses up. */
  void subtract(int variable, double times, double[] byRow) {
    if (variable >= worths.length) {
      byRow[variable - worths.length] -= times;
      return;
    }
    for (int i = start[variable]; i < start[variable + 1]; i++) {
      byRow[rows[i]] -= counts[i] * times;
    }
  }

  long worth(int column) {
    return worths[column];
  }

  /** Returns how often a column may be chosen at most. */
  long most(int column) {
    return most[column];
  }

  /** Returns the patterns, which are the first columns. The others are lines that are kept. */
  List<Pattern> patterns() {
    return patterns;
  }

  /** Returns what there is of each stock, then of each offer. */
  long[] amounts() {
    return amounts;
  }
}
