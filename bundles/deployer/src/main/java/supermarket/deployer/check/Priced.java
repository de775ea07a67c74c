package supermarket.deployer.check;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.deployment.PricedBaskets;
import supermarket.basket.api.deployment.PricedLines;
import supermarket.basket.api.promotion.PromotionEngine;

/**
 * What was priced last, and who finds the best deal. Each gives null while its bundle is away.
 *
 * @param lines for strategies
 * @param baskets for kinds of promotions
 * @param engine prices baskets again
 */
public record Priced(
    Supplier<@Nullable PricedLines> lines,
    Supplier<@Nullable PricedBaskets> baskets,
    Supplier<@Nullable PromotionEngine> engine) {

  /** Nothing is there. */
  static final Priced NONE = new Priced(() -> null, () -> null, () -> null);
}
