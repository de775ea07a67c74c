package supermarket.basket.promotion.search;

import java.util.function.BooleanSupplier;

/** Counts the steps of a search, so that it ends at the same place on each machine. */
public final class Steps {

  /** So many multiplications are about one step. */
  private static final long WORK = 256;

  private final long limit;
  private final boolean isTrial;
  private final BooleanSupplier isOver;
  private long taken;
  private boolean isShort;

  /** So many may be taken. */
  public Steps(long limit) {
    this(limit, () -> false);
  }

  /**
   * So many may be taken, and none once nobody waits for what is found.
   *
   * @param isOver whether nobody waits any more; what is found then is worth nothing
   */
  public Steps(long limit, BooleanSupplier isOver) {
    this(limit, false, isOver);
  }

  private Steps(long limit, boolean isTrial, BooleanSupplier isOver) {
    this.limit = limit;
    this.isTrial = isTrial;
    this.isOver = isOver;
  }

  /** Returns some for a first try: a search that needs more gives up, and finds nothing. */
  public static Steps trial(long limit) {
    return new Steps(limit, true, () -> false);
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
    if (taken + steps > limit || isOver.getAsBoolean()) {
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

  /** Returns how many may be taken in all. */
  public long limit() {
    return limit;
  }

  /** Returns how many were taken. */
  public long taken() {
    return taken;
  }

  /** Returns half of what is left, for {@link #giveBack}. */
  Steps half() {
    return part(left() / 2);
  }

  /** Returns some for a part of the search, for {@link #giveBack}. */
  Steps part(long steps) {
    return new Steps(steps, isTrial, isOver);
  }

  /** Returns as many as there were at first for another search, or fewer. */
  public Steps again(long most) {
    return part(Math.min(limit, most));
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
