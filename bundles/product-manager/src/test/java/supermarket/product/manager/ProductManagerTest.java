package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.catalogue.Catalogue.EditionStatus;
import supermarket.basket.api.catalogue.Catalogue.ProductStatus;
import supermarket.basket.api.catalogue.Catalogue.StrategyStatus;
import supermarket.basket.api.catalogue.Edition;
import supermarket.basket.api.catalogue.Offer;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingStrategy;
import supermarket.product.manager.strategy.RegisteredStrategy;

class ProductManagerTest {

  private static final PricingStrategy FLAT = terms -> Line::undiscounted;
  private static final PricingStrategy BULK =
      terms -> {
        terms.quantity("from");
        return Line::undiscounted;
      };

  private static final UserId USER = new UserId("sp1", "u1");

  @TempDir Path folder;
  private Path file;
  private ProductManager manager;

  @BeforeEach
  void start() throws IOException {
    file = folder.resolve("catalogue.json");
    Files.writeString(
        file,
        """
        {"products": [
          {"code": "A", "unit_price": 1.00, "strategy": "flat-price"},
          {"code": "B", "unit_price": 2.00, "strategy": "bulk-price", "parameters": {"from": 3}}]}
        """);
    manager = open(Duration.ofSeconds(5));
    manager.begin();
  }

  @AfterEach
  void stop() {
    manager.stop();
  }

  private ProductManager open(Duration leaseTimeout) {
    return open(leaseTimeout, Duration.ofMinutes(1));
  }

  private ProductManager open(Duration leaseTimeout, Duration successorWait) {
    return new ProductManager(
        new Settings(
            file, Duration.ofHours(1), Duration.ofMillis(200), leaseTimeout, successorWait, 50),
        folder.resolve("data/kept.json"),
        new PriceBookDoor(book -> () -> {}),
        NoRegistry.in(folder));
  }

  private static RegisteredStrategy live(String name, PricingStrategy service, long serviceId) {
    return live(name, service, serviceId, "1.0.0", 0, "bundle." + name);
  }

  private static RegisteredStrategy live(
      String name,
      PricingStrategy service,
      long serviceId,
      String version,
      int ranking,
      String bundle) {
    return new RegisteredStrategy(
        new StrategyId(name, version, serviceId),
        service,
        bundle,
        serviceId,
        new Version(version),
        ranking);
  }

  /** Pins without waiting for anything. */
  private Edition pin() {
    return pin(List.of(), Duration.ZERO);
  }

  private Edition pin(List<String> products, Duration longest) {
    try {
      return manager
          .priceBook()
          .pin(products, RevisionId.NONE, System.nanoTime() + longest.toNanos());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Offer offer(String code) {
    Edition edition = pin();
    try {
      return Quoted.offer(edition, code, USER);
    } finally {
      edition.close();
    }
  }

  private void assertUnavailable(String code, String why) {
    assertThat(offer(code)).isInstanceOf(Offer.Unavailable.class);
    assertThat(((Offer.Unavailable) offer(code)).why()).contains(why);
  }

  private Money unitPrice(String code) {
    return ((Offer.Available) offer(code)).unitPrice();
  }

  /** The manager reads a file that has not changed between two looks. */
  private void editFile(String content) throws IOException {
    Files.writeString(file, content);
    manager.look();
    manager.look();
    Alone.feed(manager);
  }

  @Test
  void aProductHasAPriceWhileItsStrategyIsLive() throws Exception {
    assertUnavailable("A", "no live strategy is named 'flat-price'");

    RegisteredStrategy flat = live("flat-price", FLAT, 1);
    manager.use().begin(flat);
    assertThat(unitPrice("A")).isEqualTo(Money.parse("EUR 1.00"));

    manager.use().end(flat);
    assertUnavailable("A", "no live strategy is named 'flat-price'");
    assertUnavailable("C", "the catalogue has no product 'C'");
  }

  @Test
  void anEditionNeverChanges() throws Exception {
    manager.use().begin(live("flat-price", FLAT, 1));
    Edition pinned = pin();

    Alone.price(manager, "A", "9.99", Map.of(), true);

    assertThat(((Offer.Available) Quoted.offer(pinned, "A", USER)).unitPrice())
        .isEqualTo(Money.parse("EUR 1.00"));
    assertThat(unitPrice("A")).isEqualTo(Money.parse("EUR 9.99"));
    pinned.close();
  }

  @Test
  void aStrategyIsHeldUntilNoBasketHasItPinned() throws Exception {
    RegisteredStrategy flat = live("flat-price", FLAT, 1);
    manager.use().begin(flat);
    Edition pinned = pin();
    assertThat(manager.catalogue().edition())
        .isEqualTo(new EditionStatus(pinned.number(), RevisionId.NONE, 0, 1));
    CountDownLatch removed = new CountDownLatch(1);
    Thread leaving =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    manager.use().end(flat);
                  } catch (InterruptedException e) {
                    return;
                  }
                  removed.countDown();
                });

