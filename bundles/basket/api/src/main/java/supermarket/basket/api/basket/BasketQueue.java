package supermarket.basket.api.basket;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;
import supermarket.basket.api.BasketCall;

/**
 * Where basket requests arrive from the message broker. Provided by the message broker, used by the
 * basket manager.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@ProviderType
public interface BasketQueue {

  /**
   * Consumes requests as one member of the cluster. The gateways send the baskets of a partition (a
   * hash of supermarket and user) to one consumer while that lives; this is affinity, not a mutex.
   *
   * @param consumer the name of the consumer, for operators
   * @param handler called for each request; it must return soon and may answer later on any thread.
   *     A request whose deadline has passed is not handed over.
   * @return closing it stops the consumption; requests already handed over may still be answered
   */
  Subscription consume(String consumer, Consumer<BasketCall> handler);

  /** A consumer's hold on the queue. */
  @ProviderType
  interface Subscription extends AutoCloseable {
    /** Stops consuming. Idempotent; does not throw. */
    @Override
    void close();
  }
}
