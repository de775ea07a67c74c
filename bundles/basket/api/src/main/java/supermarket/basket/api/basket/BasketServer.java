package supermarket.basket.api.basket;

import org.osgi.annotation.versioning.ProviderType;
import supermarket.basket.api.BasketCall;

/**
 * One basket server: prices the baskets of the users whose partitions it owns. Each factory
 * configuration of the basket server bundle is one; three by default.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@ProviderType
public interface BasketServer {

  /** Its name, unique in a node. */
  String name();

  /**
   * Prices a basket: admits it, hands it to its user's worker, and answers. Returns at once;
   * answers exactly once, with {@code overloaded} where a bound is reached.
   */
  void price(BasketCall call);
}
