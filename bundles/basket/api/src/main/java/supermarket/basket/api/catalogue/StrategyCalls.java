package supermarket.basket.api.catalogue;

import org.osgi.annotation.versioning.ProviderType;
import supermarket.basket.api.StrategyId;

/**
 * The calls of strategies that are under way. Provided by the product bundle, used by the product
 * manager when a version has to go.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@ProviderType
public interface StrategyCalls {

  /**
   * Interrupts the calls of a strategy that are under way, and abandons those that wait; their
   * lines fail.
   *
   * @return how many calls there were
   */
  int abandon(StrategyId strategy);
}
