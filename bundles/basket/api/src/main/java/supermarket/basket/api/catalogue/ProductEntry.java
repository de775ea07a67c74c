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
 * @param details what else there is to it, by the name of its member in the catalogue's file, such
 *     as {@code vat}, {@code deposit}, {@code gtins} and {@code plu}; {@code none} takes it away
 * @param parameters the parameters of its rule, as text, by name
 */
public record ProductEntry(
    String code,
    String name,
    String amount,
    String currency,
    String strategy,
    String soldBy,
    Map<String, String> details,
    Map<String, String> parameters) {

  /** Takes unmodifiable copies of the maps. */
  public ProductEntry {
    details = Map.copyOf(details);
    parameters = Map.copyOf(parameters);
  }

  /** One without details. */
  public ProductEntry(
      String code,
      String name,
      String amount,
      String currency,
      String strategy,
      String soldBy,
      Map<String, String> parameters) {
    this(code, name, amount, currency, strategy, soldBy, Map.of(), parameters);
  }
}
