package supermarket.deployer.trial;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.deployment.PricedBaskets;
import supermarket.basket.api.deployment.PricedBaskets.Excerpt;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.deployer.check.BasketComparison;
import supermarket.deployer.check.Comparison;
import supermarket.deployer.check.Priced;

/** Baskets, whose promotions other versions of their kinds have made. */
final class BasketFeed implements Feed {

  private final String version;
  private final Priced priced;
  private final Supplier<Map<String, ActivePromotion>> made;
  private @Nullable PricedBaskets followed;
  private long position;

  /**
   * Of a version.
   *
   * @param made the promotions as it makes them at present, by id
   */
  BasketFeed(String version, Priced priced, Supplier<Map<String, ActivePromotion>> made) {
    this.version = version;
    this.priced = priced;
    this.made = made;
  }

  @Override
  public More next() {
    PricedBaskets baskets = priced.baskets().get();
    PromotionEngine engine = priced.engine().get();
    if (baskets == null || engine == null || !baskets.equals(followed)) {
      followed = engine == null ? null : baskets; // another one has other positions
      position = baskets == null ? 0 : baskets.end();
      return More.NONE;
    }
    Excerpt excerpt = baskets.from(position);
    position = excerpt.next();
    if (excerpt.baskets().isEmpty()) {
      return new More(0, excerpt.missed(), List.of(), true);
    }
    Comparison.Result result =
        new BasketComparison(version, engine, made.get()).of(excerpt.baskets());
    return new More(result.compared(), excerpt.missed(), result.differences(), true);
  }
}
