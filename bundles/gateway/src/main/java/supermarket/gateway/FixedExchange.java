package supermarket.gateway;

import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;

/** A request whose reply is always the same. */
final class FixedExchange extends Exchange {

  private final int status;
  private final byte[] content;

  FixedExchange(HttpServerExchange http, Lane lane, int status, byte[] content) {
    super(http, lane);
    this.status = status;
    this.content = content;
  }

  @Override
  void begin() {
    reply(status, JSON, ByteBuffer.wrap(content));
  }
}
