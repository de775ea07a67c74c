package supermarket.basket.api.catalogue;

import java.util.Map;

/**
 * A product as somebody writes it: nothing is checked yet.
 *
 * @param code its code
 * @param name what people call it; may be empty
 * @param amount the price of one, a plain decimal such as {@code 3.25}
 * @param currency the code of its currency; empty for that of the catalogue
 * @param strategy the name of the strategy that prices it
 * @param soldBy {@code piece} or {@code weight}; empty for the first
 * @param vatClass its class of value added tax; empty or {@code none} for the standard one
 * @param deposit the code of the product that comes along with each of it; empty or {@code none} if
 *     none does
 * @param parameters the parameters of its rule, as text, by name
 */
public record ProductEntry(
    String code,
    String name,
    String amount,
    String currency,
    String strategy,
    String soldBy,
    String vatClass,
    String deposit,
    Map<String, String> parameters) {

  /** Takes an unmodifiable copy of the parameters. */
  public ProductEntry {
    parameters = Map.copyOf(parameters);
  }

  /** One that says nothing of tax and deposit. */
  public ProductEntry(
      String code,
      String name,
      String amount,
      String currency,
      String strategy,
      String soldBy,
      Map<String, String> parameters) {
    this(code, name, amount, currency, strategy, soldBy, "", "", parameters);
  }
}
