package supermarket.gateway;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.BasketReply.Rejected;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;

/** {@code POST /api/basket}. */
final class BasketExchange extends Exchange {

  private static final Refusal TOO_MANY =
      new Refusal(
          Problem.OVERLOADED,
          "more baskets come than can be priced in time, and the supermarket has its share of those"
              + " that wait");

  private final BasketReader reader;
  private @Nullable Basket basket;
  private Load.@Nullable Place place;

  BasketExchange(HttpServerExchange http, Lane lane) {
    super(http, lane);
    reader = new BasketReader(lane.settings());
  }

  @Override
  void begin() {
    Refusal refusal = judgeHead();
    if (refusal != null) {
      refuse(refusal);
    } else if (body().isComplete()) {
      end();
    } else {
      body().read();
    }
  }

  private @Nullable Refusal judgeHead() {
    HeaderValues types = http().getRequestHeaders().get(Headers.CONTENT_TYPE);
    if (types == null || types.size() != 1 || !MediaType.isJson(types.getFirst())) {
      return new Refusal(
          Problem.UNSUPPORTED_MEDIA_TYPE, "the Content-Type must be application/json, in UTF-8");
    }
    if (http().getRequestHeaders().contains(Headers.CONTENT_ENCODING)) {
      return new Refusal(Problem.UNSUPPORTED_MEDIA_TYPE, "no Content-Encoding is understood");
    }
    return body().announced() > lane().settings().maxBody() ? tooLong() : null;
  }

  @Override
  void read(byte[] bytes, int length) throws Refusal.Thrown {
    reader.feed(bytes, 0, length);
  }

  @Override
  void complete() throws Refusal.Thrown {
    Basket read = reader.end();
    basket = read;
    Load.Place free = lane().admit(read.owner().supermarket());
    if (free == null) {
      refuse(TOO_MANY);
      return;
    }
    place = free;
    Duration deadline = lane().settings().deadline();
    lane()
        .price(
            new BasketRequest(
                id(), read.owner(), read.items(), Deadline.after(deadline, System.nanoTime())),
            this);
    await(deadline);
  }

  @Override
  void settled(Answer given) {
    Load.Place taken = place;
    if (taken != null) {
      place = null;
      lane().leave(taken, given.reply() instanceof Priced);
    }
  }

  @Override
  void answered(Answer given) {
    Basket read = basket;
    if (read == null) {
      throw new IllegalStateException("answered before it was read");
    }
    switch (given.reply()) {
      case Priced priced -> {
        Bytes out = lane().output();
        Replies.priced(out, priced);
        lane().basketLog().priced(id(), read, priced, given, age());
        reply(200, JSON, out.view());
      }
      case Rejected rejected -> {
        Refusal refusal = Refusal.of(rejected);
        lane().basketLog().rejected(id(), read, refusal, given, age());
        reply(refusal);
      }
    }
  }

  @Override
  void refused(Refusal why) {
    lane()
        .basketLog()
        .refused(id(), reader.supermarket(), reader.user(), reader.scanned(), why, age());
  }

  @Override
  void over() {
    reader.close();
  }
}