    await().until(() -> offer("A") instanceof Offer.Unavailable);
    assertThat(removed.getCount()).isEqualTo(1);
    assertThat(manager.catalogue().edition())
        .isEqualTo(new EditionStatus(pinned.number() + 1, RevisionId.NONE, 1, 1));
    pinned.close();
    assertThat(manager.catalogue().edition())
        .isEqualTo(new EditionStatus(pinned.number() + 1, RevisionId.NONE, 0, 0));

    leaving.join();
    assertThat(removed.getCount()).isZero();
  }

  @Test
  void aLeaseThatIsNeverGivenBackHoldsAStrategyForABoundedTimeOnly() throws Exception {
    manager.stop();
    manager = open(Duration.ofMillis(1));
    manager.begin();
    RegisteredStrategy flat = live("flat-price", FLAT, 1);
    manager.use().begin(flat);
    Edition pinned = pin();

    manager.use().end(flat);

    assertThat(Quoted.offer(pinned, "A", USER)).isInstanceOf(Offer.Available.class);
  }

  @Test
  void ofTwoStrategiesOfOneNameTheRankingThenTheVersionThenTheBundleNameDecides() throws Exception {
    RegisteredStrategy old = live("flat-price", FLAT, 1, "1.0.0", 0, "b");
    RegisteredStrategy newer = live("flat-price", FLAT, 2, "1.10.0", 0, "b");
    RegisteredStrategy sameVersion = live("flat-price", FLAT, 3, "1.10.0", 0, "a");
    RegisteredStrategy ranked = live("flat-price", FLAT, 4, "0.1.0", 5, "z");
    for (RegisteredStrategy strategy : List.of(old, ranked, newer, sameVersion)) {
      manager.use().begin(strategy);
    }

    assertThat(manager.catalogue().strategies())
        .map(StrategyStatus::id)
        .containsExactly(ranked.id(), sameVersion.id(), newer.id(), old.id());
    assertThat(manager.catalogue().strategies())
        .map(StrategyStatus::inUse)
        .containsExactly(true, false, false, false);
    assertThat(manager.catalogue().strategies().getFirst().products()).containsExactly("A");
    assertThat(manager.catalogue().problems())
        .last()
        .asString()
        .contains("more than one live strategy is named flat-price: using flat-price@0.1.0");

    manager.use().end(ranked);
    assertThat(((Offer.Available) offer("A")).strategy()).isEqualTo(sameVersion.id());
  }

  @Test
  void parametersThatDoNotFitConcernTheirProductAlone() throws Exception {
    manager.use().begin(live("flat-price", FLAT, 1));
    manager.use().begin(live("bulk-price", BULK, 2));
    assertThat(offer("B")).isInstanceOf(Offer.Available.class);

    editFile(
        """
        {"products": [
          {"code": "A", "unit_price": 1.00, "strategy": "flat-price"},
          {"code": "B", "unit_price": 2.00, "strategy": "bulk-price", "parameters": {"form": 3}},
          {"code": "C", "unit_price": 2.00, "strategy": "flat-price", "parameters": {"x": 3}}]}
        """);

    assertThat(manager.catalogue().fault("B").orElseThrow())
        .contains("parameter 'from' is missing");
    assertUnavailable("C", "does not know the parameter 'x'; it knows none");
    assertThat(offer("A")).isInstanceOf(Offer.Available.class);
  }

  @Test
  @SuppressWarnings("NullAway")
  void aStrategyThatHangsThrowsOrAnswersNothingWhenAskedForItsRuleHarmsNobodyElse()
      throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    manager.use().begin(live("flat-price", FLAT, 1));
    manager
        .use()
        .begin(
            live(
                "bulk-price",
                terms -> {
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  return Line::undiscounted;
                },
                2));
    assertUnavailable("B", "did not make a rule within 200 ms");

    manager
        .use()
        .begin(
            live(
                "bulk-price",
                terms -> {
                  throw new StackOverflowError();
                },
                3,
                "2.0.0",
                0,
                "b"));
    assertUnavailable("B", "threw java.lang.StackOverflowError");

    manager.use().begin(live("bulk-price", terms -> null, 4, "3.0.0", 0, "b"));
    assertUnavailable("B", "made no rule");
    assertThat(offer("A")).isInstanceOf(Offer.Available.class);
  }

  @Test
  void rulesAreMadeOnceForAnUnchangedProductAndStrategy() throws Exception {
    AtomicInteger made = new AtomicInteger();
    manager
        .use()
        .begin(
            live(
                "flat-price",
                terms -> {
                  made.incrementAndGet();
                  return Line::undiscounted;
                },
                1));

    manager.use().begin(live("other", FLAT, 2));
    Alone.price(manager, "B", "2.50", Map.of(), true);

    assertThat(made).hasValue(1);
  }

  @Test
  void aChangeByCommandIsKeptInTheFile() throws Exception {
    manager.use().begin(live("flat-price", FLAT, 1));
    manager.use().begin(live("bulk-price", BULK, 2));

    Alone.price(manager, "A", "1.25", Map.of(), false);
    ProductStatus changed = Alone.strategy(manager, "A", "bulk-price", Map.of("from", "2"));

    assertThat(((Offer.Available) changed.offer()).strategy().name()).isEqualTo("bulk-price");
    manager.look();
    assertThat(Files.readString(file)).contains("1.25", "bulk-price", "\"from\": \"2\"");
    ProductManager restarted = open(Duration.ofSeconds(5));
    restarted.begin();
    ProductStatus kept = restarted.catalogue().product("A").orElseThrow();
    restarted.stop();
    assertThat(kept.product()).isEqualTo(changed.product());
    assertThat(kept.product().unitPrice()).isEqualTo(Money.parse("EUR 1.25"));
  }

  @Test
  void aChangeThatMakesNoSenseChangesNothing() throws Exception {
    manager.use().begin(live("flat-price", FLAT, 1));
    manager.use().begin(live("bulk-price", BULK, 2));
    String before = Files.readString(file);

    assertRefused(() -> Alone.price(manager, "A", "1.255", Map.of(), true), "is no price");
    assertRefused(() -> Alone.price(manager, "A", "-1", Map.of(), true), "is no price");
    assertRefused(() -> Alone.price(manager, "X", "1", Map.of(), true), "no product 'X'");
    assertRefused(() -> Alone.strategy(manager, "A", "bulk", Map.of()), "no live strategy");
    assertRefused(() -> Alone.strategy(manager, "A", "bulk-price", Map.of()), "'from' is missing");
    assertRefused(
        () -> Alone.strategy(manager, "A", "bulk-price", Map.of("from", "3", "to", "4")),
        "does not know the parameter 'to'; it knows from");
    assertRefused(
        () -> Alone.strategy(manager, "A", "bulk-price", Map.of("from", "3", "frm", "4", "x", "5")),
        "does not know the parameters 'frm' (did you mean 'from'?), 'x'; it knows from");

    assertThat(Files.readString(file)).isEqualTo(before);
    assertThat(unitPrice("A")).isEqualTo(Money.parse("EUR 1.00"));
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable change, String why) {
    assertThatThrownBy(change)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void anEditByHandIsNotLostWhenACommandFollowsAtOnce() throws Exception {
    manager.use().begin(live("flat-price", FLAT, 1));
    manager.use().begin(live("bulk-price", BULK, 2));
    Files.writeString(file, Files.readString(file).replace("2.00", "7.77"));

    Alone.price(manager, "A", "3.33", Map.of(), true);
    manager.look();
    manager.look();
    assertThat(unitPrice("A")).isEqualTo(Money.parse("EUR 3.33"));
    Alone.feed(manager);

    assertThat(unitPrice("A")).isEqualTo(Money.parse("EUR 3.33"));
    assertThat(Files.readString(file)).contains("3.33", "7.77");
    assertThat(manager.catalogue().product("B").orElseThrow().product().unitPrice())
        .isEqualTo(Money.parse("EUR 7.77"));
  }

  @Test
  void aBrokenFileLeavesTheCatalogueInForceAndIsReported() throws Exception {
    manager.use().begin(live("bulk-price", BULK, 20));
    manager.use().begin(live("flat-price", FLAT, 1));

    editFile("{\"products\": [");

    assertThat(unitPrice("A")).isEqualTo(Money.parse("EUR 1.00"));
    assertThat(manager.catalogue().problems())
        .singleElement()
        .asString()
        .contains("cannot be used: not JSON");

    editFile(
        "{\"products\": [{\"code\": \"A\", \"unit_price\": 4, \"strategy\": \"flat-price\"}]}");
    assertThat(unitPrice("A")).isEqualTo(Money.parse("EUR 4.00"));
    assertThat(manager.catalogue().problems()).isEmpty();
  }

  @Test
  void aFileThatIsStillBeingWrittenIsLeftAlone() throws Exception {
    manager.use().begin(live("bulk-price", BULK, 20));
    manager.use().begin(live("flat-price", FLAT, 1));
    Files.writeString(file, "{");

    manager.look();

    assertThat(manager.catalogue().problems()).isEmpty();
  }

  @Test
  void aMissingFileIsReportedAndTakenWhenItComes() throws Exception {
    manager.stop();
    Path later = folder.resolve("later.json");
    manager =
        new ProductManager(
            new Settings(
                later,
                Duration.ofMillis(1),
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                Duration.ZERO,
                50),
            folder.resolve("data/kept.json"),
            new PriceBookDoor(book -> () -> {}),
            NoRegistry.in(folder));
    manager.begin();
    manager.use().begin(live("bulk-price", BULK, 20));
    manager.use().begin(live("flat-price", FLAT, 1));
    assertThat(manager.catalogue().problems()).singleElement().asString().contains("is missing");

    Files.copy(file, later);

    await().until(() -> offer("A") instanceof Offer.Available);
    assertThat(manager.catalogue().problems()).isEmpty();
  }

  @Test
  void aBasketWaitsForTheSuccessorOfAStrategyThatIsReplacedInPlace() throws Exception {
    RegisteredStrategy before = live("flat-price", FLAT, 1);
    manager.use().begin(before);
    manager.use().end(before);

    CompletableFuture<Edition> waits = pinAside("A");
    // An edition that does not help does not end the wait either.
    manager.use().begin(live("bulk-price", BULK, 2));
    assertThat(waits).isNotDone();

    RegisteredStrategy after = live("flat-price", FLAT, 3, "2.0.0", 0, "bundle.flat-price");
    manager.use().begin(after);
    Edition edition = waits.get(30, TimeUnit.SECONDS);
    assertThat(((Offer.Available) Quoted.offer(edition, "A", USER)).strategy())
        .isEqualTo(after.id());
    edition.close();
  }

  @Test
  void onlyBasketsThatNeedItWaitForASuccessor() throws Exception {
    RegisteredStrategy flat = live("flat-price", FLAT, 1);
    manager.use().begin(flat);
    manager.use().end(flat);

    // These would not come back before the minute is over.
    Edition other = pin(List.of("B", "not-known"), Duration.ofHours(1));
    assertThat(Quoted.offer(other, "A", USER)).isInstanceOf(Offer.Unavailable.class);
    other.close();
    Edition late = pin(List.of("A"), Duration.ZERO);
    assertThat(Quoted.offer(late, "A", USER)).isInstanceOf(Offer.Unavailable.class);
    late.close();
  }

  @Test
  void whileAnotherStrategyOfTheNameIsLiveNobodyWaits() throws Exception {
    RegisteredStrategy before = live("flat-price", FLAT, 1);
    manager.use().begin(before);
    manager.use().begin(live("flat-price", FLAT, 2, "2.0.0", 0, "bundle.flat-price"));
    manager.use().end(before);
    Edition edition = pin(List.of("A"), Duration.ofHours(1));
    assertThat(Quoted.offer(edition, "A", USER)).isInstanceOf(Offer.Available.class);
    edition.close();
  }

  @Test
  void theWaitForASuccessorIsBounded() throws Exception {
    manager.stop();
    manager = open(Duration.ofSeconds(5), Duration.ofMillis(50));
    manager.begin();
    RegisteredStrategy flat = live("flat-price", FLAT, 1);
    manager.use().begin(flat);
    manager.use().end(flat);
    Edition edition = pin(List.of("A"), Duration.ofHours(1));
    assertThat(Quoted.offer(edition, "A", USER)).isInstanceOf(Offer.Unavailable.class);
    edition.close();
  }

  @Test
  void withoutATimeToWaitNobodyWaits() throws Exception {
    manager.stop();
    manager = open(Duration.ofHours(1), Duration.ZERO);
    manager.begin();
    RegisteredStrategy flat = live("flat-price", FLAT, 1);
    manager.use().begin(flat);
    manager.use().end(flat);
    Edition edition = pin(List.of("A"), Duration.ofHours(1));
    assertThat(Quoted.offer(edition, "A", USER)).isInstanceOf(Offer.Unavailable.class);
    edition.close();
  }

  @Test
  void soManyBasketsWaitForASuccessorAndNoMore() throws Exception {
    RegisteredStrategy flat = live("flat-price", FLAT, 1);
    manager.use().begin(flat);
    manager.use().end(flat);
    AtomicInteger answeredAsThingsStand = new AtomicInteger();
    CountDownLatch over = new CountDownLatch(1_001);
    for (int i = 0; i < 1_001; i++) {
      Thread.startVirtualThread(
          () -> {
            Edition edition = pin(List.of("A"), Duration.ofHours(1));
            if (Quoted.offer(edition, "A", USER) instanceof Offer.Unavailable) {
              answeredAsThingsStand.incrementAndGet();
            }
            edition.close();
            over.countDown();
          });
    }
    await().until(() -> over.getCount() == 1_000);
    assertThat(answeredAsThingsStand).hasValue(1);
    manager.use().begin(live("flat-price", FLAT, 2));
    assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(answeredAsThingsStand).hasValue(1);
  }

  @Test
  void stoppingEndsTheWaitForASuccessor() throws Exception {
    RegisteredStrategy flat = live("flat-price", FLAT, 1);
    manager.use().begin(flat);
    manager.use().end(flat);
    CompletableFuture<Edition> waits = pinAside("A");
    manager.stop();
    waits.get(30, TimeUnit.SECONDS).close();
  }

  /** Pins on another thread, which is waiting, or through, when this method returns. */
  private CompletableFuture<Edition> pinAside(String product) {
    CompletableFuture<Edition> pinned = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(() -> pinned.complete(pin(List.of(product), Duration.ofHours(1))));
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING || !thread.isAlive());
    return pinned;
  }
}
