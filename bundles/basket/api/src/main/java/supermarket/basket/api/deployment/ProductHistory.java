package supermarket.basket.api.deployment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import supermarket.basket.api.catalogue.Product;

/**
 * What has become of a product, by whichever door.
 *
 * @param steps its changes, the newest first
 * @param since the oldest revision that was looked at: what was before it is not kept, or was not
 *     asked for; 1 if that is all there is
 */
public record ProductHistory(List<Step> steps, long since) {

  /** Takes an unmodifiable copy. */
  public ProductHistory {
    steps = List.copyOf(steps);
  }

  /**
   * A change of a product.
   *
   * @param revision with which revision of the shelf
   * @param when when it was put in force
   * @param node where it was asked for
   * @param door by which way it came, as {@link Deployment#door}
   * @param before what the product was; empty if there was none
   * @param after what it was then; empty if it went
   */
  public record Step(
      long revision,
      Instant when,
      String node,
      String door,
      Optional<Product> before,
      Optional<Product> after) {}
}
