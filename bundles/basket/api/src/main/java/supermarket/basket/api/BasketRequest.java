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
 * @param revision the oldest revision of the chain that it may be priced with, because its user was
 *     priced with that one before; {@link RevisionId#NONE} for any
 */
public record BasketRequest(
    String id, UserId owner, List<Item> items, Deadline deadline, RevisionId revision) {

  /** The most characters of a request id. */
  public static final int LONGEST_ID = 128;

  /**
   * Takes an unmodifiable copy of the items.
   *
   * @throws IllegalArgumentException if the id is longer than it may be
   */
  public BasketRequest {
    if (id.length() > LONGEST_ID) {
      throw new IllegalArgumentException("a request id of " + id.length() + " characters");
    }
    items = List.copyOf(items);
  }

  /** A basket that may be priced with any revision. */
  public BasketRequest(String id, UserId owner, List<Item> items, Deadline deadline) {
    this(id, owner, items, deadline, RevisionId.NONE);
  }

  /** Returns the same with other items. */
  public BasketRequest with(List<Item> others) {
    return new BasketRequest(id, owner, others, deadline, revision);
  }
}
