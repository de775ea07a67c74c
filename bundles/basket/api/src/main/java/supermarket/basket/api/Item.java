package supermarket.basket.api;

/**
 * So many of one product.
 *
 * @param product the product's code, not empty
 * @param quantity how many, at least 1
 */
public record Item(String product, long quantity) {}
