package supermarket.basket.api.operation;

import org.osgi.annotation.versioning.ProviderType;

/**
 * How the HTTP endpoint for stores stands. Provided by the gateway while it is active.
 *
 * <p>Thread safety: any thread may ask at any time.
 */
@ProviderType
public interface StoreEndpoint {

  /** How many baskets wait for their price. */
  int inFlight();

  /** How many may wait at present; 0 while it does not listen. */
  int limit();

  /** How many connections there are. */
  int connections();
}
