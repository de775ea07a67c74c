package supermarket.basket.api.operation;

import org.osgi.annotation.versioning.ConsumerType;
import supermarket.basket.api.StrategyId;

/**
 * Is told when a strategy is put into quarantine. Whoever wants to know registers one as a service;
 * the product bundle tells all of them.
 *
 * <p>Thread safety: any thread may tell. The method returns at once: others wait for that thread.
 */
@ConsumerType
@FunctionalInterface
public interface QuarantineListener {

  /**
   * From now on its products are rejected.
   *
   * @param strategy which one
   * @param why a verb and more, such as {@code did not come back}; for people, printable
   */
  void quarantined(StrategyId strategy, String why);
}
