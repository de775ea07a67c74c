package supermarket.shell;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Catalogue.ProductStatus;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductEntry;
import supermarket.basket.api.deployment.CatalogueDeployer;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Outcome;

/** The commands about products: their prices and their rules. */
@Component(service = ProductCommands.class)
@GogoCommand(
    scope = "product",
    function = {"price", "strategy", "change", "undo", "history"})
public final class ProductCommands {

  static final String PRICE =
      "product:price [--force] [--without NODE] CODE AMOUNT [--list LIST] [--from TIME] [--until"
          + " TIME] [PARAM=VALUE...] - changes a product's unit price, and parameters of its rule"
          + " with it, now and for good, or as it says";
  static final String STRATEGY =
      "product:strategy [--without NODE] CODE STRATEGY [PARAM=VALUE...] - changes a product's rule,"
          + " now and for good";

  static final String CHANGE =
      "product:change [--force] [--without NODE] CODE [--name NAME] [--price AMOUNT] [--strategy"
          + " STRATEGY] [--sold-by MEASURE] [--vat CLASS] [--deposit CODE] [--gtins GTINS] [--plu"
          + " NUMBER] [PARAM=VALUE...] - changes several things of a product at one moment, now and"
          + " for good; what is not given stays";

  static final String UNDO =
      "product:undo [--without NODE] CODE - takes back the last change of a product's price or"
          + " rule";

  static final String HISTORY =
      "product:history [--json] CODE [COUNT] - what has become of a product: when, by whom, by"
          + " which door";

  private static final int USUAL = 20;
  private static final int MOST = 1_000;

  private final Apps apps;

  /** The commands, on these apps. */
  @Activate
  public ProductCommands(@Reference Apps apps) {
    this.apps = apps;
  }

  /** Changes a product's price. */
  @Descriptor(PRICE)
  public String price(
      @Descriptor(
              "CODE: a product's code. AMOUNT: a plain decimal in its currency, such as 3.25, or"
                  + " 'none' to take a price of a list or a time away. LIST: a price list that"
                  + " pricelist:list shows. TIME: on the clock of each store, such as 2026-12-07 or"
                  + " 2026-12-07T06:00."
                  + " PARAM=VALUE: a parameter of its rule that changes with it; the others stay."
                  + " --force: more than twice or less than half of the present price is meant")
          @Nullable String... arguments) {
    Change change = Change.ofAtLeast(2, PRICE, arguments);
    Options options = Options.of(Typed.SCOPE, change.arguments());
    List<String> given = Arguments.atLeast(2, PRICE, options.words().toArray(new String[0]));
    Map<String, String> parameters = ProductText.parse(given.subList(2, given.size()));
    PriceScope scope = Typed.scope(options);
    Product before = product(given.getFirst());
    CatalogueDeployer deployer = apps.products();
    return change(
        "price",
        before,
        scope.from() == null
            ? "Holds for baskets that start from now on."
            : "Holds from then on, by the clock of each store.",
        deployer.price(before.code(), given.get(1), parameters, scope, change.order()));
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
    Map<String, String> parameters = ProductText.parse(given.subList(2, given.size()));
    Product before = product(change.what());
    CatalogueDeployer deployer = apps.products();
    return change(
        "rule", before, deployer.strategy(before.code(), given.get(1), parameters, change.order()));
  }

  /** Changes several things of a product. */
  @Descriptor(CHANGE)
  public String change(
      @Descriptor(
              "CODE: a product's code. AMOUNT: a plain decimal in its currency, such as 3.25, or"
                  + " 'USD 3.25'. STRATEGY: a live strategy's name; another one takes the"
                  + " parameters that are given, and no others. MEASURE: piece or weight. CLASS: of"
                  + " value added tax. --deposit: of what comes along. GTINS: all of them, quoted."
                  + " NUMBER: on labels of scales. none takes one of these away. --force:"
                  + " more than twice or less than half of the present price, another currency or"
                  + " another measure is meant")
          @Nullable String... arguments) {
    Change change = Change.ofAtLeast(2, CHANGE, arguments);
    Product before = product(change.what());
    ProductEntry entry = Typed.over(before.code(), change.arguments());
    return change("entry", before, apps.products().change(entry, change.order()));
  }

  /** What has become of a product. */
  @Descriptor(HISTORY)
  public String history(
      @Descriptor(
              "CODE: a product's code, also of one that is gone. COUNT: how many changes, or 20")
          @Nullable String... arguments) {
    Listing listing = Listing.of(arguments);
    List<String> given = Arguments.between(1, 2, HISTORY, listing.words());
    int count = given.size() == 1 ? USUAL : Arguments.count(given.get(1), "changes", MOST);
    try {
      return ProductText.history(
          listing, given.getFirst(), apps.products().history(given.getFirst(), count), count);
    } catch (IOException e) {
      throw new CommandFailed(Text.sentence("The shelf cannot be read: " + e.getMessage()));
    }
  }

  private String change(String what, Product before, Deployment deployment) {
    return change(what, before, "Holds for baskets that start from now on.", deployment);
  }

  private String change(String what, Product before, String holds, Deployment deployment) {
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
            .orElseThrow(() -> ProductText.noSuchProduct(apps.catalogue(), before.code()));
    String text =
        Text.safe(before.code())
            + ": "
            + Text.sentence(ProductText.difference(before, after.product()));
    return switch (after.offer()) {
      case Offer.Available _ -> text + "\n" + holds + others(before, after.product());
      case Offer.Unavailable(String why) -> text + "\nIt cannot be priced: " + Text.sentence(why);
    };
  }

  private static String others(Product before, Product after) {
    boolean stay = !after.overrides().isEmpty() && after.overrides().equals(before.overrides());
    return stay
        ? "\nPrices of lists and times stay as they are: product:show " + Text.safe(after.code())
        : "";
  }

  private Product product(String code) {
    Catalogue catalogue = apps.catalogue();
    return catalogue
        .product(code)
        .orElseThrow(() -> ProductText.noSuchProduct(catalogue, code))
        .product();
  }
}
