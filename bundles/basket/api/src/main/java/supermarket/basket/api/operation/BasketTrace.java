package supermarket.basket.api.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.TraceContext;

/**
 * The trace of a basket, as its gateway knows it.
 *
 * @param context where the basket stands in the trace: what its client is told and the log names
 * @param spans what the gateway's spans are made of; null if none are
 */
public record BasketTrace(TraceContext context, @Nullable Spans spans) {

  /**
   * What the gateway's spans are made of, once the basket is answered.
   *
   * @param parent the span that the gateway's is within; null if the trace begins at the gateway
   * @param broker the way to a basket server and back
   * @param began when the head of the request was there
   */
  public record Spans(@Nullable TraceContext parent, TraceContext broker, Instant began) {}

  /** A trace without spans of the gateway: all is as the client has said. */
  public static BasketTrace passedOn(TraceContext client) {
    return new BasketTrace(client, null);
  }

  /** Returns what travels with the basket. */
  public TraceContext carried() {
    return spans == null ? context : spans.broker();
  }
}
