package supermarket.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.Shares;
import supermarket.pricing.api.promotion.Slot;

/**
 * Searches the best deal for made-up baskets, and tells how many are proven, the steps and the
 * time, and by how much rules that others use charge more.
 */
final class PromotionBenchmark {

  private static final int PRODUCTS_IN_LARGE = 12;
  private static final long PIECES_IN_LARGE = 1_000_000_000;

  private final long seed;
  private final int products;
  private final int baskets;
  private final int rounds;
  private final int warmUp;

  private PromotionBenchmark(Arguments arguments) {
    seed = arguments.whole("seed", 17);
    products = arguments.whole("products", 600);
    baskets = arguments.whole("baskets", 2_000);
    rounds = arguments.whole("rounds", 5);
    warmUp = arguments.whole("warm-up", 5);
  }

  static void main(Arguments arguments) throws Exception {
    List<Integer> offers = arguments.wholes("offers", "40,80,400");
    int turns = arguments.whole("turns", 15);
    List<String> what = arguments.words("measure", "chains,large,untouched");
    PromotionBenchmark benchmark = new PromotionBenchmark(arguments);
    arguments.end();
    System.out.printf(
        "seed %d, %d products, %d baskets for each chain; a basket's time is the median of"
            + " %d%n%s%n",
        benchmark.seed,
        benchmark.products,
        benchmark.baskets,
        benchmark.rounds,
        MadeUpChain.METHOD);
    for (String each : what) {
      switch (each) {
        case "chains" -> offers.forEach(benchmark::measure);
        case "large" -> benchmark.measureLarge();
        case "untouched" -> UntouchedBasket.measure(turns);
        default -> throw new Arguments.Wrong("measure: give chains, large or untouched");
      }
    }
  }

  private void measure(int offers) {
    MadeUpChain chain = new MadeUpChain(seed, products, offers);
    List<PromotionTrial> trials =
        Stream.generate(chain::basket)
            .limit(baskets)
            .map(lines -> new PromotionTrial(chain.promotions(), lines))
            .toList();
    System.out.printf("%n%d live offers and 4 thresholds%n", offers);
    List<PromotionTrial> unproven = new ArrayList<>();
    Map<GreedyRule, Sample> overcharged = new EnumMap<>(GreedyRule.class);
    for (GreedyRule rule : GreedyRule.values()) {
      overcharged.put(rule, new Sample());
    }
    Sample steps = new Sample();
    Sample touching = new Sample();
    Sample saved = new Sample();
    Sample gaps = new Sample();
    for (PromotionTrial trial : trials) {
      PromotionEngine.Result result = trial.apply();
      steps.add(trial.steps());
      touching.add(trial.touching());
      saved.add(parts(trial.savingOfPieces(result), trial.plain()));
      Money gap = result.promoted().gap();
      if (gap == null) {
        overcharged.forEach((rule, sample) -> sample.add(overcharge(rule, trial, result)));
      } else {
        unproven.add(trial);
        gaps.add(parts(gap.getAmountMinorLong(), trial.plain()));
      }
    }
    Sample nanos = nanos(trials);
    System.out.printf(
        "  promotions that name a product of a basket: p50 %d, most %d; saving %.1f %% on"
            + " average%n",
        touching.percentile(50), touching.most(), saved.mean() / 100);
    System.out.printf(
        "  proven %.2f %% (%d are not; gap %.2f %% of the basket on average, %.2f at most)%n",
        100.0 * (baskets - unproven.size()) / baskets,
        unproven.size(),
        gaps.mean() / 100,
        gaps.most() / 100.0);
    System.out.printf(
        "  steps p50 %,d, p99 %,d, most %,d; time p50 %.1f us, p99 %.0f us, most %.0f us%n",
        steps.percentile(50),
        steps.percentile(99),
        steps.most(),
        nanos.percentile(50) / 1e3,
        nanos.percentile(99) / 1e3,
        nanos.most() / 1e3);
    overcharged.forEach(PromotionBenchmark::print);
    List<PromotionTrial> plain = unproven.stream().filter(PromotionTrial::isOfFewPieces).toList();
    long all = trials.stream().filter(PromotionTrial::isOfFewPieces).count();
    System.out.printf(
        "  of %d baskets without a line of more than %d pieces, %.2f %% are proven (%d are not)%n",
        all, PromotionTrial.FEW, 100.0 * (all - plain.size()) / Math.max(1, all), plain.size());
    (plain.isEmpty() ? unproven : plain)
        .stream()
            .min(Comparator.comparingInt(each -> each.lines().size()))
            .ifPresent(PromotionBenchmark::tell);
  }

