package supermarket.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.Reason;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.http.HttpReply;
import supermarket.basket.api.http.HttpRequest;
import supermarket.basket.api.operation.BrokerStatus;
import supermarket.basket.api.operation.BrokerStatus.Connection;
import supermarket.basket.api.operation.Cluster;
import supermarket.basket.api.operation.DeadLetter;
import supermarket.basket.api.operation.NodeStatus;
import supermarket.basket.api.operation.PartitionShare;
import supermarket.basket.api.operation.Quarantined;
import supermarket.basket.api.operation.StrategyQuarantine;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

@Timeout(30)
class HealthPageTest {

  private final Checks checks = new Checks();
  private final HealthPage page = new HealthPage(checks);

  private void add(HealthCheck check, String name, String... tags) {
    checks.add(check, Map.of(HealthCheck.NAME, name, HealthCheck.TAGS, tags));
  }

  private String get(int status, String path) throws Exception {
    HttpReply reply =
        page.answer(
            new HttpRequest("GET", path, Map.of(), Map.of(), InputStream.nullInputStream()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reply.content().writeTo(out);
    assertThat(reply.status()).as(out.toString(StandardCharsets.UTF_8)).isEqualTo(status);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Cluster cluster(List<PartitionShare> shares, Connection... brokers) {
    return new Cluster() {
      @Override
      public BrokerStatus brokers() {
        return new BrokerStatus(List.of(brokers), 0, 0, 0, 0, 0);
      }

      @Override
      public List<NodeStatus> nodes() {
        return List.of();
      }

      @Override
      public List<PartitionShare> partitions() {
        return shares;
      }

      @Override
      public List<DeadLetter> deadLetters(int most) {
        return List.of();
      }
    };
  }

  @Test
  void aWarningIsNoFailure() throws Exception {
    add(new LiveCheck(), "node", "live");
    PartsCheck parts = new PartsCheck();
    parts.parts = List.of(() -> List.of(new Trouble("console", Gravity.WARNING, "is slow")));
    add(parts, "parts", "ready");
    assertThat(get(200, "/health/"))
        .startsWith("{\"status\":\"WARN\"")
        .contains("{\"name\":\"parts\",\"tags\":[\"ready\"],\"status\":\"WARN\"", "is slow");
    assertThat(get(200, "/health/live"))
        .isEqualTo(
            "{\"status\":\"OK\",\"checks\":[{\"name\":\"node\",\"tags\":[\"live\"],"
                + "\"status\":\"OK\",\"reasons\":[\"it runs\"]}]}");
  }

  @Test
  void withoutTroublesAllIsWell() {
    assertThat(new PartsCheck().execute().isOk()).isTrue();
  }

  @Test
  void whatIsNotReadyIsCritical() throws Exception {
    PartsCheck parts = new PartsCheck();
    parts.parts = List.of(() -> List.of(new Trouble("catalogue", Gravity.NOT_READY, "is gone")));
    add(parts, "parts", "ready");
    add(new LiveCheck(), "node", "live");
    assertThat(get(503, "/health/ready")).contains("catalogue: is gone");
    get(503, "/health/");
    get(200, "/health/live");
  }

  @Test
  void aTagThatNoCheckHasIsNotFound() throws Exception {
    add(new LiveCheck(), "node", "live");
    assertThat(get(404, "/health/no-such")).contains("there are [live]");
  }

  @Test
  void aCheckThatFailsOrHangsIsCriticalAndKeepsNoOther() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    add(
        () -> {
          throw new IllegalStateException("broken");
        },
        "breaks");
    add(
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new Result(Result.Status.OK, "late");
        },
        "hangs");
    add(new LiveCheck(), "node", "live");
    assertThat(get(503, "/health/"))
        .contains(
            "it failed: java.lang.IllegalStateException: broken",
            "it did not end within 3 s",
            "it runs");
  }

  @Test
  void aCheckThatNeverComesBackHasOneThreadHoweverManyAsk() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    add(
        () -> {
          begun.incrementAndGet();
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new Result(Result.Status.OK, "late");
        },
        "hangs");
    get(503, "/health/");
    get(503, "/health/");
    assertThat(begun).hasValue(1);
    never.countDown();
  }

  @Test
  @SuppressWarnings("NullAway") // as a foreign check may
  void aCheckThatGivesNothingIsCritical() throws Exception {
    add(() -> null, "nothing");
    assertThat(get(503, "/health/")).contains("it gave no result");
  }

  @Test
  void theBrokerHasToBeThereAndBasketServersToo() {
    BrokerCheck check = new BrokerCheck();
    assertThat(check.execute().getStatus()).isEqualTo(Result.Status.CRITICAL);
    PartitionShare share = new PartitionShare("n/s", 1, 1);
    Connection here = new Connection("tcp://a", true);
    Connection away = new Connection("tcp://b", false);
    check.cluster = cluster(List.of(share), away);
    assertThat(check.execute().toString()).contains("CRITICAL", "tcp://b is away");
    check.cluster = cluster(List.of(), here);
    assertThat(check.execute().toString()).contains("CRITICAL", "no basket server");
    check.cluster = cluster(List.of(share), here, away);
    assertThat(check.execute().toString()).contains("WARN", "tcp://b is away; others are there");
    check.cluster = cluster(List.of(share), here);
    assertThat(check.execute().isOk()).isTrue();
  }

  @Test
  void aQuarantineIsAWarning() {
    StrategiesCheck check = new StrategiesCheck();
    assertThat(check.execute().isOk()).isTrue();
    check.quarantine =
        new StrategyQuarantine() {
          @Override
          public List<Quarantined> quarantined() {
            return List.of(new Quarantined(new StrategyId("x", "1", 1), "hangs", 1));
          }

          @Override
          public int release(String strategy) {
            return 0;
          }
        };
    assertThat(check.execute().toString()).contains("WARN", "it hangs", "strategy:release x");
    assertThat(new CatalogueCheck().execute().isOk()).isTrue();
  }

  @Test
  void anEmptyBasketTellsWhetherBasketsArePriced() {
    PricingCheck check = new PricingCheck(true);
    assertThat(check.execute().getStatus()).isEqualTo(Result.Status.CRITICAL);
    assertThat(answered(check, new Priced(Money.parse("EUR 0.00"), List.of())))
        .isEqualTo(Result.Status.OK);
    assertThat(answered(check, new BasketReply.Rejected(Reason.STORE_NOT_FOUND, "")))
        .isEqualTo(Result.Status.OK);
    assertThat(answered(check, new BasketReply.Rejected(Reason.OVERLOADED, "")))
        .isEqualTo(Result.Status.WARN);
    assertThat(answered(check, new BasketReply.Rejected(Reason.TIMEOUT, "late")))
        .isEqualTo(Result.Status.CRITICAL);
    assertThat(new PricingCheck(false).execute().isOk()).isTrue();
    check.broker = calls -> {};
    assertThat(check.execute().toString()).contains("no answer came");
  }

  private static Result.Status answered(PricingCheck check, BasketReply reply) {
    check.broker =
        calls ->
            calls.forEach(
                call -> call.answer().accept(new Answer(reply, "n/s", RevisionId.NONE, 0, 0)));
    return check.execute().getStatus();
  }

  @Test
  void nothingIsChangedHere() throws Exception {
    assertThat(
            page.answer(
                    new HttpRequest(
                        "POST", "/health/", Map.of(), Map.of(), InputStream.nullInputStream()))
                .status())
        .isEqualTo(405);
  }
}
