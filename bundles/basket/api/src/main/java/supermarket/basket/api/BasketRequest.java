package supermarket.basket.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A basket to be priced, or a look-up of prices, which has no items.
 *
 * @param id the request id: given by the client or made by the gateway, at most 128 printable ASCII
 *     characters; not unique, for tracing only
 * @param owner whose basket it is
 * @param items one item for each product, in order of first appearance (see {@link Items})
 * @param deadline when the answer is due
 * @param revision the oldest revision of the chain that it may be priced with, because its user was
 *     priced with that one before; {@link RevisionId#NONE} for any
 * @param lookUp what is looked up instead; null for a basket
 * @param facts what is said of the basket besides its items
 * @param trace where it stands in the trace that it belongs to; null for none
 */
public record BasketRequest(
    String id,
    UserId owner,
    List<Item> items,
    Deadline deadline,
    RevisionId revision,
    @Nullable LookUp lookUp,
    BasketFacts facts,
    @Nullable TraceContext trace) {

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

  /** A basket. */
  public BasketRequest(
      String id, UserId owner, List<Item> items, Deadline deadline, RevisionId revision) {
    this(id, owner, items, deadline, revision, null, BasketFacts.NONE, null);
  }

  /** A basket that may be priced with any revision. */
  public BasketRequest(String id, UserId owner, List<Item> items, Deadline deadline) {
    this(id, owner, items, deadline, RevisionId.NONE);
  }

  /**
   * A look-up.
   *
   * @param nobody the store whose prices are meant, and a user that has no baskets
   */
  public static BasketRequest of(String id, UserId nobody, LookUp lookUp, Deadline deadline) {
    return new BasketRequest(
        id, nobody, List.of(), deadline, RevisionId.NONE, lookUp, BasketFacts.NONE, null);
  }

  /** Returns the same with other items. */
  public BasketRequest with(List<Item> others) {
    return new BasketRequest(id, owner, others, deadline, revision, lookUp, facts, trace);
  }

  /** Returns the same, of which something else is said. */
  public BasketRequest with(BasketFacts other) {
    return new BasketRequest(id, owner, items, deadline, revision, lookUp, other, trace);
  }

  /** Returns the same as part of a trace. */
  public BasketRequest in(TraceContext of) {
    return new BasketRequest(id, owner, items, deadline, revision, lookUp, facts, of);
  }
}
