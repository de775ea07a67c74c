package supermarket.basket.promotion.allocation;

/**
 * Who bears a part of what is taken off.
 *
 * @param product the product's code
 * @param line the number of the line
 * @param base the amount that the part is in proportion to, in minor units, not negative
 */
public record Participant(String product, int line, long base) {}
