package supermarket.deployer.trial;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.deployment.PricedBaskets;
import supermarket.basket.api.deployment.PricedBaskets.Excerpt;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.deployer.check.BasketComparison;
import supermarket.deployer.check.Comparison;
import supermarket.deployer.check.Priced;

/** Baskets, whose promotions other versions of their kinds have made. */
final class BasketFeed implements Feed {

  /** What is not priced again in one look by then is missed. */
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final String version;
  private final Priced priced;
  private final Stage stage;
  private final long bundleId;
  private @Nullable PricedBaskets followed;
  private long position;

  /**
   * Of a version.
   *
   * @param bundleId whose kinds make the deals
   */
  BasketFeed(String version, Priced priced, Stage stage, long bundleId) {
    this.version = version;
    this.priced = priced;
    this.stage = stage;
    this.bundleId = bundleId;
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
    Map<String, ActivePromotion> made = stage.promotions(bundleId);
    if (excerpt.baskets().isEmpty() || made.isEmpty()) {
      return new More(0, excerpt.missed(), List.of(), true);
    }
    Comparison.Result result =
        new BasketComparison(version, engine, stage.promotions(), made)
            .of(excerpt.baskets(), System.nanoTime() + LONGEST.toNanos());
    long late = excerpt.baskets().size() - result.compared();
    return new More(result.compared(), excerpt.missed() + late, result.differences(), true);
  }
}
