package supermarket.shell;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Catalogue.ProductStatus;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.StoreClock;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.catalogue.VatRates;
import supermarket.basket.api.deployment.ProductHistory;
import supermarket.basket.api.deployment.ProductHistory.Step;

/** Products in words, and what commands say of them. */
final class ProductText {

  private ProductText() {}

  /** Products with what holds now by the default list, on its clock. */
  static Table table(Catalogue catalogue, List<ProductStatus> products, Quarantine quarantine) {
    LocalDateTime now = now(catalogue);
    Table table =
        new Table()
            .words("CODE", "NAME")
            .numbers("PRICE")
            .words("CURRENCY", "STRATEGY", "PARAMETERS", "STATE");
    for (ProductStatus each : products) {
      Product product = at(now, each.product());
      table.row(
          product.code(),
          product.name(),
          Text.amount(product.unitPrice()),
          product.unitPrice().getCurrencyUnit() + product.soldBy().per(),
          product.strategy(),
          parameters(product),
          state(each.offer(), quarantine) + lastGood(catalogue, product));
    }
    return table;
  }

  /** The time on the clock of the default list. */
  static LocalDateTime now(Catalogue catalogue) {
    return StoreClock.at(Instant.now(), catalogue.stores().zone());
  }

  /** A product with the terms that it has at a time by the default list. */
  static Product at(LocalDateTime time, Product product) {
    return product.with(product.overrides().at(product.terms(), Stores.DEFAULT_LIST, time));
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
    return parse(parameters, false);
  }

  /** Reads parameters, of which those that are to go may have no value. */
  static Map<String, String> parse(List<String> parameters, boolean mayGo) {
    Map<String, String> parsed = new LinkedHashMap<>();
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      if (equals < 1 || (!mayGo && equals == parameter.length() - 1)) {
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

  /** What differs between two entries of a product. */
  static String difference(Product before, Product after) {
    List<String> differences = new ArrayList<>();
    if (!before.name().equals(after.name())) {
      differences.add("'%s' -> '%s'".formatted(Text.safe(before.name()), Text.safe(after.name())));
    }
    if (!price(before).equals(price(after))) {
      differences.add(price(before) + " -> " + price(after));
    }
    if (!rule(before).equals(rule(after))) {
      differences.add(rule(before) + " -> " + rule(after));
    }
    if (!before.vatClass().equals(after.vatClass())) {
      differences.add("VAT " + vatClass(before) + " -> " + vatClass(after));
    }
    if (!before.deposit().equals(after.deposit())) {
      differences.add("deposit " + deposit(before) + " -> " + deposit(after));
    }
    if (!before.scanCodes().equals(after.scanCodes())) {
      differences.add(scanned(before) + " -> " + scanned(after));
    }
    before.overrides().differences(after.overrides()).stream()
        .map(Text::safe)
        .forEach(differences::add);
    return differences.isEmpty()
        ? price(before) + " -> " + price(after)
        : String.join(", ", differences);
  }

  /** The price of one, or of a kilogram. */
  static String price(Product product) {
    return product.unitPrice() + product.soldBy().per();
  }

  /** The class of value added tax. */
  static String vatClass(Product product) {
    return product.vatClass().isEmpty() ? VatRates.STANDARD : product.vatClass();
  }

  /** The code of what comes along with each. */
  static String deposit(Product product) {
    return product.deposit().isEmpty() ? "none" : Text.safe(product.deposit());
  }

  /** What else there is to it, each after a comma. */
  private static String details(Product product) {
    return (product.vatClass().isEmpty() ? "" : ", VAT " + vatClass(product))
        + (product.deposit().isEmpty() ? "" : ", deposit " + deposit(product))
        + (product.scanCodes().isEmpty() ? "" : ", " + scanned(product));
  }

  private static String scanned(Product product) {
    return product.scanCodes().isEmpty() ? "none" : product.scanCodes().words();
  }

  private static String rule(Product product) {
    return product.parameters().isEmpty()
        ? product.strategy()
        : product.strategy() + " " + parameters(product);
  }

  /** What has become of a product, the newest first. */
  static String history(Listing listing, String code, ProductHistory history, int count) {
    List<String> text = new ArrayList<>();
    String none =
        history.since() == 1
            ? "There was never a product '%s'.".formatted(Text.safe(code))
            : "There is no change of a product '%s' in what was looked at."
                .formatted(Text.safe(code));
    Table table = new Table().numbers("REVISION").words("WHEN", "NODE", "DOOR", "WHAT");
    for (Step step : history.steps()) {
      table.row(
          step.revision(),
          step.when().truncatedTo(ChronoUnit.SECONDS),
          step.node(),
          step.door(),
          what(step));
    }
    if (history.steps().size() == count) {
      text.add(
          "The newest %d changes are shown; if there are more, ask for them with a COUNT."
              .formatted(count));
    } else if (history.since() > 1) {
      text.add("What was up to revision %d is not known here.".formatted(history.since()));
    }
    return listing.show(table, none, text);
  }

  private static String what(Step step) {
    if (step.after().isEmpty()) {
      return "gone";
    }
    Product after = step.after().get();
    return step.before()
        .map(before -> difference(before, after))
        .orElseGet(() -> "new: " + price(after) + ", " + rule(after) + details(after));
  }
}
