package supermarket.gateway;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.BasketReply.Rejected;
import supermarket.basket.api.BasketReply.Tags;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.LookUp;
import supermarket.basket.api.UserId;

/**
 * {@code GET /api/products} and {@code GET /api/products/{product}}. A look-up of one product has
 * one of its store's places, as a basket has.
 */
final class LookUpExchange extends Exchange {

  private static final Refusal TOO_MANY =
      new Refusal(Problem.OVERLOADED, "there is more to do than can be done in time");
  private static final Refusal OLDER =
      new Refusal(Problem.BEHIND, "this basket server is of a release that looks nothing up yet");

  private final String path;
  private Load.@Nullable Place place;

  /** Whose look-up is under way; null if none is. */
  private @Nullable String store;

  private boolean isPage;

  /**
   * A look-up.
   *
   * @param path as it was sent
   */
  LookUpExchange(HttpServerExchange http, Lane lane, String path) {
    super(http, lane);
    this.path = path;
  }

  @Override
  void begin() {
    Asked asked;
    try {
      asked = Asked.of(path, http().getQueryString());
    } catch (Refusal.Thrown e) {
      refuse(e.refusal());
      return;
    }
    isPage = asked.lookUp() instanceof LookUp.Page;
    Refusal refusal = isPage ? lane().pages().enter(asked.store()) : enter(asked.store());
    if (refusal != null) {
      refuse(refusal);
      return;
    }
    store = asked.store();
    Duration deadline = lane().settings().deadline();
    await(deadline);
    lane()
        .price(
            BasketRequest.of(
                id(),
                nobody(asked.store()),
                asked.lookUp(),
                Deadline.after(deadline, System.nanoTime())),
            this);
  }

  private @Nullable Refusal enter(String of) {
    place = lane().admit(of);
    return place == null ? TOO_MANY : null;
  }

  /** Another one each time: none waits for another. */
  private UserId nobody(String of) {
    return new UserId(of, "look-up " + lane().ids().of(null));
  }

  @Override
  void settled(Answer given) {
    Load.Place taken = place;
    String of = store;
    place = null;
    store = null;
    if (taken != null) {
      lane().leave(taken, given.reply() instanceof Tags);
    } else if (of != null) {
      lane().pages().leave(of);
    }
  }

  @Override
  void answered(Answer given) {
    switch (given.reply()) {
      case Tags tags -> reply(tags);
      case Rejected rejected -> reply(Refusal.of(rejected));
      case Priced priced -> reply(OLDER);
    }
  }

  private void reply(Tags tags) {
    Bytes out = lane().output();
    if (isPage) {
      TagReplies.page(out, tags);
    } else {
      TagReplies.one(out, tags.tags().getFirst());
    }
    ByteBuffer content = out.view();
    String tag = EntityTag.of(content);
    http().getResponseHeaders().put(Headers.ETAG, tag);
    http().getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
    HeaderValues known = http().getRequestHeaders().get(Headers.IF_NONE_MATCH);
    if (known != null && EntityTag.isAmong(tag, known)) {
      reply(StatusCodes.NOT_MODIFIED, JSON, ByteBuffer.allocate(0));
    } else {
      reply(200, JSON, content);
    }
  }
}
