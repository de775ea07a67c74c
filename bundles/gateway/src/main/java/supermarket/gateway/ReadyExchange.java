package supermarket.gateway;

import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.Answer;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

/**
 * {@code GET /health/ready}: whether any part of the node says that it cannot do its work, and
 * whether a basket comes back priced. It takes no store's place and needs none.
 */
final class ReadyExchange extends Exchange {

  private static final Logger LOG = LoggerFactory.getLogger(ReadyExchange.class);
  private static final byte[] READY = "{\"status\":\"ready\"}".getBytes(StandardCharsets.US_ASCII);

  /** What is told of troubles, in number and characters; the shell and the log have all. */
  private static final int MOST_TROUBLES = 3;

  private static final int LONGEST_TROUBLE = 200;

  private final Readiness readiness;
  private final Supplier<List<Trouble>> troubles;

  ReadyExchange(
      HttpServerExchange http, Lane lane, Readiness readiness, Supplier<List<Trouble>> troubles) {
    super(http, lane);
    this.readiness = readiness;
    this.troubles = troubles;
  }

  @Override
  void begin() {
    if (lane().ending()) {
      replyNotReady("the gateway is stopping");
      return;
    }
    String grave =
        troubles.get().stream()
            .filter(trouble -> trouble.gravity() == Gravity.NOT_READY)
            .limit(MOST_TROUBLES)
            .map(trouble -> cut(trouble.toString()))
            .collect(Collectors.joining("; "));
    if (!grave.isEmpty()) {
      replyNotReady(grave);
      return;
    }
    await(Readiness.DEADLINE);
    readiness.ask(lane(), id(), this);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TROUBLE ? text : text.substring(0, LONGEST_TROUBLE) + "…";
  }

  @Override
  void answered(Answer given) {
    String fault = readiness.fault(given);
    if (fault == null) {
      LOG.debug("Ready after {} ns", ageAt(System.nanoTime()));
      reply(200, JSON, ByteBuffer.wrap(READY));
    } else {
      replyNotReady(fault);
    }
  }

  private void replyNotReady(String why) {
    LOG.debug("Not ready: {}", why);
    reply(new Refusal(Problem.NOT_READY, why));
  }
}
