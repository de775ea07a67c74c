package supermarket.basket.api.operation;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;

/**
 * A basket that a gateway has answered. Most are small: a thousand and more of them wait to be
 * told.
 *
 * @param id of the request
 * @param owner whose it is, as far as the gateway has read that; a client's words, so neither to be
 *     trusted nor kept for long
 * @param scanned how many items of it were read
 * @param outcome {@link #PRICED}, or the stable word of the error
 * @param detail what was wrong, in one sentence that may hold a client's words; empty if it is
 *     priced
 * @param total what it costs; null if it is not priced
 * @param server the basket server that dealt with it, or {@link Answer#NO_SERVER}
 * @param revision the revision of the chain that it was priced or rejected with
 * @param isAnswered whether a basket server or the broker answered, and not the gateway itself
 * @param status of the HTTP reply
 * @param tookNanos from the request's head to its reply, in nanoseconds
 * @param sentNanos from the request's head until it was handed to the broker, in nanoseconds; 0 if
 *     it was not
 * @param waitedNanos how long it lay in its user's mailbox, in nanoseconds
 * @param pricedNanos how long its user's worker worked on it, in nanoseconds
 * @param trace the trace that it belongs to; null for none
 * @param priced the reply with its lines; null if it is not priced, and where more are priced in a
 *     second than anybody looks at: their lines would be copied by the garbage collector
 */
public record AnsweredBasket(
    String id,
    UserId owner,
    int scanned,
    String outcome,
    String detail,
    @Nullable Money total,
    String server,
    RevisionId revision,
    boolean isAnswered,
    int status,
    long tookNanos,
    long sentNanos,
    long waitedNanos,
    long pricedNanos,
    @Nullable BasketTrace trace,
    BasketReply.@Nullable Priced priced) {

  /** The outcome of a basket that has its price. */
  public static final String PRICED = "priced";

  /**
   * Returns how long it was elsewhere than in its user's mailbox and at its worker, in nanoseconds:
   * in the gateway, at the broker, and on the way.
   */
  public long brokerNanos() {
    return Math.max(0, tookNanos - waitedNanos - pricedNanos);
  }

  /** Returns the same, of whose reason at most so many characters are told. */
  public AnsweredBasket cut(int most) {
    return detail.length() <= most
        ? this
        : new AnsweredBasket(
            id,
            owner,
            scanned,
            outcome,
            detail.substring(0, most) + "…",
            total,
            server,
            revision,
            isAnswered,
            status,
            tookNanos,
            sentNanos,
            waitedNanos,
            pricedNanos,
            trace,
            priced);
  }
}
