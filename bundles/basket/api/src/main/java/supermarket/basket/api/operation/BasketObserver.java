package supermarket.basket.api.operation;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told of each basket that a gateway of this node has answered. Whoever wants that registers one
 * as a service.
 *
 * <p>Thread safety: any thread, but mostly the gateway's one for the log of baskets.
 */
@ConsumerType
public interface BasketObserver {

  /** A basket was answered a moment ago. Returns at once: the log of baskets waits for it. */
  void answered(AnsweredBasket basket);
}
