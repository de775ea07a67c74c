package supermarket.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.gateway.OverloadSimulation.Section;

/**
 * Who is refused when, in virtual time: what the gateway makes of ten times what can be priced, and
 * of all that only looks like it. Times are milliseconds, rates baskets a second.
 */
class OverloadTest {

  private static final int MOST = 2_000;

  private static DoubleSupplier exponential(long seed, double mean) {
    return OverloadSimulation.exponential(new Random(seed), mean);
  }

  /** Nearly the same for each basket. */
  private static DoubleSupplier even(long seed, double mean) {
    Random random = new Random(seed);
    return () -> mean * Math.max(0.2, 1 + 0.1 * random.nextGaussian());
  }

  private static OverloadSimulation even(long seed, int workers, double mean) {
    return new OverloadSimulation(seed, MOST, workers, even(seed, mean));
  }

  private static final double FAST = 4_000;

  /** Prices {@link #FAST} baskets a second. */
  private static OverloadSimulation fast() {
    return new OverloadSimulation(1, MOST, 2, exponential(1, 0.5));
  }

  private static void assertNobodyIsRefused(Section section) {
    assertThat(section.outcomes()).isNotEmpty();
    assertThat(section.refused()).as("refused of %s", section.outcomes().size()).isZero();
  }

  /**
   * Thirty seconds of ten times the capacity, from ten stores, five seconds after they have seen
   * the like.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 8, 30, true",
    "3, 8, 30, false",
    "5, 40, 100, true",
    "6, 40, 100, false",
    "7, 100, 50, true"
  })
  void tenTimesTheCapacityIsRefusedAndTheRestIsPricedAsQuicklyAsEver(
      long seed, int workers, double mean, boolean even) {
    double capacity = workers * 1_000 / mean;
    OverloadSimulation run =
        even
            ? even(seed, workers, mean)
            : new OverloadSimulation(seed, MOST, workers, exponential(seed, mean));
    run.open("normal", 0.7 * capacity, 0, 10_000);
    run.open("peak", 3 * capacity, 10_000, 15_000);
    run.open("normal", 0.7 * capacity, 15_000, 20_000);
    for (int store = 0; store < 10; store++) {
      run.open("store-" + store, capacity, 20_000, 50_000);
    }
    run.open("normal", 0.7 * capacity, 50_000, 60_000);
    run.run(61_000);

    Section normal = run.section(3_000, 10_000);
    Section overload = run.section(20_000, 50_000);
    Section after = run.section(52_000, 60_000);
    assertNobodyIsRefused(normal);
    assertThat(overload.pricedPerSecond()).isGreaterThan(0.9 * capacity);
    assertThat(overload.p99()).isLessThan(3 * normal.p99());
    assertThat(after.p99()).isLessThan(1.6 * normal.p99());
    assertThat(after.refusedShare()).isLessThan(0.02);
  }

  @ParameterizedTest
  @CsvSource({"8, 30", "16, 60", "40, 100"})
  void timesThatVaryByThemselvesAreNoQueue(int workers, double mean) {
    double capacity = workers * 1_000 / mean;
    for (int seed = 1; seed <= 30; seed++) {
      OverloadSimulation run = new OverloadSimulation(seed, MOST, workers, exponential(seed, mean));
      run.open("normal", 0.7 * capacity, 0, 10_000);
      run.open("peak", 3 * capacity, 10_000, 15_000);
      run.open("normal", 0.7 * capacity, 15_000, 20_000);
      run.open("overload", 10 * capacity, 20_000, 30_000);
      run.open("normal", 0.7 * capacity, 30_000, 40_000);
      run.run(41_000);

      assertThat(run.section(20_000, 30_000).pricedPerSecond())
          .as("seed %s", seed)
          .isGreaterThan(0.9 * capacity);
      assertThat(run.section(32_000, 40_000).refusedShare()).as("seed %s", seed).isLessThan(0.05);
    }
  }

  @Test
  void theFirstOverloadIsUnderstoodWithinASecondAndWhatItLeftPricedInTheNext() {
    OverloadSimulation run = even(1, 8, 30);
    run.open("normal", 180, 0, 10_000);
    run.open("store", 2_670, 10_000, 40_000);
    run.run(41_000);

    Section normal = run.section(3_000, 10_000);
    Section overload = run.section(12_000, 40_000);
    assertThat(overload.p99()).isLessThan(3 * normal.p99());
    assertThat(overload.pricedPerSecond()).isGreaterThan(0.9 * 267);
    assertThat(run.section(10_000, 12_000).quantile(1)).isLessThan(2_000);
  }

  @ParameterizedTest
  @CsvSource({
    "8, 42, true",
    "8, 30, false",
    "16, 100, true",
    "16, 60, false",
    "40, 100, true",
    "40, 100, false",
    "100, 50, true"
  })
  void aStoreThatFloodsIsRefusedAndNotTheOthers(int workers, double mean, boolean even) {
    double capacity = workers * 1_000 / mean;
    for (int seed = 1; seed <= 8; seed++) {
      OverloadSimulation run =
          even
              ? even(seed, workers, mean)
              : new OverloadSimulation(seed, MOST, workers, exponential(seed, mean));
      assertTheTenAreSpared("seed " + seed, run, capacity);
    }
  }

  /** Behind the gateway they may also wait in one line, in a broker's queue for instance. */
  @ParameterizedTest
  @CsvSource({"1, 8, 42", "2, 8, 30", "3, 100, 50", "6, 16, 100"})
  void aStoreThatFloodsIsRefusedAndNotTheOthersInOneLineWithIt(
      long seed, int workers, double mean) {
    double capacity = workers * 1_000 / mean;
    OverloadSimulation run = even(seed, workers, mean).firstComeFirstServed();
    assertTheTenAreSpared("seed " + seed, run, capacity);
  }

