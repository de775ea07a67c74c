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
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.ProductEntry;
import supermarket.basket.api.operation.Quarantined;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.Terms;
import supermarket.product.manager.strategy.RegisteredStrategy;

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
                    "{\"code\": \"B%d\", \"unit_price\": 1.%02d, \"strategy\": \"bad\"}"
                        .formatted(i, i))
            .collect(
                Collectors.joining(
                    ", ",
                    "{\"products\": [{\"code\": \"A\", \"unit_price\": 1.00, \"strategy\":"
                        + " \"flat\"}, ",
                    "]}")));
    manager = open(Duration.ofMillis(100));
    manager.use().begin(live("flat", 1, FLAT));
  }

  private ProductManager open(Duration ruleTimeout) {
    ProductManager opened =
        new ProductManager(
            new Settings(file, Duration.ofHours(1), ruleTimeout, PATIENCE, Duration.ZERO, 50),
            folder.resolve("kept.json"),
            new PriceBookDoor(book -> () -> {}),
            NoRegistry.in(folder));
    opened.begin();
    return opened;
  }

  @AfterEach
  void stop() {
    spin.set(false);
    manager.stop();
  }

  private static RegisteredStrategy live(String name, long id, PricingStrategy service) {
    return new RegisteredStrategy(
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
    return ((Offer.Unavailable) manager.catalogue().product(code).orElseThrow().offer()).why();
  }

  private String words(String strategy, String words) {
    manager.use().begin(live(strategy, strategy.hashCode(), new Saying(words)));
    ProductEntry entry = new ProductEntry("W", "", "2.00", "", strategy, "piece", Map.of());
    Alone.make(manager, manager.chain().add(entry), true);
    Offer offer = manager.catalogue().product("W").orElseThrow().offer();
    Alone.make(manager, manager.chain().remove("W"), true);
    return ((Offer.Available) offer).words();
  }

  @Test
  void theWordsOfARuleAreKeptInBounds() {
    assertThat(words("says", "3 für 2 €")).isEqualTo("3 für 2 €");
    assertThat(words("says-lines", "a\nb\u202e\ud800")).isEqualTo("a b ?");
    assertThat(words("says-much", "\ud83c\udf4e".repeat(200)))
        .isEqualTo("\ud83c\udf4e".repeat(PricingStrategy.MOST_WORDS));
    assertThatThrownBy(() -> words("says-nothing", null))
        .hasMessageContaining("has no words for its rule");
  }

  /** A rule that counts pieces sees one of what is weighed each time. */
  @Test
  void wordsThatAreNoOfferForWhatIsWeighedAreNotTold() {
    PricingStrategy second =
        new PricingStrategy() {
          @Override
          public PricingRule rule(Terms terms) {
            return line -> line.unitPrice().multipliedBy(line.quantity() - line.quantity() / 2);
          }

          @Override
          public String words(Terms terms) {
            return "the second is free";
          }
        };
    manager.use().begin(live("second", 2, second));
    for (String soldBy : List.of("weight", "piece")) {
      ProductEntry entry = new ProductEntry(soldBy, "", "2.00", "", "second", soldBy, Map.of());
      Alone.make(manager, manager.chain().add(entry), true);
    }
    assertThat(offer("weight").words()).isEmpty();
    assertThat(offer("piece").words()).isEqualTo("the second is free");
    manager
        .use()
        .begin(
            live(
                "half",
                3,
                new PricingStrategy() {
                  @Override
                  public PricingRule rule(Terms terms) {
                    return line -> new Share(1, 2).of(line.undiscounted());
                  }

                  @Override
                  public String words(Terms terms) {
                    return "half price";
                  }
                }));
    ProductEntry cheese = new ProductEntry("C", "", "2.00", "", "half", "weight", Map.of());
    Alone.make(manager, manager.chain().add(cheese), true);
    assertThat(offer("C").words()).isEqualTo("half price");
  }

  private Offer.Available offer(String code) {
    return (Offer.Available) manager.catalogue().product(code).orElseThrow().offer();
  }

  @Test
  void aPriceOfAPieceIsNoRuleForWhatIsSoldByWeight() {
    manager
        .use()
        .begin(
            live(
                "fixed",
                2,
                terms -> {
                  Money price = terms.amount("price");
                  return line -> price.multipliedBy(line.quantity());
                }));
    ProductEntry weighed =
        new ProductEntry("W", "", "2.00", "", "fixed", "weight", Map.of("price", "1.00"));
    CatalogueChange change = manager.chain().add(weighed);
    assertThat(manager.chain().rehearse(change, true))
        .singleElement()
        .asString()
        .contains("has the price of a piece (price), which says nothing of what is sold by weight");
    ProductEntry counted =
        new ProductEntry("W", "", "2.00", "", "fixed", "piece", Map.of("price", "1.00"));
    assertThat(manager.chain().rehearse(manager.chain().add(counted), true)).isEmpty();
  }

  private void assertOthersAreFree() {
    Alone.price(manager, "A", "9.99", Map.of(), true);
    assertThat(
            ((Offer.Available) manager.catalogue().product("A").orElseThrow().offer()).unitPrice())
        .isEqualTo(Money.parse("EUR 9.99"));
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
    manager
        .use()
        .begin(
            live(
                "bad",
                2,
                terms -> {
                  throw new Nasty();
                }));
    assertThat(why("B0")).contains("Nasty: (its message cannot be read) when asked for its rule");
    assertThat(manager.catalogue().quarantined()).isEmpty();
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
    manager
        .use()
        .begin(
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
    manager
        .use()
        .begin(
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
    manager.use().begin(live("bad", 2, terms -> spinning()));
    assertThat(asked).as("for the rules of 20 products").hasValue(1);
    assertThat(manager.catalogue().quarantined())
        .singleElement()
        .extracting(Quarantined::reason)
        .asString()
        .contains("did not make a rule within 100 ms, for product B", "ignores its interrupt");
    assertThat(manager.health().troubles().getLast().toString())
        .contains("bad@1.0.0: is quarantined", "strategy:release bad");

    assertOthersAreFree();
    assertThatThrownBy(() -> Alone.price(manager, "B0", "2.00", Map.of(), true))
        .hasMessageContaining("quarantined");
    assertThat(asked).hasValue(1);

    spin.set(false);
    assertThat(manager.catalogue().release("bad")).isEqualTo(1);
    assertThat(manager.catalogue().quarantined()).isEmpty();
    assertThat(manager.catalogue().product("B19").orElseThrow().offer())
        .isInstanceOf(Offer.Available.class);
  }

  @Test
  void rulesThatWereMadeBeforeStayInForce() throws Exception {
    manager
        .use()
        .begin(
            live(
                "bad",
                2,
                terms ->
                    terms.unitPrice().isGreaterThan(Money.parse("EUR 5.00"))
                        ? spinning()
                        : Line::undiscounted));
    assertThatThrownBy(() -> Alone.price(manager, "B0", "9.00", Map.of(), true))
        .hasMessageContaining("quarantined");
    assertThat(manager.catalogue().product("B0").orElseThrow().offer())
        .isInstanceOfSatisfying(
            Offer.Available.class,
            offer -> assertThat(offer.unitPrice()).isEqualTo(Money.parse("EUR 1.00")));
    assertThat(Files.readString(file)).doesNotContain("9.00");
  }

  @Test
  void nobodyWaitsForAStrategyThatIsBeingAsked() throws Exception {
    manager.stop();
    manager = open(PATIENCE);
    manager.use().begin(live("flat", 1, FLAT));
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Void> adding =
        CompletableFuture.runAsync(
            () ->
                manager
                    .use()
                    .begin(
                        live(
                            "bad",
                            2,
                            terms -> {
                              begun.countDown();
                              return spinning();
                            })));
    begun.await();

    assertOthersAreFree();
    manager.use().begin(live("other", 3, FLAT));
    manager.stage().limit(Map.of(3L, Audience.NOBODY), RevisionId.NONE);
    manager.use().end(live("other", 3, FLAT));
    assertThat(manager.catalogue().strategies()).hasSize(1);
    assertThat(adding).isNotDone();

    spin.set(false);
    adding.get(30, TimeUnit.SECONDS);
    assertThat(manager.catalogue().product("B19").orElseThrow().offer())
        .isInstanceOf(Offer.Available.class);
  }

  @Test
  void whatIsSlowForAllProductsTogetherIsLateToo() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    manager
        .use()
        .begin(
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
    assertThat(manager.catalogue().quarantined())
        .singleElement()
        .extracting(Quarantined::reason)
        .asString()
        .containsAnyOf("did not make its rules within 302 ms", "did not make a rule within");
    assertThat(why("B0")).contains("is quarantined");
  }

  @Test
  void aVersionThatIsRehearsedIsAskedOnce() {
    manager.stage().limit(Map.of(2L, Audience.NOBODY), RevisionId.NONE);
    manager
        .use()
        .begin(
            live(
                "bad",
                2,
                terms -> {
                  asked.incrementAndGet();
                  return Line::undiscounted;
                }));
    assertThat(manager.stage().rehearse(2)).isEmpty();
    manager.stage().limit(Map.of(), RevisionId.NONE);
    assertThat(manager.catalogue().product("B0").orElseThrow().offer())
        .isInstanceOf(Offer.Available.class);
    assertThat(asked).hasValue(20);
  }

  @Test
  void aStrategyIsAskedOnceForTermsThatManyProductsHave() throws IOException {
    manager.stop();
    Files.writeString(file, Files.readString(file).replaceAll("1\\.[0-9]{2}", "1.00"));
    Files.delete(folder.resolve("kept.json"));
    manager = open(Duration.ofSeconds(1));
    manager
        .use()
        .begin(
            live(
                "bad",
                2,
                terms -> {
                  asked.incrementAndGet();
                  return Line::undiscounted;
                }));
    assertThat(asked).hasValue(1);
    assertThat(manager.catalogue().product("B19").orElseThrow().offer())
        .isInstanceOf(Offer.Available.class)
        .isSameAs(manager.catalogue().product("B0").orElseThrow().offer());
  }

  @Test
  void aRehearsalTellsWhoIsLate() {
    manager.stage().limit(Map.of(2L, Audience.NOBODY), RevisionId.NONE);
    manager.use().begin(live("bad", 2, terms -> spinning()));
    assertThat(manager.stage().rehearse(2))
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
            new Settings(file, Duration.ofHours(1), PATIENCE, PATIENCE, Duration.ZERO, 50),
            folder.resolve("kept-too.json"),
            new PriceBookDoor(book -> () -> {}),
            NoRegistry.in(folder));
    late.use().begin(live("flat", 1, waits));
    late.use().begin(live("bad", 2, waits));
    late.begin();
    assertThat(List.of("A", "B0"))
        .allSatisfy(
            code ->
                assertThat(late.catalogue().product(code).orElseThrow().offer())
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
    manager.use().begin(live("flat", 1, FLAT));
    Alone.feed(manager);

    assertThat(manager.catalogue().product("B0").orElseThrow().offer())
        .isInstanceOf(Offer.Available.class);
    assertThat(manager.catalogue().product("B199999").orElseThrow().offer())
        .isInstanceOf(Offer.Available.class);
    assertThat(manager.catalogue().quarantined()).isEmpty();
  }

  @Test
  void aStrategyIsNeverAskedWhetherItIsAnother() throws Exception {
    manager
        .use()
        .begin(
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

    assertThat(manager.catalogue().strategies()).hasSize(2);
    assertThat(manager.catalogue().product("B0").orElseThrow().offer())
        .isInstanceOf(Offer.Available.class);
    assertOthersAreFree();
  }
}
