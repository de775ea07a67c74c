package supermarket.basket.api.operation;

import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Answer;
import supermarket.basket.api.UserId;

/**
 * A basket that a gateway has answered.
 *
 * @param id of the request
 * @param owner whose it is, as far as the gateway has read that; a client's words, so neither to be
 *     trusted nor kept for long
 * @param scanned how many items of it were read
 * @param outcome {@link #PRICED}, or the stable word of the error
 * @param detail what was wrong, in one sentence that may hold a client's words; empty if it is
 *     priced
 * @param answer that of a basket server or the broker; null if the gateway refused it
 * @param tookNanos from the request's head to its reply, in nanoseconds
 */
public record AnsweredBasket(
    String id,
    UserId owner,
    int scanned,
    String outcome,
    String detail,
    @Nullable Answer answer,
    long tookNanos) {

  /** The outcome of a basket that has its price. */
  public static final String PRICED = "priced";

  /**
   * Returns how long it was elsewhere than in its user's mailbox and at its worker, in nanoseconds:
   * in the gateway, at the broker, and on the way.
   */
  public long brokerNanos() {
    return answer == null
        ? tookNanos
        : Math.max(0, tookNanos - answer.waitedNanos() - answer.pricedNanos());
  }
}
