package supermarket.basket.promotion.search;

/**
 * Pieces that an offer takes.
 *
 * @param offer its number
 * @param role the number of the role that they take
 * @param position their position in it
 * @param stock their number
 * @param pieces how many
 */
public record Take(int offer, int role, int position, int stock, long pieces) {}
