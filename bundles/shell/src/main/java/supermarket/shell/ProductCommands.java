package supermarket.shell;

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
import supermarket.basket.api.deployment.CatalogueDeployer;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Outcome;

/** The commands about products: their prices and their rules. */
@Component(service = ProductCommands.class)
@GogoCommand(
    scope = "product",
    function = {"list", "price", "strategy", "undo"})
public final class ProductCommands {

  static final String LIST = "product:list - all products with their prices and rules";
  static final String PRICE =
      "product:price [--force] [--without NODE] CODE AMOUNT [PARAM=VALUE...] - changes a product's"
          + " unit price, and parameters of its rule with it, now and for good";
  static final String STRATEGY =
      "product:strategy [--without NODE] CODE STRATEGY [PARAM=VALUE...] - changes a product's rule,"
          + " now and for good";

  static final String UNDO =
      "product:undo [--without NODE] CODE - takes back the last change of a product's price or"
          + " rule";

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
    Change change = Change.ofAtLeast(2, PRICE, arguments);
    List<String> given = change.arguments();
    Map<String, String> parameters = parse(given.subList(2, given.size()));
    Product before = product(change.what());
    CatalogueDeployer deployer = apps.products();
    return change(
        "price", before, deployer.price(before.code(), given.get(1), parameters, change.order()));
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
    Change change = Change.of(1, UNDO, arguments);
    Product before = product(change.what());
    return change("entry", before, apps.products().undo(before.code(), change.order()));
  }

  /** Changes a product's rule. */
  @Descriptor(STRATEGY)
  public String strategy(
      @Descriptor(
              "CODE: a product's code. STRATEGY: a live strategy's name. PARAM=VALUE: a parameter"
                  + " of its rule, such as from=3; quote one with a % sign")
          @Nullable String... arguments) {
    Change change = Change.ofAtLeast(2, STRATEGY, arguments);
    List<String> given = change.arguments();
    Map<String, String> parameters = parse(given.subList(2, given.size()));
    Product before = product(change.what());
    CatalogueDeployer deployer = apps.products();
    return change(
        "rule", before, deployer.strategy(before.code(), given.get(1), parameters, change.order()));
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

  private String change(String what, Product before, Deployment deployment) {
    if (deployment.outcome() != Outcome.DONE) {
      throw new CommandFailed(
          "The %s of %s stays as it was: %s"
              .formatted(
                  what,
                  Text.safe(before.code()),
                  Text.sentence(String.join("; ", deployment.details()))));
    }
    ProductStatus after =
        apps.catalogue()
            .product(before.code())
            .orElseThrow(() -> noSuchProduct(apps.catalogue(), before.code()));
    String text =
        Text.safe(before.code()) + ": " + Text.sentence(difference(before, after.product()));
    return switch (after.offer()) {
      case Offer.Available _ -> text + "\nHolds for baskets that start from now on.";
      case Offer.Unavailable(String why) -> text + "\nIt cannot be priced: " + Text.sentence(why);
    };
  }

  private Product product(String code) {
    Catalogue catalogue = apps.catalogue();
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
