package supermarket.deployer;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import supermarket.basket.api.deployment.PricedBaskets;
import supermarket.basket.api.deployment.PricedLines;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.deployer.check.Priced;

/**
 * What a new version can be tried on, as far as the bundles are there that know it.
 *
 * <p>Thread safety: any thread.
 */
@Component(service = RecentlyPriced.class)
public final class RecentlyPriced {

  /** Away while the product bundle is: then there is nothing to compare with. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable PricedLines lines;

  /** Away while the user bundle is. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable PricedBaskets baskets;

  /** Away while the promotion bundle is. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable PromotionEngine engine;

  Priced priced() {
    return new Priced(() -> lines, () -> baskets, () -> engine);
  }
}
