package supermarket.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supermarket.basket.api.BasketFacts;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.Item;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Reason;
import supermarket.basket.api.UserId;
import supermarket.basket.api.VatAmount;
import supermarket.basket.api.Weight;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.shelf.Deployed;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Revision.Phase;
import supermarket.basket.api.shelf.Shelf;
import supermarket.shelf.FolderShelf;

class BasketCommandsTest {

  private record Given(long deadline_ms, int workers_shown) implements BasketCommands.Config {
    @Override
    public Class<? extends Annotation> annotationType() {
      return BasketCommands.Config.class;
    }
  }

  private final FakeBroker broker = new FakeBroker();
  private final FakeServer first = new FakeServer("server-1");
  private final FakeServer second = new FakeServer("server-2");
  private final Apps apps = new Apps();
  private final BasketCommands commands = new BasketCommands(apps, new Given(5000, 2));

  @BeforeEach
  void startTheApps() {
    apps.broker = broker;
    apps.cluster = broker;
    apps.servers = List.of(second, first);
  }

  @Test
  void priceShowsLinesTotalServerAndTimes() {
    assertThat(commands.price("sp1", "u7", "GR1=3", "CF1").lines())
        .startsWith(
            "PRODUCT  QUANTITY  UNIT PRICE   COST  STRATEGY",
            "-------  --------  ----------  -----  --------------------------",
            "GR1             3        3.11   6.22  buy-one-get-one-free@1.0.0",
            "CF1             1       11.23  11.23  bulk-discount@1.0.0",
            "total EUR 17.45")
        .last()
        .asString()
        .matches(
            "server server-2, revision 12, in mailbox 0[.]1 ms, at work 2[.]5 ms, there and back"
                + " [0-9]+[.][0-9] ms, request shell-[0-9a-f-]{36}");
  }

  @Test
  void priceShowsDepositsAndTaxes() {
    Money price = FakeCatalogue.eur("1.20");
    PricedLine deposit = PricedLine.deposit("DEP25", "", "", 1, FakeCatalogue.eur("0.25"));
    Money total = FakeCatalogue.eur("1.45");
    BasketReply.Priced priced =
        new BasketReply.Priced(
            total,
            List.of(new PricedLine("COLA", 1, price, price, "flat-price", "1.0.0"), deposit),
            List.of(VatAmount.of(new BigDecimal("19"), total)));
    broker.behaviour = call -> call.answer().accept(FakeBroker.answer(priced));
    assertThat(commands.price("sp1", "u7", "COLA").lines())
        .startsWith(
            "PRODUCT  QUANTITY  UNIT PRICE  COST  STRATEGY",
            "-------  --------  ----------  ----  ----------------",
            "COLA            1        1.20  1.20  flat-price@1.0.0",
            "DEP25           1        0.25  0.25  deposit",
            "total EUR 1.45",
            "VAT 19 %: gross 1.45, net 1.22, tax 0.23");
  }

  @Test
  void priceSendsWhatAStoreWouldSend() {
    commands.price("sp1", "u7", "GR1", "CF1=2", "GR1=3", "odd=code=1", "APPLES=0.345kg");

    assertThat(broker.requests).hasSize(1);
    assertThat(broker.requests.getFirst().owner()).isEqualTo(new UserId("sp1", "u7"));
    assertThat(broker.requests.getFirst().items())
        .containsExactly(
            new Item("GR1", 4),
            new Item("CF1", 2),
            new Item("odd=code", 1),
            new Item("APPLES", 1, new Weight(345)));
    assertThat(broker.requests.getFirst().deadline().remaining(System.nanoTime()))
        .isLessThanOrEqualTo(5_000_000_000L);
  }

  @Test
  void anEmptyBasketHasATotal() {
    broker.behaviour =
        call ->
            call.answer()
                .accept(
                    FakeBroker.answer(
                        new BasketReply.Priced(FakeCatalogue.eur("0.00"), List.of())));

    assertThat(commands.price("sp1", "u7")).startsWith("total EUR 0.00\nserver ");
  }

