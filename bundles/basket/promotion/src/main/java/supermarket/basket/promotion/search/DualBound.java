package supermarket.basket.promotion.search;

/**
 * Says what anything within bounds is worth at most, in whole numbers. It is right whatever the
 * duals are; good ones make it low.
 */
final class DualBound {

  /** Sums up to this are exact, and those above are of no use. */
  private static final double MOST = 0x1p61;

  private final Columns columns;
  private final Bounds bounds;
  private final long[] duals;

  DualBound(Columns columns, Bounds bounds) {
    this.columns = columns;
    this.bounds = bounds;
    this.duals = new long[columns.rowCount()];
  }

  /**
   * Returns what anything is worth at most.
   *
   * @param its what a unit of each row brings, about
   */
  long of(double[] its) {
    long sum = 0;
    double size = 0;
    for (int row = 0; row < duals.length; row++) {
      long most = Scale.MOST * 8 / Math.max(1, columns.amount(row));
      duals[row] = Math.clamp(Math.round(its[row]), -most, most);
      int left = columns.size() + row;
      long used = columns.amount(row) - (duals[row] >= 0 ? bounds.least(left) : bounds.most(left));
      sum += duals[row] * used;
      size += Math.abs((double) duals[row] * used);
    }
    for (int j = 0; j < columns.size(); j++) {
      long gain = -loss(j);
      sum += gain * (gain > 0 ? bounds.most(j) : bounds.least(j));
      size += Math.abs((double) gain * bounds.most(j));
    }
    return size > MOST ? Long.MAX_VALUE : sum;
  }

  /** Returns how much less a column is worth than what it uses up, by the last duals. */
  long loss(int column) {
    return columns.dot(column, duals) - columns.worth(column);
  }
}
