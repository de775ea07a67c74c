package supermarket.strategy.testing;

/** What a component of a bundle is to the runtime. */
enum Role {
  STRATEGY("supermarket.pricing.api.PricingStrategy", "supermarket.strategy", "@Strategy"),
  PROMOTION(
      "supermarket.pricing.api.promotion.PromotionKind", "supermarket.promotion", "@Promotion");

  final String service;
  final String property;
  final String annotation;

  Role(String service, String property, String annotation) {
    this.service = service;
    this.property = property;
    this.annotation = annotation;
  }
}
