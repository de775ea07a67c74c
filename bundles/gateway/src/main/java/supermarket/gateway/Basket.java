package supermarket.gateway;

import java.util.List;
import supermarket.basket.api.BasketFacts;
import supermarket.basket.api.Item;
import supermarket.basket.api.UserId;

/**
 * What a body says.
 *
 * @param owner whose basket it is
 * @param items one item for each product, in order of first appearance
 * @param facts what it says besides
 * @param scanned how many items the body lists
 */
record Basket(UserId owner, List<Item> items, BasketFacts facts, int scanned) {}
