package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import supermarket.basket.api.ProductWorkers.Quarantined;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.StrategyId;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;

/** Whatever a strategy does when it is asked for a rule, it harms its own products only. */
class RulesTest {

  private static final PricingStrategy FLAT = terms -> Line::undiscounted;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Path file;
  private ProductManager manager;
  private final AtomicBoolean spin = new AtomicBoolean(true);
  private final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void start() throws IOException {
    file = folder.resolve("catalogue.json");
    Files.writeString(
        file,
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    "{\"code\": \"B%d\", \"unit_price\": 1.00, \"strategy\": \"bad\"}".formatted(i))
            .collect(
                Collectors.joining(
                    ", ",
                    "{\"products\": [{\"code\": \"A\", \"unit_price\": 1.00, \"strategy\":"
                        + " \"flat\"}, ",
                    "]}")));
    manager = open(Duration.ofMillis(100));
    manager.add(live("flat", 1, FLAT));
  }

  private ProductManager open(Duration ruleTimeout) {
    ProductManager opened =
        new ProductManager(
            file,
            folder.resolve("kept.json"),
            new PriceBookDoor(book -> () -> {}),
            Duration.ofHours(1),
            ruleTimeout,
            PATIENCE,
            Duration.ZERO,
            NoRegistry.in(folder));
    opened.start();
    return opened;
  }

  @AfterEach
  void stop() {
    spin.set(false);
    manager.stop();
  }

  private static LiveStrategy live(String name, long id, PricingStrategy service) {
    return new LiveStrategy(
        new StrategyId(name, "1.0.0", id), service, "bundle." + name, id, new Version("1.0.0"), 0);
  }

  private void spin() {
    while (spin.get()) {
      Thread.onSpinWait();
    }
  }

  private PricingRule spinning() {
    asked.incrementAndGet();
    spin();
    return Line::undiscounted;
  }

  private String why(String code) {
    return ((Offer.Unavailable) manager.product(code).orElseThrow().offer()).why();
  }

  private void assertOthersAreFree() throws IOException {
    manager.changePrice("A", "9.99", Map.of(), true);
    assertThat(((Offer.Available) manager.product("A").orElseThrow().offer()).unitPrice())
        .isEqualTo(Money.parse("EUR 9.99"));
    assertThat(Files.readString(file)).contains("9.99");
  }

  @Test
  void anExceptionWithoutAReadableMessageRejectsItsProductsAndNothingElse() throws Exception {
    class Nasty extends RuntimeException {
      private static final long serialVersionUID = 1L;

      @Override
      public String getMessage() {
        throw new IllegalStateException("an honest bug");
      }

      @Override
      public String toString() {
        throw new IllegalStateException("another one");
      }
    }
    manager.add(
        live(
            "bad",
            2,
            terms -> {
              throw new Nasty();
            }));
    assertThat(why("B0")).contains("Nasty: (its message cannot be read) when asked for its rule");
    assertThat(manager.quarantined()).isEmpty();
    assertOthersAreFree();
  }

  @Test
  void aMessageThatSpinsIsAsLateAsARuleThatSpins() throws Exception {
    class Spinning extends RuntimeException {
      private static final long serialVersionUID = 1L;

      @Override
      public String getMessage() {
        spin();
        return "over";
      }
    }
    manager.add(
        live(
            "bad",
            2,
            terms -> {
              throw new Spinning();
            }));
    assertThat(why("B0")).contains("is quarantined", "did not make a rule within 100 ms");
    assertOthersAreFree();
  }

  @Test
  void aMessageOfFiftyMegabytesIsCutAndEscaped() {
    String text = "\u001b[31m\u202e" + "x".repeat(50_000_000);
    manager.add(
        live(
            "bad",
            2,
            terms -> {
              throw new IllegalArgumentException(text);
            }));
    assertThat(why("B0"))
        .startsWith("strategy bad@1.0.0 does not accept its terms: \\u001b[31m\\u202exxx")
        .hasSizeLessThan(300);
  }

  @Test
  void whatIsLateOnceIsNotAskedAgainAndThatIsTold() throws Exception {
    manager.add(live("bad", 2, terms -> spinning()));
    assertThat(asked).as("for the rules of 20 products").hasValue(1);
    assertThat(manager.quarantined())
        .singleElement()
        .extracting(Quarantined::reason)
        .asString()
        .contains("did not make a rule within 100 ms, for product B", "ignores its interrupt");
    assertThat(manager.troubles().getLast().toString())
        .contains("bad@1.0.0: is quarantined", "strategy:release bad");

    assertOthersAreFree();
    assertThatThrownBy(() -> manager.changePrice("B0", "2.00", Map.of(), true))
        .hasMessageContaining("quarantined");
    assertThat(asked).hasValue(1);

    spin.set(false);
    assertThat(manager.release("bad")).isEqualTo(1);
    assertThat(manager.quarantined()).isEmpty();
    assertThat(manager.product("B19").orElseThrow().offer()).isInstanceOf(Offer.Available.class);
  }

  @Test
  void rulesThatWereMadeBeforeStayInForce() throws Exception {
    manager.add(
        live(
            "bad",
            2,
            terms ->
                terms.unitPrice().isGreaterThan(Money.parse("EUR 5.00"))
                    ? spinning()
                    : Line::undiscounted));
    assertThatThrownBy(() -> manager.changePrice("B0", "9.00", Map.of(), true))
        .hasMessageContaining("quarantined");
    assertThat(manager.product("B0").orElseThrow().offer())
        .isInstanceOfSatisfying(
            Offer.Available.class,
            offer -> assertThat(offer.unitPrice()).isEqualTo(Money.parse("EUR 1.00")));
    assertThat(Files.readString(file)).doesNotContain("9.00");
  }

  @Test
  void nobodyWaitsForAStrategyThatIsBeingAsked() throws Exception {
    manager.stop();
    manager = open(PATIENCE);
    manager.add(live("flat", 1, FLAT));
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Void> adding =
        CompletableFuture.runAsync(
            () ->
                manager.add(
                    live(
                        "bad",
                        2,
                        terms -> {
                          begun.countDown();
                          return spinning();
                        })));
    begun.await();

    assertOthersAreFree();
    manager.add(live("other", 3, FLAT));
    manager.limit(Map.of(3L, Audience.NOBODY));
    manager.remove(live("other", 3, FLAT));
    assertThat(manager.strategies()).hasSize(1);
    assertThat(adding).isNotDone();

    spin.set(false);
    adding.get(30, TimeUnit.SECONDS);
    assertThat(manager.product("B19").orElseThrow().offer()).isInstanceOf(Offer.Available.class);
  }

  @Test
  void whatIsSlowForAllProductsTogetherIsLateToo() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    manager.add(
        live(
            "bad",
            2,
            terms -> {
              try {
                if (never.await(70, TimeUnit.MILLISECONDS)) {
                  return null;
                }
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return Line::undiscounted;
            }));
    assertThat(manager.quarantined())
        .singleElement()
        .extracting(Quarantined::reason)
        .asString()
        .containsAnyOf("did not make its rules within 302 ms", "did not make a rule within");
    assertThat(why("B0")).contains("is quarantined");
  }

  @Test
  void aVersionThatIsRehearsedIsAskedOnce() {
    manager.limit(Map.of(2L, Audience.NOBODY));
    manager.add(
        live(
            "bad",
            2,
            terms -> {
              asked.incrementAndGet();
              return Line::undiscounted;
            }));
    assertThat(manager.rehearse(2)).isEmpty();
    manager.limit(Map.of());
    assertThat(manager.product("B0").orElseThrow().offer()).isInstanceOf(Offer.Available.class);
    assertThat(asked).hasValue(20);
  }

  @Test
  void aRehearsalTellsWhoIsLate() {
    manager.limit(Map.of(2L, Audience.NOBODY));
    manager.add(live("bad", 2, terms -> spinning()));
    assertThat(manager.rehearse(2))
        .singleElement()
        .asString()
        .contains("strategy bad@1.0.0 did not make a rule within 100 ms");
  }

  @Test
  void severalStrategiesAreAskedSideBySide() {
    CountDownLatch both = new CountDownLatch(2);
    PricingStrategy waits =
        terms -> {
          both.countDown();
          try {
            both.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return Line::undiscounted;
        };
    manager.stop();
    manager = open(PATIENCE);
    // Both are registered before there is a catalogue, and so asked in one go.
    ProductManager late =
        new ProductManager(
            file,
            folder.resolve("kept-too.json"),
            new PriceBookDoor(book -> () -> {}),
            Duration.ofHours(1),
            PATIENCE,
            PATIENCE,
            Duration.ZERO,
            NoRegistry.in(folder));
    late.add(live("flat", 1, waits));
    late.add(live("bad", 2, waits));
    late.start();
    assertThat(List.of("A", "B0"))
        .allSatisfy(
            code ->
                assertThat(late.product(code).orElseThrow().offer())
                    .isInstanceOf(Offer.Available.class));
    late.stop();
  }

  @Test
  void aStrategyThatPricesTwoHundredThousandProductsIsAskedForAllOfThem() throws Exception {
    manager.stop();
    Files.writeString(
        file,
        IntStream.range(0, 200_000)
            .mapToObj(
                i ->
                    "{\"code\": \"B%d\", \"unit_price\": 1.00, \"strategy\": \"flat\"}"
                        .formatted(i))
            .collect(Collectors.joining(", ", "{\"products\": [", "]}")));
    manager = open(PATIENCE);
    manager.add(live("flat", 1, FLAT));

    assertThat(manager.product("B0").orElseThrow().offer()).isInstanceOf(Offer.Available.class);
    assertThat(manager.product("B199999").orElseThrow().offer())
        .isInstanceOf(Offer.Available.class);
    assertThat(manager.quarantined()).isEmpty();
  }

  @Test
  void aStrategyIsNeverAskedWhetherItIsAnother() throws Exception {
    manager.add(
        live(
            "bad",
            2,
            new PricingStrategy() {
              @Override
              public PricingRule rule(supermarket.pricing.api.Terms terms) {
                return Line::undiscounted;
              }

              @Override
              public int hashCode() {
                throw new IllegalStateException("foreign");
              }

              @Override
              public boolean equals(Object other) {
                throw new IllegalStateException("foreign");
              }
            }));

    assertThat(manager.strategies()).hasSize(2);
    assertThat(manager.product("B0").orElseThrow().offer()).isInstanceOf(Offer.Available.class);
    assertOthersAreFree();
  }
}