  private static void print(GreedyRule rule, Sample all) {
    Sample more = all.positive();
    System.out.printf(
        "  %-24s overcharges in %.1f %% of the proven baskets, by %.2f %% on average there, %.1f at"
            + " most%n",
        rule.title() + ":",
        100.0 * more.size() / Math.max(1, all.size()),
        more.mean() / 100,
        more.most() / 100.0);
  }

  /** Returns a part in hundredths of a percent. */
  private static long parts(long part, long whole) {
    return Math.ceilDiv(part * 10_000, whole);
  }

  /** Returns how much more a rule charges, in hundredths of a percent of the right price. */
  private static long overcharge(
      GreedyRule rule, PromotionTrial trial, PromotionEngine.Result result) {
    long best = trial.savingOfPieces(result);
    long its = rule.saving(trial.promotions().all(), trial.lines());
    if (its > best) {
      throw new IllegalStateException(
          "proven to save %d at most, but '%s' saves %d:%n%s"
              .formatted(best, rule.title(), its, trial.asTest()));
    }
    return parts(best - its, Math.max(1, trial.plain() - best));
  }

  /** Returns the time of each basket: of some rounds, the median. */
  private Sample nanos(List<PromotionTrial> trials) {
    long end = System.nanoTime() + warmUp * 1_000_000_000L;
    do {
      trials.forEach(PromotionBenchmark::time);
    } while (System.nanoTime() < end);
    List<Sample> byTrial = Stream.generate(Sample::new).limit(trials.size()).toList();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < trials.size(); i++) {
        byTrial.get(i).add(time(trials.get(i)));
      }
    }
    Sample nanos = new Sample();
    byTrial.forEach(each -> nanos.add(each.percentile(50)));
    return nanos;
  }

  private static long time(PromotionTrial trial) {
    long start = System.nanoTime();
    PromotionEngine.Result result = trial.apply();
    long nanos = System.nanoTime() - start;
    if (result.lines().size() != trial.lines().size()) {
      throw new IllegalStateException("a line is missing");
    }
    return nanos;
  }

  private static void tell(PromotionTrial unproven) {
    PromotionTrial smallest = unproven.smallest(trial -> trial.apply().promoted().gap() != null);
    @Nullable Money gap = smallest.apply().promoted().gap();
    System.out.printf("  not proven, made smaller, gap %s:%n%s%n", gap, smallest.asTest());
  }

  private void measureLarge() {
    List<PricedLine> lines =
        IntStream.range(0, PRODUCTS_IN_LARGE)
            .mapToObj(
                i ->
                    MadeUpChain.line(
                        "P" + i, Money.ofMinor(CurrencyUnit.EUR, 99 + 110L * i), PIECES_IN_LARGE))
            .toList();
    ActivePromotion offer =
        MadeUpChain.active(
            "o",
            Deal.pieces(new Slot("of", Products.EVERY, 3)).pay(Shares.allBut(3, 1, Share.NOTHING)),
            "",
            Long.MAX_VALUE);
    PromotionTrial trial =
        new PromotionTrial(new ActivePromotions(List.of(offer), List.of(), Set.of()), lines);
    List<PromotionTrial> repeated = Stream.generate(() -> trial).limit(baskets).toList();
    Sample nanos = nanos(repeated);
    System.out.printf(
        "%n%d prices of %,d pieces each, the cheapest of three free: %s, saving %,d; %d steps; p50"
            + " %.1f us, p99 %.1f us%n",
        PRODUCTS_IN_LARGE,
        PIECES_IN_LARGE,
        trial.apply().promoted().proven() ? "proven" : "not proven",
        trial.savingOfPieces(trial.apply()),
        trial.steps(),
        nanos.percentile(50) / 1e3,
        nanos.percentile(99) / 1e3);
  }
}
