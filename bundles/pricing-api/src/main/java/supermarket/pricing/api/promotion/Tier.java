package supermarket.pricing.api.promotion;

/**
 * A step of a reduction.
 *
 * @param from from what on it holds
 * @param off what is taken off then
 */
public record Tier(Threshold from, Reduction off) {}
