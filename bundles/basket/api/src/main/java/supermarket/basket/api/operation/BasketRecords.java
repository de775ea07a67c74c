package supermarket.basket.api.operation;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The baskets that the gateway of this node has answered lately: why they cost what they did, or
 * why they have no price. A bounded number is kept, in memory only; of many in a second some.
 *
 * <p>Thread safety: any thread.
 */
@ProviderType
public interface BasketRecords {

  /** Remembers a basket that came by another way than the gateway, such as the console's till. */
  void remember(AnsweredBasket basket);

  /**
   * Returns what is remembered of a request.
   *
   * @param id of the request, which a client may use again
   * @return the newest first; empty if nothing is
   */
  List<RecordedBasket> find(String id);

  /**
   * Returns those that have no price.
   *
   * @param most how many at most, at least 1
   * @return the newest first
   */
  List<RecordedBasket> failed(int most);

  /**
   * Returns the rules of the lines of a basket in words, as they are now: a line is left out if
   * something was deployed since, if its rule has no words, or if nobody tells them in time.
   *
   * @return by the product's code
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  Map<String, String> rules(RecordedBasket basket) throws InterruptedException;
}
