package supermarket.basket.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The lines that were priced last: what a new version of a strategy can be tried on. Provided by
 * the product bundle; kept in memory only.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@ProviderType
public interface PricedLines {

  /** They and no more than a fixed number, the newest first. */
  List<PricedLine> recent();
}
