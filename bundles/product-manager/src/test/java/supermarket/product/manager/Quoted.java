package supermarket.product.manager;

import java.time.Instant;
import supermarket.basket.api.UserId;
import supermarket.basket.api.catalogue.Edition;
import supermarket.basket.api.catalogue.Offer;

/** What an edition has for a user, whatever the time is. */
final class Quoted {

  private Quoted() {}

  static Offer offer(Edition edition, String product, UserId user) {
    return edition.quotes(user, Instant.EPOCH).orElseThrow().offer(product);
  }
}
