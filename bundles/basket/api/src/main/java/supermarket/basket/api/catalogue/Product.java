package supermarket.basket.api.catalogue;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.Money;

/**
 * A product of the catalogue.
 *
 * @param code not empty
 * @param name what people call it; may be empty
 * @param unitPrice the price of one, not negative
 * @param strategy the name of the strategy that prices it
 * @param parameters the parameters of its rule, as text, sorted by name
 */
public record Product(
    String code, String name, Money unitPrice, String strategy, Map<String, String> parameters) {

  /**
   * Takes an unmodifiable, sorted copy of the parameters.
   *
   * @throws IllegalArgumentException if the code is empty or the unit price negative
   */
  public Product {
    if (code.isEmpty() || unitPrice.isNegative()) {
      throw new IllegalArgumentException("product \"" + code + "\" at " + unitPrice);
    }
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }
}
