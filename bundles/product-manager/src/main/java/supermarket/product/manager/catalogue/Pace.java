package supermarket.product.manager.catalogue;

import java.util.function.LongSupplier;

/**
 * When a file may be written again that follows something else. A small one may be written at once.
 * One of 30 MB may be written once a minute: it would take a processor for itself otherwise, with
 * every new price.
 *
 * <p>Thread safety: none.
 */
public final class Pace {

  /** So large a file is written in a few milliseconds. */
  private static final int SMALL = 1 << 20;

  private static final long PAUSE_NANOS_PER_BYTE = 2_000;

  private final LongSupplier clock;
  private long due;

  /**
   * Nothing is written yet.
   *
   * @param clock the time in nanoseconds
   */
  public Pace(LongSupplier clock) {
    this.clock = clock;
    this.due = clock.getAsLong();
  }

  /** Returns whether it may be written now. */
  public boolean isDue() {
    return clock.getAsLong() - due >= 0;
  }

  /** It is written now, or was tried to be. */
  public void wrote(long bytes) {
    due = clock.getAsLong() + (bytes < SMALL ? 0 : bytes * PAUSE_NANOS_PER_BYTE);
  }
}
