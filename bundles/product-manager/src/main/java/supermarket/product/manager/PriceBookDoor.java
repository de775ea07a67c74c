package supermarket.product.manager;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.PriceBook;

/**
 * Offers the price book to the user workers from the moment there is a catalogue. Before, they are
 * not there, nor are basket servers, so other nodes of a cluster take the baskets.
 *
 * <p>Thread safety: any thread; to be called without a lock, because who needs a price book starts
 * on the caller's thread.
 */
final class PriceBookDoor {

  private final Function<PriceBook, Runnable> register;
  private final AtomicBoolean opened = new AtomicBoolean();
  private final AtomicReference<@Nullable Runnable> withdrawal = new AtomicReference<>();
  private volatile boolean closed;

  /**
   * A closed one.
   *
   * @param register offers a price book, and returns what takes it back
   */
  PriceBookDoor(Function<PriceBook, Runnable> register) {
    this.register = register;
  }

  /** Offers it, once. */
  void open(PriceBook book) {
    if (closed || !opened.compareAndSet(false, true)) {
      return;
    }
    withdrawal.set(register.apply(book));
    if (closed) {
      withdraw();
    }
  }

  /** Takes it back, for good. */
  void close() {
    closed = true;
    withdraw();
  }

  /** Whoever sets {@code withdrawal} looks at {@code closed} after it: one of the two withdraws. */
  private void withdraw() {
    Runnable offered = withdrawal.getAndSet(null);
    if (offered != null) {
      offered.run();
    }
  }
}
