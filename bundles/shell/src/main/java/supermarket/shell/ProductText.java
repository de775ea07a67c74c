package supermarket.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Catalogue.ProductStatus;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;

/** Products in words, and what commands say of them. */
final class ProductText {

  private ProductText() {}

  static Table table(Catalogue catalogue, List<ProductStatus> products, Quarantine quarantine) {
    Table table =
        new Table()
            .words("CODE", "NAME")
            .numbers("PRICE")
            .words("CURRENCY", "STRATEGY", "PARAMETERS", "STATE");
    for (ProductStatus each : products) {
      Product product = each.product();
      table.row(
          product.code(),
          product.name(),
          Text.amount(product.unitPrice()),
          product.unitPrice().getCurrencyUnit(),
          product.strategy(),
          parameters(product),
          state(each.offer(), quarantine) + lastGood(catalogue, product));
    }
    return table;
  }

  /** What is wrong with the catalogue, a line each. */
  static List<String> problems(Catalogue catalogue) {
    return catalogue.problems().stream().map(each -> "Problem: " + Text.sentence(each)).toList();
  }

  private static String lastGood(Catalogue catalogue, Product product) {
    return catalogue.fault(product.code()).isEmpty() ? "" : ", by its last good entry";
  }

  static String state(Offer offer, Quarantine quarantine) {
    return switch (offer) {
      case Offer.Available available ->
          quarantine.holds(available.strategy()) ? "rejected: strategy in QUARANTINE" : "ok";
      case Offer.Unavailable unavailable -> "cannot be priced: " + unavailable.why();
    };
  }

  static Map<String, String> parse(List<String> parameters) {
    Map<String, String> parsed = new LinkedHashMap<>();
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      if (equals < 1 || equals == parameter.length() - 1) {
        throw new CommandFailed(
            "'%s' is no parameter: write PARAM=VALUE, such as from=3."
                .formatted(Text.safe(parameter)));
      }
      String name = parameter.substring(0, equals);
      if (parsed.put(name, parameter.substring(equals + 1)) != null) {
        throw new CommandFailed("Parameter '%s' is given twice.".formatted(Text.safe(name)));
      }
    }
    return parsed;
  }

  static CommandFailed noSuchProduct(Catalogue catalogue, String code) {
    Optional<String> fault = catalogue.fault(code);
    if (fault.isPresent()) {
      return new CommandFailed(
          "Product '%s' cannot be priced: its entry in the catalogue is wrong: %s"
              .formatted(Text.safe(code), Text.sentence(fault.get())));
    }
    return new CommandFailed(
        "There is no product '%s'. 'product:list' shows all there are.".formatted(Text.safe(code)));
  }

  /** The parameters of a product's rule as {@code product:strategy} takes them. */
  static String parameters(Product product) {
    if (product.parameters().isEmpty()) {
      return "-";
    }
    return product.parameters().entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(" "));
  }
}
