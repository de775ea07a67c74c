package supermarket.basket.promotion.search;

/**
 * Chooses the variable that enters the basis. Variables that come before it can do no more than
 * move to their other bound.
 */
final class RatioTest {

  private static final double TINY = 1e-9;

  private final Columns columns;
  private final Bounds bounds;
  private final Basis basis;
  private final double[] values;
  private final double[] reduced;
  private final double[] alpha;
  private final double[] ratios;
  private final int[] candidates;
  private int passed;
  private double left;
  private long work;

  /** One that looks at a program's values and reduced costs, whatever they are then. */
  RatioTest(Columns columns, Bounds bounds, Basis basis, double[] values, double[] reduced) {
    this.columns = columns;
    this.bounds = bounds;
    this.basis = basis;
    this.values = values;
    this.reduced = reduced;
    this.alpha = new double[values.length];
    this.ratios = new double[values.length];
    this.candidates = new int[values.length];
  }

  /**
   * Returns the variable; negative if all of them together cannot bring a row's variable to its
   * bound.
   *
   * @param isBelow whether the row's variable is too small
   * @param lacking by how much it is
   * @param near so little does not count
   */
  int entering(int row, boolean isBelow, double lacking, double near) {
    int count = find(row, isBelow);
    left = lacking;
    work = 0;
    for (passed = 0; passed < count; passed++) {
      int next = nearest(passed, count);
      work += count - passed;
      int chosen = candidates[next];
      candidates[next] = candidates[passed];
      candidates[passed] = chosen;
      left -= Math.abs(alpha[chosen]) * (bounds.most(chosen) - bounds.least(chosen));
      if (left <= near) {
        return chosen;
      }
    }
    return -1;
  }

  private int find(int row, boolean isBelow) {
    double[] line = basis.row(row);
    int count = 0;
    for (int j = 0; j < alpha.length; j++) {
      if (basis.has(j)) {
        continue;
      }
      double its = columns.dot(j, line);
      alpha[j] = its;
      if (bounds.least(j) < bounds.most(j)) {
        double towards = isBelow ? its : -its;
        if (values[j] == bounds.most(j) ? towards > TINY : towards < -TINY) {
          ratios[j] = Math.abs(reduced[j] / its);
          candidates[count++] = j;
        }
      }
    }
    return count;
  }

  private int nearest(int from, int count) {
    int best = from;
    for (int k = from + 1; k < count; k++) {
      double ratio = ratios[candidates[k]];
      double least = ratios[candidates[best]];
      if (ratio < least
          || (ratio == least
              && Math.abs(alpha[candidates[k]]) > Math.abs(alpha[candidates[best]]))) {
        best = k;
      }
    }
    return best;
  }

  /** Returns how much the last one has compared. */
  long work() {
    return work;
  }

  /** Returns how many variables come before the one that enters. */
  int passed() {
    return passed;
  }

  /** Returns one of those that come before. */
  int passed(int index) {
    return candidates[index];
  }

  /** Returns how much is lacking when all that could enter have moved. */
  double left() {
    return left;
  }

  /** Returns how much a variable outside of the basis counts in the row. */
  double alpha(int variable) {
    return alpha[variable];
  }
}
