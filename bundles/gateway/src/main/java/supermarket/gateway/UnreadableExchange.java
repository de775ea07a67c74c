package supermarket.gateway;

import io.undertow.server.HttpServerExchange;

/** Stands in for a request whose head cannot be read; nothing is known of it but what is wrong. */
final class UnreadableExchange extends Exchange {

  private final Refusal refusal;

  UnreadableExchange(HttpServerExchange http, Lane lane, Refusal refusal) {
    super(http, lane);
    this.refusal = refusal;
  }

  @Override
  void begin() {
    refuse(refusal);
  }

  @Override
  void refused(Refusal why) {
    lane()
        .answeredBaskets()
        .refused(id(), null, null, 0, why, new Passage(ageAt(System.nanoTime()), 0, null));
  }
}
