package supermarket.pricing.api.promotion;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of promotion, such as "the cheapest of three is free". It knows no product: the catalogue
 * says which promotions are of this kind, of which products, and with which parameters.
 *
 * <p>It makes data of its parameters, and runs for no basket: the runtime finds the best deal by
 * the data.
 *
 * <p>Register it as an OSGi service that carries its name:
 *
 * <pre>{@code
 * @Component(configurationPolicy = ConfigurationPolicy.IGNORE)
 * @Promotion("cheapest-free")
 * public final class CheapestFree implements PromotionKind {
 *   @Override
 *   public Deal deal(PromotionTerms terms) {
 *     Slot of = terms.slot("of", terms.quantity("take"));
 *     return Deal.pieces(of).pay(Shares.allBut(of.count(), 1, Share.NOTHING));
 *   }
 * }
 * }</pre>
 *
 * <p>An implementation must be stateless: the same object serves all promotions.
 */
@ConsumerType
public interface PromotionKind {

  /**
   * Makes the deal of a promotion. Called when the catalogue or the set of kinds changes, never for
   * a basket, so this is the place to parse and check.
   *
   * @param terms what the catalogue says about the promotion; asking it for a parameter that is
   *     missing or malformed throws, and so does leaving one unread
   * @return the deal, never null
   * @throws IllegalArgumentException if the parameters make no sense; its message is shown to the
   *     operator, the promotion is rejected until the catalogue is mended, and others are not
   *     touched
   */
  Deal deal(PromotionTerms terms);
}
