package supermarket.basket.promotion.search;

/** Counts the steps of a search, so that it ends at the same place on each machine. */
public final class Steps {

  private final long limit;
  private long taken;

  /** So many may be taken. */
  public Steps(long limit) {
    this.limit = limit;
  }

  /** Takes one, if there is one. */
  boolean take() {
    return take(1);
  }

  /** Takes some, if there are so many. */
  boolean take(long steps) {
    if (taken + steps > limit) {
      taken = limit;
      return false;
    }
    taken += steps;
    return true;
  }

  long left() {
    return limit - taken;
  }

  /** Returns how many were taken. */
  public long taken() {
    return taken;
  }
}
