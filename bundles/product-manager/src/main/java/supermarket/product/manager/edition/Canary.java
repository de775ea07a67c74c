package supermarket.product.manager.edition;

import supermarket.basket.api.catalogue.Offer;
import supermarket.product.manager.strategy.UserShare;

/**
 * What a version on trial offers for a product.
 *
 * @param offer instead of the live version's
 * @param share to whom
 */
public record Canary(Offer.Available offer, UserShare share) {}