  private static void assertTheTenAreSpared(String name, OverloadSimulation run, double capacity) {
    run.open("peak", 3 * capacity, 10_000, 15_000);
    for (int store = 0; store < 10; store++) {
      run.open("store-" + store, capacity / 25, 0, 60_000);
    }
    run.open("flood", 10 * capacity, 30_000, 60_000);
    run.run(61_000);

    Section quiet = run.section(20_000, 30_000, store -> store.startsWith("store"));
    Section ten = run.section(32_000, 60_000, store -> store.startsWith("store"));
    assertThat(ten.p99()).as(name).isLessThan(1.6 * quiet.p99());
    assertThat(ten.refusedShare()).as(name).isLessThan(0.005);
    assertThat(run.section(32_000, 60_000).pricedPerSecond())
        .as(name)
        .isGreaterThan(0.95 * capacity);
  }

  @ParameterizedTest
  @CsvSource({"8, 42", "16, 100"})
  void whereAllStoresFloodAlikeNobodyComesOnTopOfTheLimit(int workers, double mean) {
    double capacity = workers * 1_000 / mean;
    for (int seed = 1; seed <= 5; seed++) {
      OverloadSimulation run = even(seed, workers, mean);
      run.open("normal", 0.6 * capacity, 0, 10_000);
      for (int store = 0; store < 10; store++) {
        run.open("store-" + store, capacity, 10_000, 40_000);
      }
      run.run(41_000);

      double normal = run.section(3_000, 10_000).quantile(0.5);
      assertThat(run.section(12_000, 40_000).quantile(0.9))
          .as("seed %s", seed)
          .isLessThan(1.78 * normal);
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 42", "40, 100"})
  void besideTwoThatFloodAStoreHasWhatItAsksForWithinItsShare(int workers, double mean) {
    double capacity = workers * 1_000 / mean;
    for (int seed = 1; seed <= 5; seed++) {
      OverloadSimulation run = even(seed, workers, mean);
      run.open("store", 0.2 * capacity, 0, 40_000);
      run.open("a smaller one", 0.1 * capacity, 0, 40_000);
      run.open("flood-1", 5 * capacity, 10_000, 40_000);
      run.open("flood-2", 5 * capacity, 10_000, 40_000);
      run.run(41_000);

      assertThat(run.section(12_000, 40_000, "store"::equals).refusedShare())
          .as("seed %s", seed)
          .isLessThan(0.15);
    }
  }

  @Test
  void storesThatAllFloodHaveEqualShares() {
    OverloadSimulation run = even(1, 100, 50);
    run.open("a", 3_000, 0, 15_000);
    run.open("b", 6_000, 0, 15_000);
    run.open("c", 20_000, 0, 15_000);
    run.run(16_000);

    for (String name : new String[] {"a", "b", "c"}) {
      assertThat(run.section(8_000, 15_000, name::equals).pricedPerSecond())
          .as(name)
          .isBetween(500.0, 850.0);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.5, 64", "0.5, 256", "1, 256", "3, 256", "0.2, 900"})
  void clientsThatWaitForTheirAnswersAreNotRefusedHoweverManyTheyAre(double mean, int clients) {
    OverloadSimulation run = new OverloadSimulation(1, MOST, 2, exponential(1, mean));
    run.closed("few", 8, 0, 5_000);
    run.closed("many", clients, 5_000, 20_000);
    run.closed("few", 8, 21_000, 25_000);
    run.closed("many", clients, 26_000, 40_000);

    assertNobodyIsRefused(run.run(41_000).section(0, 40_000));
  }

  @Test
  void aBurstRightAfterTheStartIsNotRefused() {
    OverloadSimulation run = even(1, 2, 5);
    for (int i = 0; i < 600; i++) {
      run.at(i / 3.0, () -> run.send("store", () -> 4, () -> {}));
    }

    assertNobodyIsRefused(run.run(10_000).section(0, 10_000));
  }

  @Test
  void aBurstInQuietTimesIsNotRefused() {
    OverloadSimulation run = fast();
    run.open("normal", 100, 0, 30_000);
    for (int i = 0; i < 600; i++) {
      run.at(20_000 + i / 10.0, () -> run.send("store", () -> 0.5, () -> {}));
    }

    assertNobodyIsRefused(run.run(31_000).section(0, 30_000));
  }

  @ParameterizedTest
  @CsvSource({"100", "300", "700", "1500"})
  void aPauseRefusesNobody(double pause) {
    OverloadSimulation run = fast();
    for (int store = 0; store < 10; store++) {
      run.open("store-" + store, 50, 0, 60_000);
    }
    for (double at = 5_000; at < 60_000; at += 5_000) {
      run.pause(at, pause);
    }

    assertNobodyIsRefused(run.run(61_000).section(0, 60_000));
  }

  @Test
  void basketsThatHangTakeNoPlaceFromOthers() {
    OverloadSimulation run = fast();
    run.open("store", 500, 0, 30_000);
    for (int i = 0; i < 2_000; i++) {
      run.at(5_000 + i * 10, () -> run.hang("hanging", 5_000));
    }

    assertNobodyIsRefused(run.run(31_000).section(0, 30_000));
  }

  @Test
  void basketsThatHangTakeNoPlaceFromOthersEvenAfterAnOverload() {
    OverloadSimulation run = fast();
    run.open("store", 500, 0, 60_000);
    run.open("flood", 5 * FAST, 5_000, 10_000);
    for (int i = 0; i < 2_000; i++) {
      run.at(20_000 + i * 10, () -> run.hang("hanging", 5_000));
    }
    run.run(61_000);

    assertNobodyIsRefused(run.section(21_000, 60_000, "store"::equals));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void basketsThatHangWhosesoeverTheyAreTakeThePlacesOfAnOverloadForAMomentOnly(long seed) {
    OverloadSimulation run = new OverloadSimulation(seed, MOST, 2, exponential(seed, 0.5));
    for (int store = 0; store < 10; store++) {
      run.open("store-" + store, 50, 0, 60_000);
    }
    run.open("flood", 5 * FAST, 5_000, 10_000);
    for (int i = 0; i < 2_000; i++) {
      String store = "store-" + i % 10;
      run.at(20_000 + i * 10, () -> run.hang(store, 5_000));
    }
    run.run(61_000);

    assertThat(run.section(20_000, 25_000).refusedShare()).isLessThan(0.5);
    assertThat(run.section(25_000, 60_000).refusedShare()).isLessThan(0.03);
  }

  @Test
  void largeAndSmallBasketsTogetherAreNotRefused() {
    Random random = new Random(1);
    OverloadSimulation run =
        new OverloadSimulation(1, MOST, 2, () -> random.nextInt(20) == 0 ? 20 : 0.3);
    run.open("store", 1_000, 0, 60_000);

    assertNobodyIsRefused(run.run(61_000).section(0, 60_000));
  }

  @Test
  void aStartInWhichNothingIsCompiledYetRefusesNobody() {
    OverloadSimulation[] run = {null};
    Random random = new Random(1);
    run[0] =
        new OverloadSimulation(
            1, MOST, 2, () -> random.nextDouble() * (1 + 20 * Math.exp(-run[0].now() / 2_000)));
    run[0].closed("store", 64, 0, 10_000);

    assertNobodyIsRefused(run[0].run(11_000).section(0, 10_000));
  }

  @Test
  void aStartInWhichNothingIsCompiledYetIsForgottenSoon() {
    OverloadSimulation[] run = {null};
    DoubleSupplier compiled = even(1, 40);
    run[0] =
        new OverloadSimulation(
            1, MOST, 8, () -> compiled.getAsDouble() * (1 + 4 * Math.exp(-run[0].now() / 500)));
    for (int store = 0; store < 10; store++) {
      run[0].open("store-" + store, 8, 0, 40_000);
    }
    run[0].open("flood", 2_000, 15_000, 40_000);
    run[0].run(41_000);

    Section quiet = run[0].section(5_000, 15_000);
    Section ten = run[0].section(18_000, 40_000, store -> store.startsWith("store"));
    assertThat(ten.p99()).isLessThan(1.6 * quiet.p99());
  }

  @Test
  void afterAnOverloadAndAnIdleTimeNormalLoadIsNotRefused() {
    OverloadSimulation run = even(1, 100, 50);
    run.open("flood", 20_000, 0, 10_000);
    run.open("store", 1_200, 70_000, 90_000);

    assertNobodyIsRefused(run.run(91_000).section(70_000, 90_000));
  }

  @Test
  void theLimitRisesWithTheCapacity() {
    OverloadSimulation run = even(1, 8, 30);
    run.open("store", 2_000, 0, 40_000);
    run.at(20_000, () -> run.change(100, even(2, 30)));
    run.run(41_000);

    assertThat(run.section(15_000, 20_000).pricedPerSecond()).isLessThan(300);
    Section after = run.section(22_000, 40_000);
    assertThat(after.refusedShare()).isLessThan(0.001);
  }

  @Test
  void pricingThatBecomesSlowerWithoutAQueueIsTheNewNormal() {
    OverloadSimulation run = even(1, 500, 5);
    run.open("store", 2_000, 0, 40_000);
    run.at(10_000, () -> run.change(500, even(2, 100)));
    run.open("more", 2_000, 15_000, 40_000);
    run.run(41_000);

    assertNobodyIsRefused(run.section(0, 15_000));
    assertThat(run.section(20_000, 40_000).refusedShare()).isLessThan(0.01);
  }

  @Test
  void nothingIsKeptOfASupermarketWithNothingInFlight() {
    OverloadSimulation run = fast();
    for (int store = 0; store < 5_000; store++) {
      run.open("store-" + store, 2, 0, 5_000);
    }
    run.run(5_000);
    assertThat(run.load().supermarkets())
        .isPositive()
        .isLessThanOrEqualTo(run.load().inFlight() + Load.RECENT);

    run.run(10_000);
    assertThat(run.load().supermarkets()).isZero();
    assertThat(run.load().inFlight()).isZero();
  }

  @Test
  void theBoundHoldsWhateverIsKnown() {
    Load load = new Load(10, () -> 0);
    for (int i = 0; i < 5; i++) {
      assertThat(load.admit("flood")).isNotNull();
    }
    assertThat(load.admit("flood")).as("half of the bound is its own").isNull();
    for (int i = 0; i < 5; i++) {
      assertThat(load.admit("store-" + i)).as("the other half is for those with less").isNotNull();
    }
    assertThat(load.admit("one more")).isNull();
    assertThat(load.inFlight()).isEqualTo(10);
  }
}
