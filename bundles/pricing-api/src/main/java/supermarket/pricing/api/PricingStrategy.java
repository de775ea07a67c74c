package supermarket.pricing.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of pricing rule, such as "buy one, get one free". It knows no product: the catalogue says
 * which products it prices and with which parameters.
 *
 * <p>Register it as an OSGi service that carries its name:
 *
 * <pre>{@code
 * @Component(configurationPolicy = ConfigurationPolicy.IGNORE)
 * @Strategy("flat-price")
 * public final class FlatPrice implements PricingStrategy {
 *   @Override
 *   public PricingRule rule(Terms terms) {
 *     return Line::undiscounted;
 *   }
 * }
 * }</pre>
 *
 * <p>An implementation must be stateless: the same object serves all products and all threads at
 * once, and goes on serving baskets that started before its bundle was stopped until these are
 * done.
 */
@ConsumerType
public interface PricingStrategy {

  /** So many characters say what a rule is. */
  int MOST_WORDS = 120;

  /**
   * Reads the parameters of a product and answers the rule for its lines, and for those of all
   * products with the same price and parameters. Called when the catalogue or the set of strategies
   * changes, never per line, so this is the place to parse and check.
   *
   * @param terms what the catalogue says about the product; asking it for a parameter that is
   *     missing or malformed throws, and so does leaving one unread
   * @return the rule, never null
   * @throws IllegalArgumentException if the parameters make no sense; its message is shown to the
   *     operator, the product is rejected until the catalogue is mended, and other products are not
   *     touched
   */
  PricingRule rule(Terms terms);

  /**
   * Says in a few words what the rule makes of the price, for shelf labels and kiosks: {@code 2.50
   * each from 3}. Called after {@link #rule}, with the same terms.
   *
   * @param terms those that the rule was made for
   * @return at most {@value #MOST_WORDS} characters, of which more are cut; never null; empty, as
   *     by default, if the unit price says all
   */
  default String words(Terms terms) {
    return "";
  }
}
