package supermarket.basket.api.basket;

import org.osgi.annotation.versioning.ProviderType;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.UserId;
import supermarket.basket.api.operation.WorkerStatus;

/**
 * Makes user workers. Provided by the user bundle, used by the basket servers, which supervise
 * them.
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
    Delivery deliver(BasketCall call);

    /**
     * Interrupts the worker's thread and lets it die; a new one goes on with the mailbox. Returns
     * at once.
     */
    void kill();

    /** How it stands now. */
    WorkerStatus status();
  }

  /** What became of a basket that was brought to a mailbox. */
  enum Delivery {
    /** The worker will answer it. */
    ACCEPTED,
    /** The mailbox is full. */
    FULL,
    /** The worker has ended; start another. */
    ENDED
  }

  /** Whoever started a worker. Its methods are called on the worker's thread and return at once. */
  @ProviderType
  interface Supervisor {

    /** The worker's mailbox is empty and it has ended. Called once, last. */
    void ended(UserWorker worker);

    /**
     * The worker's thread has died and its basket was answered {@code user_server_error}. A new
     * thread goes on with the mailbox.
     *
     * @param request the request that was in work
     * @param cause what killed it
     */
    void died(UserWorker worker, BasketRequest request, Throwable cause);
  }
}
