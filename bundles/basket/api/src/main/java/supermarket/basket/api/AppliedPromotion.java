package supermarket.basket.api;

import java.util.List;
import org.joda.money.Money;

/**
 * A promotion that was applied to a basket.
 *
 * @param id its id
 * @param name what customers are told; may be empty
 * @param kind the name of its kind
 * @param kindVersion the version of the bundle of its kind
 * @param times how often it was applied, at least 1
 * @param saving what it took off; the sum of what it took off the lines
 * @param pieces which took part, those of a product in one role together, in the order of the lines
 */
public record AppliedPromotion(
    String id,
    String name,
    String kind,
    String kindVersion,
    long times,
    Money saving,
    List<Pieces> pieces) {

  /** Takes an unmodifiable copy of the pieces. */
  public AppliedPromotion {
    pieces = List.copyOf(pieces);
  }

  /**
   * Pieces that took part.
   *
   * @param product the product's code
   * @param role the name of the slot that they took; empty if the promotion has no slots
   * @param paid how many of them are paid in full or in part
   * @param given how many of them are free by the promotion
   */
  public record Pieces(String product, String role, long paid, long given) {}
}
