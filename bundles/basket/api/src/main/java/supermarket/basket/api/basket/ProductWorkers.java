package supermarket.basket.api.basket;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.catalogue.Offer;

/**
 * Prices the lines of a basket, one worker for each product, side by side. This is the wall between
 * the runtime and code that somebody else deployed: whatever a strategy does, it comes back as a
 * {@link LineResult}. Provided by the product bundle, used by the user workers.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@ProviderType
public interface ProductWorkers {

  /**
   * Prices the items of one basket. Blocks until every line has a result or the deadline has
   * passed; work that is abandoned then is interrupted and not executed later.
   *
   * @param request the basket
   * @param offers what the pinned edition has for the items, in the order of the items
   * @return a result for each item, in the order of the items
   * @throws InterruptedException if the calling worker is killed; its lines are abandoned
   */
  List<LineResult> price(BasketRequest request, List<Offer.Available> offers)
      throws InterruptedException;
}
