package supermarket.basket.promotion.search;

import java.util.Arrays;

/**
 * Solves the program of some columns as if applications could be parted: by the dual simplex
 * method, with bounds for each variable. Bounds may be changed at any time; it goes on from where
 * it is.
 *
 * <p>It calculates with floating-point numbers, which come out the same on each machine. What it
 * says about the best is not believed but checked with whole numbers, by {@link DualBound}.
 */
final class Simplex {

  private static final double TINY = 1e-9;

  /** Less than this is out of reach by rounding only. */
  private static final double NEAR = 1e-7;

  private static final int NONE = -1;

  private final Columns columns;
  private final Bounds bounds;
  private final Basis basis;
  private final double[] values;
  private final double[] reduced;
  private final double[] rest;
  private final RatioTest ratioTest;
  private final double highest;
  private final long pivotWork;
  private int impossibleRow = NONE;
  private double lacking;

  /**
   * Begins with nothing.
   *
   * @param bounds of the columns, then of what is left of each row
   */
  Simplex(Columns columns, Bounds bounds) {
    this.columns = columns;
    this.bounds = bounds;
    this.basis = new Basis(columns);
    this.values = new double[bounds.size()];
    this.reduced = new double[bounds.size()];
    this.rest = new double[columns.rowCount()];
    this.ratioTest = new RatioTest(columns, bounds, basis, values, reduced);
    double most = 1;
    for (int j = 0; j < columns.size(); j++) {
      reduced[j] = columns.worth(j);
      most = Math.max(most, Math.abs(reduced[j]));
    }
    this.highest = most;
    this.pivotWork = (long) columns.rowCount() * columns.rowCount() + columns.entryCount();
  }

  double value(int variable) {
    return values[variable];
  }

  /** Solves it, as far as the steps go. */
  void solve(Steps steps) {
    impossibleRow = NONE;
    place();
    for (int row = leaving();
        row >= 0 && steps.takeWork(pivotWork + ratioTest.work());
        row = leaving()) {
      int leaving = basis.variable(row);
      boolean isBelow = values[leaving] < bounds.least(leaving);
      long limit = isBelow ? bounds.least(leaving) : bounds.most(leaving);
      double slope = Math.abs(limit - values[leaving]);
      int entering =
          ratioTest.entering(row, isBelow, slope, NEAR * Math.max(1, Math.abs(values[leaving])));
      if (entering < 0) {
        impossibleRow = row;
        lacking = isBelow ? ratioTest.left() : -ratioTest.left();
        return;
      }
      flip(ratioTest.passed());
      pivot(row, entering, limit);
    }
  }

  /** Puts each variable outside of the basis where it brings most, and calculates the others. */
  private void place() {
    for (int row = 0; row < rest.length; row++) {
      rest[row] = columns.amount(row);
    }
    double tolerance = highest * 1e-13;
    for (int j = 0; j < values.length; j++) {
      if (!basis.has(j)) {
        boolean isMost =
            reduced[j] > tolerance || (reduced[j] >= -tolerance && values[j] == bounds.most(j));
        values[j] = isMost ? bounds.most(j) : bounds.least(j);
        if (values[j] != 0) {
          columns.subtract(j, values[j], rest);
        }
      }
    }
    for (int row = 0; row < rest.length; row++) {
      values[basis.variable(row)] = basis.dot(row, rest);
    }
  }

  /** Returns the row whose variable is farthest outside of its bounds; negative if none is. */
  private int leaving() {
    int choice = NONE;
    double farthest = 0;
    for (int row = 0; row < rest.length; row++) {
      int j = basis.variable(row);
      double value = values[j];
      double by = Math.max(bounds.least(j) - value, value - bounds.most(j));
      if (by > farthest && by > TINY * Math.max(1, Math.abs(value))) {
        farthest = by;
        choice = row;
      }
    }
    return choice;
  }

  /** Moves variables from one of their bounds to the other. */
  private void flip(int count) {
    if (count == 0) {
      return;
    }
    Arrays.fill(rest, 0);
    for (int k = 0; k < count; k++) {
      int j = ratioTest.passed(k);
      double other = values[j] == bounds.most(j) ? bounds.least(j) : bounds.most(j);
      columns.subtract(j, other - values[j], rest);
      values[j] = other;
    }
    for (int row = 0; row < rest.length; row++) {
      values[basis.variable(row)] += basis.dot(row, rest);
    }
  }

  private void pivot(int row, int entering, long limit) {
    int leaving = basis.variable(row);
    double[] direction = basis.direction(entering);
    double dual = reduced[entering] / ratioTest.alpha(entering);
    for (int j = 0; j < reduced.length; j++) {
      if (!basis.has(j)) {
        reduced[j] -= dual * ratioTest.alpha(j);
      }
    }
    reduced[entering] = 0;
    reduced[leaving] = -dual;
    double step = (values[leaving] - limit) / direction[row];
    for (int i = 0; i < rest.length; i++) {
      values[basis.variable(i)] -= step * direction[i];
    }
    values[entering] += step;
    values[leaving] = limit;
    basis.pivot(row, entering);
  }

  /** Returns whether it looks as if nothing is possible within the bounds. */
  boolean isImpossible() {
    return impossibleRow != NONE;
  }

  /**
   * Returns what a unit of each row brings; the array is overwritten by the next call.
   *
   * @param enough if nothing looks possible, duals that show that it is worth less than this
   */
  double[] duals(long enough) {
    if (!isImpossible()) {
      return basis.duals(0, 0);
    }
    double worth = 0;
    for (int j = 0; j < columns.size(); j++) {
      worth += columns.worth(j) * values[j];
    }
    return basis.duals(impossibleRow, 2 * (Math.max(0, worth - enough) + highest * NEAR) / lacking);
  }
}
