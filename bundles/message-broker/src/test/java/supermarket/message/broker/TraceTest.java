package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.TraceContext;
import supermarket.basket.api.UserId;
import supermarket.basket.api.operation.BasketTrace;
import supermarket.basket.api.operation.BasketTracer;
import supermarket.message.broker.Setup.Box;
import supermarket.message.broker.Setup.Clock;

/** Traces across the broker. */
class TraceTest {

  private static final UserId ANNA = new UserId("sp1", "anna");
  private static final TraceContext SAMPLED =
      new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", 1);
  private static final TraceContext NOT_SAMPLED =
      new TraceContext(SAMPLED.traceId(), SAMPLED.spanId(), 0);

  private record Served(BasketRequest request, Answer answer, long tookNanos) {}

  private final Clock clock = new Clock();
  private final Box<Answer> answers = new Box<>();
  private final Box<BasketCall> received = new Box<>();
  private final Box<Served> served = new Box<>();
  private MessageBroker broker;

  @AfterEach
  void stop() {
    broker.stop();
  }

  private void start(@Nullable BasketTracer tracer) {
    broker = Setup.started(Setup.embedded(100), tracer, clock);
    broker.consume("one", received::put);
  }

  private BasketRequest send(String id, @Nullable TraceContext trace) throws InterruptedException {
    BasketRequest request = Setup.request(id, ANNA, clock.getAsLong());
    broker.price(
        List.of(new BasketCall(trace == null ? request : request.in(trace), answers::put)));
    BasketCall call = received.next("request");
    call.answer().accept(Setup.priced("one", call.request()));
    answers.next("answer");
    return call.request();
  }

  @Test
  void aTraceArrivesWithItsBasket() throws InterruptedException {
    start(null);
    assertThat(send("r1", SAMPLED).trace()).isEqualTo(SAMPLED);
    assertThat(send("r2", NOT_SAMPLED).trace()).isEqualTo(NOT_SAMPLED);
    assertThat(send("r3", null).trace()).isNull();
  }

  @Test
  void whoMakesSpansIsToldOfBasketsThatAreSampled() throws InterruptedException {
    start(new Tracer());
    send("r1", null);
    send("r2", NOT_SAMPLED);
    BasketRequest sampled = send("r3", SAMPLED);

    Served only = served.next("basket");
    assertThat(only.request()).isEqualTo(sampled);
    assertThat(only.answer()).isEqualTo(Setup.priced("one", sampled));
    assertThat(only.tookNanos()).isPositive();
    assertThat(served.size()).isZero();
  }

  @Test
  void whoFailsToMakeSpansCostsNoBasket() throws InterruptedException {
    start(
        new Tracer() {
          @Override
          public void served(BasketRequest request, Answer answer, long tookNanos) {
            super.served(request, answer, tookNanos);
            throw new IllegalStateException("no spans");
          }
        });
    send("r1", SAMPLED);
    served.next("basket");
    send("r2", SAMPLED);
    served.next("basket");
  }

  private class Tracer implements BasketTracer {

    @Override
    public @Nullable BasketTrace begin(@Nullable TraceContext client) {
      throw new AssertionError("there is no gateway here");
    }

    @Override
    public void served(BasketRequest request, Answer answer, long tookNanos) {
      served.put(new Served(request, answer, tookNanos));
    }
  }
}
