package supermarket.basket.api.operation;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The calls of strategies. Provided by the product bundle, for operators.
 *
 * <p>Thread safety: any thread may ask at any time.
 */
@ProviderType
public interface CallCounts {

  /** Those of each strategy that has been called and is there still. */
  List<CallCount> calls();
}
