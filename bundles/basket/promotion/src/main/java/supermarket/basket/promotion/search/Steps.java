package supermarket.basket.promotion.search;

/** Counts the steps of a search, so that it ends at the same place on each machine. */
public final class Steps {

  /** So many multiplications are about one step. */
  private static final long WORK = 256;

  private final long limit;
  private final boolean isTrial;
  private long taken;
  private boolean isShort;

  /** So many may be taken. */
  public Steps(long limit) {
    this(limit, false);
  }

  private Steps(long limit, boolean isTrial) {
    this.limit = limit;
    this.isTrial = isTrial;
  }

  /** Returns some for a first try: a search that needs more gives up, and finds nothing. */
  public static Steps trial(long limit) {
    return new Steps(limit, true);
  }

  /** Returns whether the search gives up, before work that is likely to be too much for a trial. */
  boolean giveUpBeforeMuchWork() {
    isShort |= isTrial;
    return isTrial;
  }

  /** Returns whether the search gives up. */
  boolean isGivenUp() {
    return isTrial && isShort;
  }

  /** Takes one, if there is one. */
  boolean take() {
    return take(1);
  }

  /** Takes some, if there are so many. */
  boolean take(long steps) {
    if (taken + steps > limit) {
      taken = limit;
      isShort = true;
      return false;
    }
    taken += steps;
    return true;
  }

  /** Takes as many as some multiplications are, and one more. */
  public boolean takeWork(long multiplications) {
    return take(1 + multiplications / WORK);
  }

  long left() {
    return limit - taken;
  }

  /** Returns how many multiplications are left. */
  long leftWork() {
    return left() * WORK;
  }

  /** Returns how many were taken. */
  public long taken() {
    return taken;
  }

  /** Returns half of what is left, for {@link #giveBack}. */
  Steps half() {
    return new Steps(left() / 2, isTrial);
  }

  /** Counts what was taken of a part, or beside these. */
  void giveBack(Steps part) {
    taken = Math.min(limit, taken + part.taken);
    isShort |= part.isShort;
  }

  /**
   * Returns whether there were too few. If not, more would have changed nothing: a search looks at
   * what is left only to know when to end.
   */
  public boolean isShort() {
    return isShort;
  }
}
