package supermarket.basket.api;

import java.util.List;

/**
 * A basket to be priced.
 *
 * @param id the request id: given by the client or made by the gateway, at most 128 printable ASCII
 *     characters; not unique, for tracing only
 * @param owner whose basket it is
 * @param items one item for each product, in order of first appearance (see {@link Items})
 * @param deadline when the answer is due
 */
public record BasketRequest(String id, UserId owner, List<Item> items, Deadline deadline) {

  /** Takes an unmodifiable copy of the items. */
  public BasketRequest {
    items = List.copyOf(items);
  }
}