  @Test
  void aRejectedBasketFailsWithItsReason() {
    broker.rejects(Reason.STRATEGY_NOT_FOUND, "no strategy for X\u001b[1m");

    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.price("sp1", "u7", "X"))
        .withMessageStartingWith(
            "Rejected, strategy_not_found: no strategy for X\\u001b[1m\nserver server-2, ");
  }

  @Test
  void aBrokerThatNeverAnswersIsNotWaitedForForEver() {
    broker.behaviour = call -> {};
    PriceQuery query = new PriceQuery(broker, Duration.ofMillis(1), Duration.ofMillis(1));

    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> query.ask(new UserId("sp1", "u7"), List.of(), BasketFacts.NONE))
        .withMessageStartingWith("No answer, not even that the time is up");
  }

  @Test
  void anInterruptEndsTheWaiting() {
    broker.behaviour = call -> Thread.currentThread().interrupt();

    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.price("sp1", "u7", "GR1"))
        .withMessageStartingWith("Interrupted");
  }

  @ParameterizedTest
  @CsvSource({
    "CF1=0, the quantity is a whole number of at least 1",
    "CF1=-1, the quantity is a whole number of at least 1",
    "CF1=, the quantity is a whole number of at least 1",
    "CF1=0.0001kg, a weight is a plain decimal in kilograms",
    "CF1=kg, a weight is a plain decimal in kilograms",
    "CF1=1.5, the quantity is a whole number of at least 1",
    "CF1=99999999999999999999, the quantity is a whole number of at least 1",
    "=3, a product code has 1 to 64 characters",
    "'', a product code has 1 to 64 characters",
  })
  void whatIsNoItemIsRefused(String item, String why) {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.price("sp1", "u7", item))
        .withMessageStartingWith("'" + item + "' is no item: " + why);
    assertThat(broker.requests).isEmpty();
  }

  @Test
  void moreThanCanBeCountedIsRefused() {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.price("sp1", "u7", "GR1=" + Long.MAX_VALUE, "GR1"))
        .withMessageStartingWith("'GR1' is no item: so many");
  }

  @Test
  void idsHaveTheLengthThatTheGatewayAllows() {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.price("sp1", "u".repeat(129), "GR1"))
        .withMessage("USER has 129 characters: an id has 1 to 128.");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.kill("", "u7"))
        .withMessage("SUPERMARKET has 0 characters: an id has 1 to 128.");
  }

  @Test
  void serversAreShownByName() {
    first.with("sp1", "u1", 0, 1);

    assertThat(commands.servers())
        .isEqualTo(
            """
            SERVER    IN FLIGHT  LIMIT  WORKERS  PRICED  REJECTED  WORKERS DIED
            --------  ---------  -----  -------  ------  --------  ------------
            server-1          4   1000        1   12345        67             1
            server-2          4   1000        0   12345        67             1\
            """);
  }

  @Test
  void theBusiestWorkersComeFirstAndTheRestIsCounted() {
    first.with("sp1", "old", 0, 9).with("sp1", "queue", 5, 1);
    second.with("sp2", "new", 0, 1).with("sp2", "\u001b]0;title\u0007", 0, 2);

    assertThat(commands.workers())
        .isEqualTo(
            """
            SERVER    SUPERMARKET  USER   WAITING  AT WORK  REQUEST
            --------  -----------  -----  -------  -------  -------
            server-1  sp1          queue        5    1.0 s  r-queue
            server-1  sp1          old          0    9.0 s  r-old
            and 2 more\
            """);
    assertThat(commands.workers("4").lines())
        .hasSize(6)
        .anyMatch(line -> line.contains("\\u001b]0;title\\u0007"));
  }

  @Test
  void aLanguageChangesNothing() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      for (int user = 0; user < 2002; user++) {
        first.with("sp1", "u" + user, 0, 1);
      }
      assertThat(commands.workers()).contains(" 1.0 s ").endsWith("and 2,000 more");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void withoutWorkersThereIsASentence() {
    assertThat(commands.workers()).isEqualTo("No user worker is at work.");
  }

  @ParameterizedTest
  @CsvSource({"0", "1001", "many", "1.5"})
  void howManyHasBounds(String number) {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.workers(number))
        .withMessage(
            "'" + number + "' is not how many to show: give a whole number from 1 to 1000.");
  }

  @Test
  void killEndsTheWorkerWhereverItIs() {
    second.with("sp1", "u7", 0, 1);

    assertThat(commands.kill("sp1", "u7"))
        .isEqualTo("Killed the worker of user 'u7' of 'sp1' on server-2.");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.kill("sp1", "u7"))
        .withMessageStartingWith("There is no worker for user 'u7' of 'sp1' now");
  }

  @Test
  void withoutTheAppsTheAnswerNamesWhatIsMissing() {
    apps.broker = null;
    apps.cluster = null;
    apps.servers = List.of();

    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.price("sp1", "u7", "GR1"))
        .withMessageStartingWith("The message broker is not running.");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(commands::servers)
        .withMessageStartingWith("No basket server is running.");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> new BrokerCommands(apps).status())
        .withMessageStartingWith("The message broker is not running.");
  }

  @Test
  void brokerStatusIsACard() {
    assertThat(new BrokerCommands(apps).status())
        .isEqualTo(
            """
            broker tcp://a:1          connected
            broker tcp://b:1          AWAY
            waiting for an answer     5
            timed out since start     4
            late replies since start  3
            sent again since start    2
            unreadable since start    1\
            """);
  }

  @Test
  void aNodeIsReadyWhenItHasABrokerAndABasketServerIsThere() {
    apps.cluster = broker;
    SupermarketCommands commands = new SupermarketCommands(apps);
    assertThat(commands.ready()).endsWith("message broker tcp://a:1 tcp://b:1.");
    broker.shares = List.of();
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(commands::ready)
        .withMessageStartingWith("Not ready: no basket server takes baskets");
  }

  @Test
  void deadLettersAndTheClusterAreTables() {
    apps.cluster = broker;
    assertThat(new BrokerCommands(apps).dlq("5").lines())
        .last()
        .isEqualTo(
            "2026-01-02T03:04:05Z  basket-1  request  it is not CBOR      3  010203     tcp://a:1");
    assertThat(new ClusterCommands(apps).nodes())
        .isEqualTo(
            """
            NODE       ROLE     BASKET SERVERS  HEARD MS AGO  REVISION  STRATEGIES  CATALOGUE  BROKERS
            ---------  -------  --------------  ------------  --------  ----------  ---------  ---------
            basket-1   basket   s1 s2                     12        57  0a1b2c3d    -          tcp://a:1
            gateway-1  gateway  -                          0         -  -           -          tcp://a:1\
            """);
    assertThat(new ClusterCommands(apps).partitions())
        .isEqualTo(
            """
            BASKET SERVER  PARTITIONS  PERCENT
            -------------  ----------  -------
            basket-1/s1           683     66.7
            basket-1/s2           341     33.3\
            """);
  }

  @Test
  void deploymentsOfTheChainAreThoseOnTheShelf(@TempDir Path folder) throws IOException {
    ClusterCommands commands = new ClusterCommands(apps);
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(commands::deployments)
        .withMessageStartingWith("The shelf is not running.");
    Shelf shelf = FolderShelf.in(folder);
    apps.shelf = shelf;
    assertThat(commands.deployments()).startsWith("The shelf is empty");
    for (int number = 1; number <= 3; number++) {
      shelf.put(
          new Revision(
              "chain",
              number,
              "basket-1",
              Phase.IN_FORCE,
              new Deployment(
                  Instant.parse("2026-01-02T03:04:05Z"),
                  Action.UPGRADE,
                  Deployment.COMMAND,
                  "a.bundle",
                  number + ".0.0",
                  "",
                  Outcome.DONE,
                  List.of("ready: basket-1, basket-2")),
              Deployed.NOTHING));
    }
    assertThat(commands.deployments("2").lines().skip(2))
        .containsExactly(
            "       2  2026-01-02T03:04:05Z  basket-1  command  UPGRADE  a.bundle  2.0.0   "
                + " IN_FORCE  ready: basket-1, basket-2",
            "       3  2026-01-02T03:04:05Z  basket-1  command  UPGRADE  a.bundle  3.0.0   "
                + " IN_FORCE  ready: basket-1, basket-2");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> commands.deployments("0"))
        .withMessage("'0' is no count of revisions: 1 to 1000.");
  }
}
