package supermarket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketFacts;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.Reason;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.TraceContext;
import supermarket.basket.api.UserId;
import supermarket.basket.api.operation.BasketTrace;

class BasketLogTest {

  private static final long TOOK = Duration.ofMillis(3).toNanos();
  private static final Basket BASKET =
      new Basket(new UserId("sp1", "u 7\n"), List.of(), BasketFacts.NONE, 5);

  private static final Passage PASSAGE = new Passage(TOOK, 1_000, null);
  private static final TraceContext CLIENT =
      new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", 1);

  private final RecordingLogger logger = new RecordingLogger();
  private final BasketLog log = new BasketLog(logger);
  private final AnsweredBaskets answered = new AnsweredBaskets(log);

  /** Nobody hands on by a clock. */
  @AfterEach
  void close() {
    answered.close();
  }

  @Test
  void writesOneLineForAPricedBasket() {
    Priced priced = new Priced(Money.parse("EUR 22.45"), List.of());

    answered.priced(
        "id-1",
        BASKET,
        priced,
        new Answer(priced, "server-2", new RevisionId("c", 12), 1_000_000, 500_000),
        PASSAGE);
    answered.handOn();

    assertThat(logger.lines)
        .containsExactly(
            "priced id=id-1 supermarket=sp1 user=\"u 7\\u000a\" server=server-2 items=5 total=22.45"
                + " currency=EUR revision=12 total_us=3000 broker_us=1500 waited_us=1000"
                + " priced_us=500");
  }

  @Test
  void writesOneLineForARejectedBasket() {
    Refusal refusal = new Refusal(Problem.TIMEOUT, "strategy \"x\" slept");

    answered.rejected(
        "id-1", BASKET, refusal, Answer.rejected(Reason.TIMEOUT, "", "server-2"), PASSAGE);
    answered.handOn();

    assertThat(logger.lines)
        .containsExactly(
            "rejected id=id-1 supermarket=sp1 user=\"u 7\\u000a\" server=server-2 items=5"
                + " error=timeout detail=\"strategy \\\"x\\\" slept\""
                + " total_us=3000 broker_us=3000 waited_us=0 priced_us=0");
  }

  @Test
  void writesWhatIsKnownOfARefusedBasket() {
    answered.refused(
        "id-1", "sp1", null, 0, new Refusal(Problem.INVALID_REQUEST, "the body is empty"), PASSAGE);
    answered.handOn();

    assertThat(logger.lines)
        .containsExactly(
            "rejected id=id-1 supermarket=sp1 user=- server=- items=0"
                + " error=invalid_request detail=\"the body is empty\" total_us=3000");
  }

  @Test
  void namesTheTraceOfABasket() {
    Refusal refusal = new Refusal(Problem.TOO_LARGE, "x");
    answered.refused(
        "id-1", "sp1", "u7", 0, refusal, new Passage(TOOK, 0, BasketTrace.passedOn(CLIENT)));
    answered.handOn();

    assertThat(logger.lines)
        .containsExactly(
            "rejected id=id-1 supermarket=sp1 user=u7 server=- items=0 error=too_large detail=x"
                + " total_us=3000 trace=4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @Test
  void writesNothingIfNobodyListens() {
    logger.enabled = false;

    answered.refused("id-1", null, null, 0, new Refusal(Problem.TOO_LARGE, "x"), PASSAGE);
    answered.handOn();

    assertThat(logger.lines).isEmpty();
  }

  /** Keeps INFO lines; anything else would be a mistake. */
  private static final class RecordingLogger extends LegacyAbstractLogger {

    private final List<String> lines = new ArrayList<>();
    private boolean enabled = true;

    @Override
    protected String getFullyQualifiedCallerName() {
      return RecordingLogger.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String message, Object[] arguments, Throwable throwable) {
      assertThat(level).isEqualTo(Level.INFO);
      assertThat(arguments).isNull();
      lines.add(message);
    }

    @Override
    public boolean isTraceEnabled() {
      return false;
    }

    @Override
    public boolean isDebugEnabled() {
      return false;
    }

    @Override
    public boolean isInfoEnabled() {
      return enabled;
    }

    @Override
    public boolean isWarnEnabled() {
      return enabled;
    }

    @Override
    public boolean isErrorEnabled() {
      return enabled;
    }
  }
}
