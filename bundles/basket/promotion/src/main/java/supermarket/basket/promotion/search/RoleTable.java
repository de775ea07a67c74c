package supermarket.basket.promotion.search;

import java.util.Arrays;

/** The best ways to fill the positions of a role, by the worth of pieces less their duals. */
final class RoleTable {

  /** Less than anything that can be filled, and far enough from the least long to be added to. */
  static final long NEVER = Long.MIN_VALUE / 32;

  private final Role role;
  private final long[][] best;
  private final int[][] runs;
  private final long[] ofStock;
  private final long[] sums;
  private boolean isGaining;

  RoleTable(Role role) {
    this.role = role;
    this.best = new long[role.size() + 1][role.count() + 1];
    this.runs = new int[role.size()][role.count() + 1];
    this.ofStock = new long[role.size()];
    this.sums = new long[role.count() + 1];
  }

  /** Returns how much work it is to fill a table with what there is of each stock. */
  static long work(Role role, long[] amounts) {
    long work = 0;
    for (int i = 0; i < role.size(); i++) {
      long available = amounts[role.stock(i)];
      work += role.count() * (available >= role.count() ? 2 : available + 2);
    }
    return 2 * work;
  }

  /**
   * Fills the table.
   *
   * @param money the worth of a minor unit that a piece gains; 0 to look at the duals only
   * @param left how many pieces there are of each stock
   */
  void fill(long money, long[] duals, long[] left) {
    int count = role.count();
    isGaining = money > 0;
    Arrays.fill(best[role.size()], NEVER);
    best[role.size()][count] = 0;
    for (int i = role.size() - 1; i >= 0; i--) {
      ofStock[i] = duals[role.stock(i)];
      fill(i, money, left[role.stock(i)] >= count ? count : (int) left[role.stock(i)]);
    }
  }

  /**
   * Fills the row of a stock: it takes the positions up to another one, and cheaper stocks the
   * rest.
   */
  private void fill(int i, long money, int available) {
    int count = role.count();
    sums[0] = 0;
    for (int position = 0; position < count; position++) {
      sums[position + 1] = sums[position] + value(position, i, money);
    }
    int bestEnd = count;
    for (int position = count; position >= 0; position--) {
      if (bestEnd > position + available || available < count) {
        bestEnd = bestEnd(i, position, Math.min(count, position + available));
      } else if (reaches(i, position) >= reaches(i, bestEnd)) {
        bestEnd = position;
      }
      boolean isTaking = reaches(i, bestEnd) - sums[position] > best[i + 1][position];
      best[i][position] = isTaking ? reaches(i, bestEnd) - sums[position] : best[i + 1][position];
      runs[i][position] = isTaking ? bestEnd - position : 0;
    }
  }

  /** Returns what a stock brings up to a position, and cheaper ones from there on. */
  private long reaches(int i, int position) {
    long rest = best[i + 1][position];
    return rest > NEVER / 2 ? sums[position] + rest : NEVER;
  }

  private int bestEnd(int i, int from, int to) {
    int end = from;
    for (int position = from + 1; position <= to; position++) {
      if (reaches(i, position) > reaches(i, end)) {
        end = position;
      }
    }
    return end;
  }

  /** Returns what filling the positions from one on with stocks from one on brings at most. */
  long most(int position, int index) {
    return best[index][position];
  }

  boolean canBeFilled() {
    return best[0][0] > NEVER / 2;
  }

  /** Returns what a piece brings in a position. */
  long value(int position, int index, long money) {
    return isGaining ? role.gain(position, index) * money - ofStock[index] : -ofStock[index];
  }

  /** Returns the best way: by position, the index of a stock. */
  int[] bestWay() {
    int[] way = new int[role.count()];
    int position = 0;
    for (int i = 0; i < role.size(); i++) {
      int run = runs[i][position];
      for (int k = 0; k < run; k++) {
        way[position++] = i;
      }
    }
    return way;
  }
}
