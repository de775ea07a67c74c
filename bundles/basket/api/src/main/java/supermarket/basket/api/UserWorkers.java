package supermarket.basket.api;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes user workers. Provided by the user bundle, used by the basket servers, which supervise them.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@ProviderType
public interface UserWorkers {

  /**
   * Starts a worker for a user with one basket in its mailbox.
   *
   * @param user whose baskets it prices
   * @param server the name of the basket server, for answers
   * @param first the first basket
   * @param supervisor is told of the worker's end
   * @throws IllegalStateException if the user bundle is stopping
   */
  UserWorker start(UserId user, String server, BasketCall first, Supervisor supervisor);

  /** A worker: prices the baskets of one user in order. It lives while its mailbox is not empty. */
  @ProviderType
  interface UserWorker {

    /** Puts a basket into the mailbox. */
    Offer offer(BasketCall call);

    /** Interrupts the worker and lets it die. Returns at once. */
    void kill();

    /** How it stands now. */
    WorkerStatus status();
  }

  /** What became of an offered basket. */
  enum Offer {
    /** The worker will answer it, or hand it back to its supervisor. */
    ACCEPTED,
    /** The mailbox is full. */
    FULL,
    /** The worker has ended; start another. */
    ENDED
  }

  /** Whoever started a worker. */
  @ProviderType
  interface Supervisor {

    /**
     * The worker has ended, because its mailbox was empty or because it died. Called once, on the worker's thread.
     *
     * @param worker the worker that was started
     * @param cause what killed it, or null if it had nothing left to do
     * @param left the baskets it leaves in its mailbox, oldest first; empty unless it died
     */
    void ended(UserWorker worker, @Nullable Throwable cause, Collection<BasketCall> left);
  }
}
