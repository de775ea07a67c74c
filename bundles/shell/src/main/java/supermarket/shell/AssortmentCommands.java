package supermarket.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Catalogue.Page;
import supermarket.basket.api.catalogue.Catalogue.ProductStatus;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductEntry;
import supermarket.basket.api.catalogue.ProductQuery;

/** The commands about which products there are. */
@Component(service = AssortmentCommands.class)
@GogoCommand(
    scope = "product",
    function = {"list", "find", "show", "add", "remove", "import"})
public final class AssortmentCommands {

  static final String LIST =
      "product:list [--json] [--after CODE] [PREFIX] - products with their prices and rules, by"
          + " code";
  static final String FIND =
      "product:find [--json] [--after CODE] TEXT - products whose code or name contains a text";
  static final String SHOW = "product:show CODE - all there is to say about a product";
  static final String ADD =
      "product:add [--by-weight] [--without NODE] CODE NAME AMOUNT STRATEGY [--vat CLASS]"
          + " [--deposit CODE] [--gtins GTINS] [--plu NUMBER] [PARAM=VALUE...] - adds a product";
  static final String REMOVE =
      "product:remove [--without NODE] CODE - takes a product away, now and for good";
  static final String IMPORT =
      "product:import [--all] [--dry-run] [--force] [--without NODE] FILE [--list LIST] [--from"
          + " TIME] [--until TIME] - changes all that a file says at one moment, or nothing";

  static final String FILE =
      "FILE: .csv with headings, .jsonl, or .json as the catalogue's file; --all: products that it"
          + " does not name go; --force: although much changes; --dry-run: it is checked only; LIST"
          + " and TIME: of rows that name none, as with product:price";

  /** A word of Java: Felix knows a command of this name by another method, and no help for it. */
  static final String KEYWORD = "import";

  /** More are not read on a screen, and would take a long time to come. */
  private static final int PAGE = 1_000;

  private final Apps apps;

  /** The commands, on these apps. */
  @Activate
  public AssortmentCommands(@Reference Apps apps) {
    this.apps = apps;
  }

  /** Products by code. */
  @Descriptor(LIST)
  public String list(
      @Descriptor("PREFIX: what codes begin with. --after CODE: the next page")
          @Nullable String... arguments) {
    Listing listing = Listing.of(arguments);
    Paged paged = Paged.of(LIST, listing.words());
    Arguments.between(0, 1, LIST, paged.words().toArray(new String[0]));
    String prefix = paged.words().isEmpty() ? "" : paged.words().getFirst();
    return page(listing, "product:list", prefix, new ProductQuery(prefix, "", paged.after(), PAGE));
  }

  /** Products by a part of code or name. */
  @Descriptor(FIND)
  public String find(
      @Descriptor("TEXT: in upper or lower case. --after CODE: the next page")
          @Nullable String... arguments) {
    Listing listing = Listing.of(arguments);
    Paged paged = Paged.of(FIND, listing.words());
    Arguments.atLeast(1, FIND, paged.words().toArray(new String[0]));
    String text = String.join(" ", paged.words());
    return page(listing, "product:find", text, new ProductQuery("", text, paged.after(), PAGE));
  }

  private String page(Listing listing, String command, String words, ProductQuery query) {
    Catalogue catalogue = apps.catalogue();
    Page page = catalogue.products(query);
    List<String> text = new ArrayList<>();
    boolean isAll = words.isEmpty() && query.after().isEmpty();
    if (page.products().size() == PAGE) {
      String last = page.products().getLast().product().code();
      String next = (command + " --after " + last + " " + words).strip();
      text.add(
          "%d of %d are shown; ".formatted(PAGE, page.matching())
              + (Completion.isPlain(last) && (words.isEmpty() || Completion.isPlain(words))
                  ? "the next: " + next
                  : "the next come --after " + Text.safe(last)));
    }
    text.addAll(ProductText.problems(catalogue));
    return listing.show(
        ProductText.table(catalogue, page.products(), Quarantine.now(apps)),
        isAll ? "There is no product." : "There is no such product.",
        text);
  }

