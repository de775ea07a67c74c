package supermarket.basket.api.basket;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;

/**
 * The way to the basket servers for whoever has baskets to price: the gateway, the shell. Provided
 * by the message broker.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@ProviderType
public interface BasketBroker {

  /**
   * Sends baskets to the basket servers that own their users' partitions. Never blocks and never
   * throws: what goes wrong is an {@link Answer} ({@code timeout} once the deadline has passed,
   * {@code overloaded} at once, {@code broker_unavailable} at once when nobody has been there for
   * three seconds; before that baskets wait). A basket whose server or broker goes away is sent to
   * another. Baskets that are given together may travel in one message.
   *
   * @param calls the baskets; each call is answered exactly once, perhaps before this method
   *     returns
   */
  void price(List<BasketCall> calls);
}
