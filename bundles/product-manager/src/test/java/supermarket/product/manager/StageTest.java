package supermarket.product.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.catalogue.Catalogue.StrategyStatus;
import supermarket.basket.api.catalogue.Edition;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.StrategyCalls;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingStrategy;
import supermarket.product.manager.strategy.RegisteredStrategy;
import supermarket.product.manager.strategy.UserShare;

/** Versions of a bundle that price for nobody, or for a share of the users. */
class StageTest {

  private static final long OLD = 1;
  private static final long NEW = 2;
  private static final PricingStrategy ANY = terms -> Line::undiscounted;

  /** Accepts prices of up to 5.00. */
  private static final PricingStrategy CHEAP =
      terms -> {
        if (terms.unitPrice().getAmount().intValue() > 5) {
          throw new IllegalArgumentException("too expensive");
        }
        return Line::undiscounted;
      };

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
          {"code": "A", "unit_price": 1.00, "strategy": "first"},
          {"code": "B", "unit_price": 2.00, "strategy": "second"},
          {"code": "C", "unit_price": 2.00, "strategy": "third"}]}
        """);
    manager =
        new ProductManager(
            new Settings(
                file,
                Duration.ofHours(1),
                Duration.ofMillis(200),
                Duration.ofMillis(20),
                Duration.ofMinutes(1),
                50),
            folder.resolve("data/kept.json"),
            new PriceBookDoor(book -> () -> {}),
            NoRegistry.in(folder));
    manager.begin();
    manager.use().begin(strategy("first", OLD, ANY));
    manager.use().begin(strategy("second", OLD, ANY));
    manager.use().begin(strategy("third", 3, ANY));
  }

  @AfterEach
  void stop() {
    manager.stop();
  }

  /** A strategy of the bundle that is tried; its major version is the bundle's id. */
  private static RegisteredStrategy strategy(String name, long bundleId, PricingStrategy service) {
    String version = bundleId + ".0.0";
    return new RegisteredStrategy(
        new StrategyId(name, version, bundleId * 100 + name.length()),
        service,
        "a.bundle",
        bundleId,
        new Version(version),
        0);
  }

  private void onTrial(int percent, PricingStrategy service) {
    manager.stage().limit(Map.of(NEW, new Audience(percent)), RevisionId.NONE);
    manager.use().begin(strategy("first", NEW, service));
    manager.use().begin(strategy("second", NEW, service));
  }

  private static UserId user(int number) {
    return new UserId("sp1", "u" + number);
  }

  private Offer offer(String product, UserId user) {
    try {
      Edition edition = manager.priceBook().pin(List.of(), RevisionId.NONE, System.nanoTime());
      try {
        return Quoted.offer(edition, product, user);
      } finally {
        edition.close();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String version(String product, UserId user) {
    return ((Offer.Available) offer(product, user)).strategy().version();
  }

  private Set<Integer> usersOfTheNewVersion(String product) {
    return IntStream.range(0, 10_000)
        .filter(number -> version(product, user(number)).equals("2.0.0"))
        .boxed()
        .collect(Collectors.toSet());
  }

  @Test
  void whatIsDarkPricesForNobody() {
    onTrial(0, ANY);
    assertThat(usersOfTheNewVersion("A")).isEmpty();
    assertThat(manager.catalogue().strategies())
        .filteredOn(each -> each.bundleId() == NEW)
        .extracting(StrategyStatus::audience, StrategyStatus::inUse)
        .containsOnly(org.assertj.core.groups.Tuple.tuple(Audience.NOBODY, false));
    assertThat(manager.catalogue().problems()).isEmpty();
  }

  @Test
  void aShareOfTheUsersIsPricedByTheNewVersion() {
    onTrial(10, ANY);
    assertThat(usersOfTheNewVersion("A").size()).isBetween(900, 1_100);
    assertThat(usersOfTheNewVersion("C")).as("of another bundle").isEmpty();
    assertThat(manager.catalogue().strategies())
        .filteredOn(each -> each.bundleId() == NEW)
        .allMatch(
            each -> each.audience().percent() == 10 && each.inUse() && each.products().size() == 1);
  }

  @Test
  void aUserHasOneVersionOfAllStrategiesOfABundleAndKeepsIt() throws IOException {
    onTrial(10, ANY);
    Set<Integer> ten = usersOfTheNewVersion("A");
    assertThat(usersOfTheNewVersion("B")).isEqualTo(ten);
    Alone.price(manager, "A", "3.00", Map.of(), true);
    assertThat(usersOfTheNewVersion("A")).isEqualTo(ten);
    manager.stage().limit(Map.of(NEW, new Audience(30)), RevisionId.NONE);
    assertThat(usersOfTheNewVersion("A")).containsAll(ten).hasSizeBetween(2_800, 3_200);
    manager.stage().limit(Map.of(NEW, Audience.NOBODY), RevisionId.NONE);
    assertThat(usersOfTheNewVersion("A")).isEmpty();
    manager.stage().limit(Map.of(), RevisionId.NONE);
    assertThat(usersOfTheNewVersion("A")).hasSize(10_000);
  }

  @Test
  void otherBundlesAreTriedOnOtherUsers() {
    Set<Integer> one =
        IntStream.range(0, 1_000)
            .filter(number -> new UserShare(10, "a.bundle").includes(user(number)))
            .boxed()
            .collect(Collectors.toSet());
    Set<Integer> both =
        one.stream()
            .filter(number -> new UserShare(10, "another.bundle").includes(user(number)))
            .collect(Collectors.toSet());
    assertThat(both.size()).isLessThan(one.size() / 4);
  }

  @Test
  void aVersionThatRefusesOneProductPricesForNobody() throws IOException {
    onTrial(50, CHEAP);
    assertThat(usersOfTheNewVersion("A")).isNotEmpty();
    String text = Files.readString(file);
    Files.writeString(
        file, text.replace("2.00, \"strategy\": \"second\"", "9, \"strategy\": \"second\""));
    manager.look();
    manager.look();
    Alone.feed(manager);
    assertThat(offer("B", user(1))).isInstanceOf(Offer.Available.class);
    assertThat(usersOfTheNewVersion("A")).isEmpty();
    Files.writeString(file, text);
    manager.look();
    manager.look();
    Alone.feed(manager);
    assertThat(usersOfTheNewVersion("A")).isNotEmpty();
  }

  @Test
  void aPriceThatTheVersionOnTrialRefusesIsRefused() {
    onTrial(50, CHEAP);
    assertThatThrownBy(() -> Alone.price(manager, "A", "9.00", Map.of(), true))
        .hasMessageContaining("first@2.0.0 does not accept its terms: too expensive");
  }

  @Test
  void whenTheVersionOnTrialGoesAllUsersAreBack() throws InterruptedException {
    onTrial(50, ANY);
    manager.use().end(strategy("first", NEW, ANY));
    assertThat(usersOfTheNewVersion("A")).isEmpty();
  }

  @Test
  void nobodyWaitsForTheSuccessorOfWhatWasDarkWhenItWent() throws InterruptedException {
    manager.stage().limit(Map.of(3L, Audience.NOBODY), RevisionId.NONE);
    manager.use().end(strategy("third", 3, ANY));
    // This would not come back before the hour is over.
    long hour = Duration.ofHours(1).toNanos();
    Edition edition =
        manager.priceBook().pin(List.of("C"), RevisionId.NONE, System.nanoTime() + hour);
    assertThat(Quoted.offer(edition, "C", user(1))).isInstanceOf(Offer.Unavailable.class);
    edition.close();
  }

  @Test
  void anEditionSaysWhatRevisionItIsOf() throws InterruptedException {
    RevisionId seventh = new RevisionId("chain", 7);
    RevisionId eighth = new RevisionId("chain", 8);
    manager.use().begin(strategy("first", NEW, ANY));
    manager.stage().limit(Map.of(OLD, Audience.NOBODY), seventh);
    try (Edition edition = pin(RevisionId.NONE)) {
      assertThat(edition.revision()).isEqualTo(seventh);
      assertThat(version("A", user(1))).isEqualTo("2.0.0");
      manager.stage().agree(eighth);
      assertThat(edition.revision()).as("what is pinned stays").isEqualTo(seventh);
    }
    try (Edition edition = pin(RevisionId.NONE)) {
      assertThat(edition.revision()).isEqualTo(eighth);
      assertThat(version("A", user(1))).as("nothing else changed").isEqualTo("2.0.0");
      long number = edition.number();
      manager.stage().agree(eighth);
      try (Edition same = pin(RevisionId.NONE)) {
        assertThat(same.number()).isEqualTo(number);
      }
    }
    manager.use().end(strategy("third", 3, ANY));
    try (Edition edition = pin(RevisionId.NONE)) {
      assertThat(edition.revision()).as("what one node changes by itself").isEqualTo(eighth);
    }
  }

  @Test
  void whoeverWantsANewerRevisionWaitsForIt() {
    manager.stage().agree(new RevisionId("chain", 7));
    RevisionId wanted = new RevisionId("chain", 8);
    CompletableFuture<RevisionId> pinned =
        CompletableFuture.supplyAsync(
            () -> {
              try (Edition edition = pin(wanted)) {
                return edition.revision();
              }
            });
    manager.stage().agree(wanted);
    assertThat(pinned.join()).isEqualTo(wanted);
    try (Edition late = pin(new RevisionId("chain", 9), System.nanoTime());
        Edition another = pin(new RevisionId("another", 9))) {
      assertThat(late.revision()).as("in time").isEqualTo(wanted);
      assertThat(another.revision()).as("of another chain").isEqualTo(wanted);
    }
  }

  private Edition pin(RevisionId wanted) {
    return pin(wanted, System.nanoTime() + Duration.ofHours(1).toNanos());
  }

  private Edition pin(RevisionId wanted, long until) {
    try {
      return manager.priceBook().pin(List.of("A"), wanted, until);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anAudienceIsFromNobodyToEverybody() {
    Stream.of(-1, 101)
        .forEach(
            percent ->
                assertThatThrownBy(() -> new Audience(percent))
                    .hasMessageContaining(percent + " % of the users"));
  }

  @Test
  void callsThatOverstayTheirLeaseAreInterruptedAndCounted() throws InterruptedException {
    Set<StrategyId> abandoned = ConcurrentHashMap.newKeySet();
    manager.workers = new Abandoning(abandoned);
    Edition pinned = manager.priceBook().pin(List.of("A"), RevisionId.NONE, System.nanoTime());
    manager.use().end(strategy("first", OLD, ANY));
    assertThat(abandoned).containsExactly(strategy("first", OLD, ANY).id());
    assertThat(manager.stage().overstayers()).isEqualTo(3);
    pinned.close();
    manager.use().end(strategy("second", OLD, ANY));
    assertThat(manager.stage().overstayers()).isEqualTo(3);
  }

  @Test
  void liveAreThoseThatPriceForEverybody() throws InterruptedException {
    onTrial(50, ANY);
    assertThat(manager.stage().live()).containsExactlyInAnyOrder(OLD, 3L);
    assertThat(manager.stage().live("first")).contains(OLD);
    manager.stage().limit(Map.of(), RevisionId.NONE);
    // It comes first by its version, so the other stands by.
    assertThat(manager.stage().live()).containsExactlyInAnyOrder(NEW, 3L);
    manager.use().end(strategy("second", NEW, ANY));
    assertThat(manager.stage().live()).containsExactlyInAnyOrder(OLD, NEW, 3L);
    assertThat(manager.stage().live("second")).contains(OLD);
    assertThat(manager.stage().live("nobody's")).isEmpty();
  }

  private record Abandoning(Set<StrategyId> abandoned) implements StrategyCalls {

    @Override
    public int abandon(StrategyId strategy) {
      abandoned.add(strategy);
      return 3;
    }
  }
}
