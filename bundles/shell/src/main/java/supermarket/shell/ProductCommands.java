package supermarket.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Catalogue.ProductStatus;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;

/** The commands about products: their prices and their rules. */
@Component(service = ProductCommands.class)
@GogoCommand(
    scope = "product",
    function = {"list", "price", "strategy", "undo"})
public final class ProductCommands {

  static final String LIST = "product:list - all products with their prices and rules";
  static final String PRICE =
      "product:price [--force] CODE AMOUNT [PARAM=VALUE...] - changes a product's unit price, and"
          + " parameters of its rule with it, now and for good";
  static final String STRATEGY =
      "product:strategy CODE STRATEGY [PARAM=VALUE...] - changes a product's rule, now and for"
          + " good";

  static final String UNDO =
      "product:undo CODE - takes back the last change of a product's price or rule by command";

  private static final String FORCE = "--force";

  private final Apps apps;

  /** The commands, on these apps. */
  @Activate
  public ProductCommands(@Reference Apps apps) {
    this.apps = apps;
  }

  /** All products. */
  @Descriptor(LIST)
  public String list(@Descriptor("none") @Nullable String... arguments) {
    Arguments.exactly(0, LIST, arguments);
    Catalogue catalogue = apps.catalogue();
    List<ProductStatus> products = catalogue.products();
    List<String> text = new ArrayList<>();
    text.add(products.isEmpty() ? "There is no product." : table(catalogue, products).toString());
    text.addAll(problems(catalogue));
    return String.join("\n", text);
  }

  private Table table(Catalogue catalogue, List<ProductStatus> products) {
    Quarantine quarantine = Quarantine.now(apps);
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

  private static String state(Offer offer, Quarantine quarantine) {
    return switch (offer) {
      case Offer.Available available ->
          quarantine.holds(available.strategy()) ? "rejected: strategy in QUARANTINE" : "ok";
      case Offer.Unavailable unavailable -> "cannot be priced: " + unavailable.why();
    };
  }

  /** Changes a product's price. */
  @Descriptor(PRICE)
  public String price(
      @Descriptor(
              "CODE: a product's code. AMOUNT: a plain decimal in its currency, such as 3.25."
                  + " PARAM=VALUE: a parameter of its rule that changes with it; the others stay."
                  + " --force: more than twice or less than half of the present price is meant")
          @Nullable String... arguments) {
    List<String> given = new ArrayList<>(Arguments.atLeast(2, PRICE, arguments));
    boolean force = given.removeIf(FORCE::equals);
    if (given.size() < 2) {
      throw new CommandFailed("Too few arguments.\nUsage: " + PRICE);
    }
    Map<String, String> parameters = parse(given.subList(2, given.size()));
    Catalogue catalogue = apps.catalogue();
    Product before = product(catalogue, given.get(0));
    ProductStatus after =
        change(
            "price",
            before,
            () -> catalogue.changePrice(before.code(), given.get(1), parameters, force));
    return changed(after, difference(before, after.product()));
  }

  private static String difference(Product before, Product after) {
    String prices = before.unitPrice() + " -> " + after.unitPrice();
    if (rule(before).equals(rule(after))) {
      return prices;
    }
    String rules = rule(before) + " -> " + rule(after);
    return before.unitPrice().equals(after.unitPrice()) ? rules : prices + ", " + rules;
  }

  /** Takes a change back. */
  @Descriptor(UNDO)
  public String undo(
      @Descriptor("CODE: a product's code; undoing twice makes the change again")
          @Nullable String... arguments) {
    String code = Arguments.exactly(1, UNDO, arguments).getFirst();
    Catalogue catalogue = apps.catalogue();
    Product before = product(catalogue, code);
    ProductStatus after = change("entry", before, () -> catalogue.undo(code));
    return changed(after, difference(before, after.product()));
  }

  /** Changes a product's rule. */
  @Descriptor(STRATEGY)
  public String strategy(
      @Descriptor(
              "CODE: a product's code. STRATEGY: a live strategy's name. PARAM=VALUE: a parameter"
                  + " of its rule, such as from=3; quote one with a % sign")
          @Nullable String... arguments) {
    List<String> given = Arguments.atLeast(2, STRATEGY, arguments);
    Map<String, String> parameters = parse(given.subList(2, given.size()));
    Catalogue catalogue = apps.catalogue();
    Product before = product(catalogue, given.get(0));
    ProductStatus after =
        change(
            "rule",
            before,
            () -> catalogue.changeStrategy(before.code(), given.get(1), parameters));
    return changed(after, rule(before) + " -> " + rule(after.product()));
  }

  private static Map<String, String> parse(List<String> parameters) {
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

  private static ProductStatus change(String what, Product product, Change change) {
    try {
      return change.make();
    } catch (IllegalArgumentException e) {
      throw new CommandFailed(
          "The %s of %s stays as it was: %s"
              .formatted(
                  what, Text.safe(product.code()), Text.sentence(String.valueOf(e.getMessage()))));
    } catch (IOException e) {
      throw new CommandFailed(
          "The %s of %s stays as it was: %s"
              .formatted(
                  what, Text.safe(product.code()), Text.sentence(String.valueOf(e.getMessage()))));
    }
  }

  private interface Change {
    ProductStatus make() throws IOException;
  }

  private static String changed(ProductStatus status, String change) {
    String text = Text.safe(status.product().code()) + ": " + Text.sentence(change);
    return switch (status.offer()) {
      case Offer.Available _ -> text + "\nHolds for baskets that start from now on.";
      case Offer.Unavailable(String why) -> text + "\nIt cannot be priced: " + Text.sentence(why);
    };
  }

  private static Product product(Catalogue catalogue, String code) {
    return catalogue.product(code).orElseThrow(() -> noSuchProduct(catalogue, code)).product();
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

  private static String rule(Product product) {
    return product.parameters().isEmpty()
        ? product.strategy()
        : product.strategy() + " " + parameters(product);
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
