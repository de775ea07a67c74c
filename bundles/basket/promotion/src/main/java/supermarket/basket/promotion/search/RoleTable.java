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
  private boolean isGaining;

  RoleTable(Role role) {
    this.role = role;
    this.best = new long[role.size() + 1][role.count() + 1];
    this.runs = new int[role.size()][role.count() + 1];
    this.ofStock = new long[role.size()];
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
      long dual = duals[role.stock(i)];
      long available = left[role.stock(i)];
      ofStock[i] = dual;
      for (int position = 0; position <= count; position++) {
        long most = best[i + 1][position];
        int run = 0;
        long sum = 0;
        for (int next = position; next < count && next - position < available; next++) {
          sum += isGaining ? role.gain(next, i) * money - dual : -dual;
          long value = best[i + 1][next + 1];
          if (value > NEVER / 2 && sum + value > most) {
            most = sum + value;
            run = next + 1 - position;
          }
        }
        best[i][position] = most;
        runs[i][position] = run;
      }
    }
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
