package supermarket.deployer.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.deployment.PricedBaskets.Recorded;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.deployer.check.Tally.Difference;

/**
 * Prices baskets again, with the deals that the kinds of another version have made. A deal is data:
 * nothing foreign is called.
 *
 * <p>Thread safety: none; for one comparison after another.
 */
public final class BasketComparison {

  private static final int SHOWN = 6;

  private final String version;
  private final PromotionEngine engine;
  private final Map<String, ActivePromotion> made;
  private @Nullable ActivePromotions last;
  private ActivePromotions instead = ActivePromotions.NONE;

  /**
   * With these deals.
   *
   * @param version version of the bundle of their kinds; baskets that it has priced itself are
   *     passed over
   * @param made by the id of the promotion
   */
  public BasketComparison(
      String version, PromotionEngine engine, Map<String, ActivePromotion> made) {
    this.version = version;
    this.engine = engine;
    this.made = made;
  }

  /** Prices the baskets whose promotions name one of the kinds. */
  public Comparison.Result of(List<Recorded> baskets) {
    long compared = 0;
    List<Difference> differences = new ArrayList<>();
    for (Recorded each : baskets) {
      ActivePromotions others = others(each.promotions());
      if (others != null) {
        compared++;
        Money total =
            engine.apply(others, each.facts(), each.lines(), false).lines().stream()
                .map(PricedLine::cost)
                .reduce(Money::plus)
                .orElse(each.total());
        if (!total.equals(each.total())) {
          differences.add(new Difference(shown(each), total, ""));
        }
      }
    }
    return new Comparison.Result(compared, differences);
  }

  /** Most baskets have the promotions of the one before. */
  @SuppressWarnings("ReferenceEquality")
  private @Nullable ActivePromotions others(ActivePromotions present) {
    if (present != last) {
      last = present;
      instead = made(present);
    }
    return instead == present ? null : instead;
  }

  private ActivePromotions made(ActivePromotions present) {
    Map<String, ActivePromotion> all = new TreeMap<>();
    boolean isOther = false;
    for (ActivePromotion each : present.all()) {
      ActivePromotion other = made.get(each.id());
      boolean isTried =
          other != null
              && other.promotion().equals(each.promotion())
              && !each.kind().version().equals(version);
      isOther |= isTried;
      all.put(each.id(), isTried && other != null ? other : each);
    }
    return isOther ? present.with(all.values()) : present;
  }

  /** As a line, which is what differences are told of. */
  private PricedLine shown(Recorded basket) {
    return new PricedLine(
        words(basket.lines()), 1, basket.total(), basket.total(), "promotions", version);
  }

  private static String words(Collection<PricedLine> lines) {
    String some =
        lines.stream()
            .limit(SHOWN)
            .map(
                line ->
                    line.quantity() == 1
                        ? line.product()
                        : line.product() + "\u00d7" + line.quantity())
            .collect(Collectors.joining(" "));
    return some + (lines.size() > SHOWN ? " \u2026" : "");
  }
}
