package supermarket.basket.promotion.search;

import java.util.Arrays;

/**
 * One way to apply an offer. Its rows are what it uses up: its stocks, and the times that its offer
 * may be applied.
 */
final class Pattern {

  private final int offer;
  private final int[][] stocks;
  private final int[] rows;
  private final int[] counts;
  private final long saving;
  private final long worth;

  private Pattern(int offer, int[][] stocks, int[] rows, int[] counts, long saving, long worth) {
    this.offer = offer;
    this.stocks = stocks;
    this.rows = rows;
    this.counts = counts;
    this.saving = saving;
    this.worth = worth;
  }

  /**
   * Returns a pattern.
   *
   * @param filled by role and position: the index of a stock in its role, the dearest first
   */
  static Pattern of(Problem problem, Scale scale, int offer, int[][] filled) {
    Offer its = problem.offers().get(offer);
    int[][] stocks = new int[filled.length][];
    int[] all = new int[its.pieces()];
    int count = 0;
    long gain = 0;
    for (int r = 0; r < filled.length; r++) {
      Role role = its.roles().get(r);
      stocks[r] = new int[filled[r].length];
      for (int position = 0; position < filled[r].length; position++) {
        gain += role.gain(position, filled[r][position]);
        stocks[r][position] = role.stock(filled[r][position]);
        all[count++] = stocks[r][position];
      }
    }
    Arrays.sort(all);
    int[] rows = new int[count + 1];
    int[] counts = new int[count + 1];
    int used = 0;
    for (int stock : all) {
      if (used == 0 || rows[used - 1] != stock) {
        rows[used++] = stock;
      }
      counts[used - 1]++;
    }
    rows[used] = problem.stocks().size() + offer;
    counts[used++] = 1;
    long saving = its.saving(gain);
    return new Pattern(
        offer,
        stocks,
        Arrays.copyOf(rows, used),
        Arrays.copyOf(counts, used),
        saving,
        scale.worth(its, saving));
  }

  int offer() {
    return offer;
  }

  int[][] stocks() {
    return stocks;
  }

  /** Returns what it uses up: numbers of stocks, ascending; the last one is that of its offer. */
  int[] rows() {
    return rows;
  }

  /** Returns how much of each row it uses up. */
  int[] counts() {
    return counts;
  }

  /** Returns what an application saves, in minor units, without a bonus. */
  long saving() {
    return saving;
  }

  long worth() {
    return worth;
  }

  /** Returns whether it uses up the same as another one of its offer. */
  boolean usesTheSameAs(Pattern other) {
    return offer == other.offer
        && Arrays.equals(rows, other.rows)
        && Arrays.equals(counts, other.counts);
  }

  /** Returns whether it uses up no more of any stock than another one. */
  boolean usesNoMoreStockThan(Pattern other) {
    int at = 0;
    for (int i = 0; i < rows.length - 1; i++) {
      while (at < other.rows.length - 1 && other.rows[at] < rows[i]) {
        at++;
      }
      if (at == other.rows.length - 1
          || other.rows[at] != rows[i]
          || other.counts[at] < counts[i]) {
        return false;
      }
    }
    return true;
  }

  /** Returns how often it can be applied with what is left of each row. */
  long times(long[] left) {
    long times = Long.MAX_VALUE;
    for (int i = 0; i < rows.length; i++) {
      times = Math.min(times, left[rows[i]] / counts[i]);
    }
    return times;
  }

  /** Uses up what so many applications use up; gives it back if that is negative. */
  void use(long[] left, long times) {
    for (int i = 0; i < rows.length; i++) {
      left[rows[i]] -= counts[i] * times;
    }
  }

  /** Returns how much it is worth less than what it uses up; negative if it is worth more. */
  long loss(long[] duals) {
    long loss = -worth;
    for (int i = 0; i < rows.length; i++) {
      loss += duals[rows[i]] * counts[i];
    }
    return loss;
  }
}
