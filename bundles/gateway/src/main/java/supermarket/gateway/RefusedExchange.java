package supermarket.gateway;

import io.undertow.server.HttpServerExchange;

/** A request that has no place here. */
final class RefusedExchange extends Exchange {

  private final Refusal refusal;

  RefusedExchange(HttpServerExchange http, Lane lane, Refusal refusal) {
    super(http, lane);
    this.refusal = refusal;
  }

  @Override
  void begin() {
    refuse(refusal);
  }
}
