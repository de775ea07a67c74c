package supermarket.gateway;

import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.BasketReply.Rejected;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.UserId;

/**
 * {@code GET /health/ready}: sends an empty basket all the way to a user worker and back. It takes
 * no store's place and needs none: its bound is that of connections.
 */
final class ReadyExchange extends Exchange {

  private static final Logger LOG = LoggerFactory.getLogger(ReadyExchange.class);
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final byte[] READY = "{\"status\":\"ready\"}".getBytes(StandardCharsets.US_ASCII);

  /**
   * Nobody whom a store can name: a client's ids are not empty, so no client is in this user's way.
   */
  private static final UserId NOBODY = new UserId("", "");

  ReadyExchange(HttpServerExchange http, Lane lane) {
    super(http, lane);
  }

  @Override
  void begin() {
    if (lane().ending()) {
      replyNotReady("the gateway is stopping");
      return;
    }
    lane()
        .price(
            new BasketRequest(id(), NOBODY, List.of(), Deadline.after(DEADLINE, System.nanoTime())),
            this);
    await(DEADLINE);
  }

  @Override
  void answered(Answer given) {
    switch (given.reply()) {
      case Priced priced -> {
        LOG.debug("Ready after {} ns", age());
        reply(200, JSON, ByteBuffer.wrap(READY));
      }
      case Rejected rejected -> replyNotReady(rejected.reason().word() + ": " + rejected.detail());
    }
  }

  private void replyNotReady(String why) {
    LOG.debug("Not ready: {}", why);
    reply(new Refusal(Problem.NOT_READY, why));
  }
}
