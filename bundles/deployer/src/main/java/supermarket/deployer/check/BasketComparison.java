package supermarket.deployer.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.joda.money.Money;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.deployment.PricedBaskets.Recorded;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.deployer.check.Tally.Difference;

/**
 * Prices baskets with the present promotions, and with the deals that the kinds of another version
 * have made. A deal is data: nothing foreign is called.
 *
 * <p>Thread safety: immutable; any thread.
 */
public final class BasketComparison {

  private static final int SHOWN = 6;

  private final PromotionEngine engine;
  private final ActivePromotions present;
  private final ActivePromotions instead;
  private final String version;
  private final Set<String> tried;

  /**
   * With these deals.
   *
   * @param version version of the bundle of their kinds
   * @param present the promotions that are in force
   * @param made by the id of the promotion
   */
  public BasketComparison(
      String version,
      PromotionEngine engine,
      ActivePromotions present,
      Map<String, ActivePromotion> made) {
    this.version = version;
    this.engine = engine;
    this.present = present;
    this.tried = Set.copyOf(made.keySet());
    Map<String, ActivePromotion> all = new TreeMap<>();
    present.all().forEach(each -> all.put(each.id(), made.getOrDefault(each.id(), each)));
    this.instead = present.with(all.values());
  }

  /**
   * Prices the baskets that have a product which one of these promotions names.
   *
   * @param end until when at most, as a {@link System#nanoTime()}
   */
  public Comparison.Result of(List<Recorded> baskets, long end) {
    long compared = 0;
    List<Difference> differences = new ArrayList<>();
    for (Recorded each : baskets) {
      if (System.nanoTime() - end > 0) {
        break;
      }
      if (!isTouched(each)) {
        continue;
      }
      compared++;
      Money before = total(present, each);
      Money after = total(instead, each);
      if (!before.equals(after)) {
        differences.add(new Difference(shown(each, before), after, ""));
      }
    }
    return new Comparison.Result(compared, differences);
  }

  private boolean isTouched(Recorded basket) {
    return present.ofEvery().stream().anyMatch(each -> tried.contains(each.id()))
        || basket.lines().stream()
            .flatMap(line -> present.of(line.product()).stream())
            .anyMatch(each -> tried.contains(each.id()));
  }

  private Money total(ActivePromotions promotions, Recorded basket) {
    return engine.apply(promotions, basket.facts(), basket.lines(), false).lines().stream()
        .map(PricedLine::cost)
        .reduce(Money::plus)
        .orElseThrow();
  }

  /** As a line, which is what differences are told of. */
  private PricedLine shown(Recorded basket, Money total) {
    return new PricedLine(words(basket.lines()), 1, total, total, "promotions", version);
  }

  private static String words(Collection<PricedLine> lines) {
    String some =
        lines.stream().limit(SHOWN).map(BasketComparison::words).collect(Collectors.joining(" "));
    return some + (lines.size() > SHOWN ? " \u2026" : "");
  }

  private static String words(PricedLine line) {
    return line.quantity() == 1 ? line.product() : line.product() + "\u00d7" + line.quantity();
  }
}
