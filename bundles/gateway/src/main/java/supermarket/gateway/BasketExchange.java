package supermarket.gateway;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.BasketReply.Rejected;
import supermarket.basket.api.BasketReply.Tags;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.UserId;
import supermarket.basket.api.operation.BasketTrace;

/** {@code POST /api/basket}. */
final class BasketExchange extends Exchange {

  private static final Refusal TOO_MANY =
      new Refusal(
          Problem.OVERLOADED,
          "more baskets come than can be priced in time, and the supermarket has its share of those"
              + " that wait");

  /** Gone as soon as all is read or refused: it keeps as much as a long string of the body has. */
  private @Nullable BasketReader reader;

  private @Nullable Basket basket;
  private Load.@Nullable Place place;
  private final @Nullable BasketTrace trace;
  private long sentNanos;

  BasketExchange(HttpServerExchange http, Lane lane) {
    super(http, lane);
    reader = new BasketReader(lane.settings());
    trace = lane.traces().of(http.getRequestHeaders());
    if (trace != null) {
      http.getResponseHeaders().put(Traces.TRACEPARENT, trace.context().toString());
    }
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
    HeaderValues encodings = http().getRequestHeaders().get(Headers.CONTENT_ENCODING);
    if (encodings != null && !encodings.stream().allMatch("identity"::equalsIgnoreCase)) {
      return new Refusal(Problem.UNSUPPORTED_MEDIA_TYPE, "no Content-Encoding is understood");
    }
    return body().announced() > lane().settings().maxBody() ? tooLong() : null;
  }

  @Override
  void read(byte[] bytes, int length) throws Refusal.Thrown {
    reader().feed(bytes, 0, length);
  }

  @Override
  void complete() throws Refusal.Thrown {
    Basket read = reader().end();
    basket = read;
    release();
    Load.Place free = lane().admit(read.owner().supermarket());
    if (free == null) {
      refuse(TOO_MANY);
      return;
    }
    place = free;
    Duration deadline = lane().settings().deadline();
    long nanoTime = System.nanoTime();
    sentNanos = ageAt(nanoTime);
    BasketRequest request =
        new BasketRequest(id(), read.owner(), read.items(), Deadline.after(deadline, nanoTime))
            .with(read.facts().at(now()));
    lane().price(trace == null ? request : request.in(trace.carried()), this);
    await(deadline);
  }

  /** As it travels. */
  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
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
        Replies.priced(out, priced, given.revision());
        lane().answeredBaskets().priced(id(), read, priced, given, passage());
        reply(200, JSON, out.view());
      }
      case Rejected rejected -> {
        Refusal refusal = Refusal.of(rejected);
        lane().answeredBaskets().rejected(id(), read, refusal, given, passage());
        reply(refusal);
      }
      case Tags _ -> throw new IllegalStateException("the answer is that to a look-up");
    }
  }

  @Override
  void refused(Refusal why) {
    BasketReader left = reader;
    Basket read = basket;
    AnsweredBaskets answered = lane().answeredBaskets();
    if (left != null) {
      answered.refused(id(), left.supermarket(), left.user(), left.scanned(), why, passage());
    } else if (read != null) {
      UserId owner = read.owner();
      answered.refused(id(), owner.supermarket(), owner.user(), read.scanned(), why, passage());
    } else {
      answered.refused(id(), null, null, 0, why, passage());
    }
    release();
  }

  private Passage passage() {
    return new Passage(ageAt(System.nanoTime()), sentNanos, trace);
  }

  @Override
  void over() {
    release();
  }

  private BasketReader reader() {
    BasketReader present = reader;
    if (present == null) {
      throw new IllegalStateException("read on after the end");
    }
    return present;
  }

  private void release() {
    BasketReader present = reader;
    reader = null;
    if (present != null) {
      present.close();
    }
  }
}
