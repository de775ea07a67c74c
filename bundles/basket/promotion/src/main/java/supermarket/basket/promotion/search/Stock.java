package supermarket.basket.promotion.search;

/**
 * Pieces that no offer tells apart.
 *
 * @param price of one, in minor units, more than zero
 * @param quantity how many there are
 * @param kept what their line's rule saves as long as no offer takes any of them
 */
public record Stock(long price, long quantity, long kept) {}