  /**
   * The words of a command that shows a page.
   *
   * @param after the code after which the page begins; empty for the first
   */
  private record Paged(String after, List<String> words) {

    static Paged of(String usage, @Nullable String... given) {
      List<String> words = new ArrayList<>(Arguments.atLeast(0, usage, given));
      int option = words.indexOf("--after");
      if (option < 0) {
        return new Paged("", words);
      }
      Arguments.atLeast(option + 2, usage, given);
      words.remove(option);
      return new Paged(words.remove(option), words);
    }
  }

  /** All about a product. */
  @Descriptor(SHOW)
  public String show(@Descriptor("CODE: a product's code") @Nullable String... arguments) {
    String code = Arguments.exactly(1, SHOW, arguments).getFirst();
    Catalogue catalogue = apps.catalogue();
    ProductStatus status =
        catalogue.product(code).orElseThrow(() -> ProductText.noSuchProduct(catalogue, code));
    Product product = status.product();
    Card card =
        new Card()
            .line("code", product.code())
            .line("name", product.name().isEmpty() ? "-" : product.name())
            .line("price", ProductText.price(product))
            .line("VAT", ProductText.vatClass(product))
            .line("deposit", ProductText.deposit(product))
            .line("GTINs", orDash(product.scanCodes().gtinsText()))
            .line("PLU", orDash(product.scanCodes().pluText()))
            .line("strategy", product.strategy())
            .line("parameters", ProductText.parameters(product))
            .line("rule", orDash(words(status.offer())))
            .line("state", ProductText.state(status.offer(), Quarantine.now(apps)));
    Product now = ProductText.at(ProductText.now(catalogue), product);
    if (!now.terms().equals(product.terms())) {
      card.line("now, by the default list", ProductText.price(now) + " by " + now.strategy());
    }
    product.overrides().all().forEach(each -> card.line("price of " + each.scope(), each.words()));
    Optional<String> fault = catalogue.fault(code);
    fault.ifPresent(why -> card.line("entry in the file", "wrong: " + why));
    return card.toString();
  }

  /** Adds a product. */
  @Descriptor(ADD)
  public String add(
      @Descriptor(
              "NAME: quote one with blanks; '' for none. AMOUNT: a plain decimal in the catalogue's"
                  + " currency, such as 3.25, or 'USD 3.25'. --by-weight: of a kilogram. CLASS: of"
                  + " value added tax. --deposit: the product that comes along with each. GTINS:"
                  + " quote several with blanks. NUMBER: on labels of scales")
          @Nullable String... arguments) {
    Change change = Change.ofAtLeast(4, ADD, arguments);
    ProductEntry entry =
        Typed.whole(
            ADD, change.arguments(), change.options().contains("--by-weight") ? "weight" : "");
    return DeploymentText.of(apps.products().add(entry, change.order()));
  }

  private static String words(Offer offer) {
    return offer instanceof Offer.Available available ? Text.safe(available.words()) : "";
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  /** Takes a product away. */
  @Descriptor(REMOVE)
  public String remove(@Descriptor("CODE: a product's code") @Nullable String... arguments) {
    Change change = Change.of(1, REMOVE, arguments);
    return DeploymentText.of(apps.products().remove(change.what(), change.order()));
  }

  /** Changes what a file says. */
  @Descriptor(IMPORT)
  public String _import(@Descriptor(FILE) @Nullable String... arguments) {
    Change change = Change.ofAtLeast(1, IMPORT, arguments);
    Options options = Options.of(Typed.SCOPE, change.arguments());
    String file = Arguments.exactly(1, IMPORT, options.words().toArray(new String[0])).getFirst();
    return DeploymentText.of(
        apps.products()
            .read(
                Here.path(file),
                change.options().contains("--all"),
                Typed.scope(options),
                change.order()));
  }
}
