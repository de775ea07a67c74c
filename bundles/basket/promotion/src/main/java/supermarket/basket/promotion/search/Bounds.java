package supermarket.basket.promotion.search;

/** How often each column may be chosen, and how much of each row may be left. */
final class Bounds {

  private final long[] least;
  private final long[] most;

  /** Those that follow from what there is. */
  Bounds(Columns columns) {
    this.least = new long[columns.size() + columns.rowCount()];
    this.most = new long[least.length];
    for (int j = 0; j < least.length; j++) {
      most[j] = j < columns.size() ? columns.most(j) : columns.amount(j - columns.size());
    }
  }

  int size() {
    return least.length;
  }

  long least(int variable) {
    return least[variable];
  }

  long most(int variable) {
    return most[variable];
  }

  void set(int variable, long itsLeast, long itsMost) {
    least[variable] = itsLeast;
    most[variable] = itsMost;
  }
}
