package supermarket.product.manager.strategy;

import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.promotion.PromotionKind;

/** Foreign code that is registered: to be called behind the wall only. */
public sealed interface Plugin {

  /** It makes rules for products. */
  record OfProducts(PricingStrategy strategy) implements Plugin {}

  /** It makes deals of promotions. */
  record OfPromotions(PromotionKind kind) implements Plugin {}
}
