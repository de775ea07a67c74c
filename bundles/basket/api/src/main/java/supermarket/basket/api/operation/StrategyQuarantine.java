package supermarket.basket.api.operation;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The strategies whose costs are not asked for any more: their products are rejected. Provided by
 * the product bundle, for operators.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@ProviderType
public interface StrategyQuarantine {

  /** The strategies that are quarantined now, with the reason for each. */
  List<Quarantined> quarantined();

  /**
   * Lets a quarantined strategy price again.
   *
   * @param strategy its name
   * @return how many were released: the strategies of that name that were in quarantine
   */
  int release(String strategy);
}
