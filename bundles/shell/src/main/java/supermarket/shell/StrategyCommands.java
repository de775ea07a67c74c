package supermarket.shell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Admission;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Catalogue.ProductStatus;
import supermarket.basket.api.catalogue.Catalogue.StrategyStatus;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.operation.Quarantined;

/** The commands about strategies. */
@Component(service = StrategyCommands.class)
@GogoCommand(
    scope = "strategy",
    function = {"list", "show", "release"})
public final class StrategyCommands {

  static final String LIST =
      "strategy:list [--json] - all strategies, what they price, who is in quarantine or not"
          + " admitted";
  static final String SHOW = "strategy:show PRODUCT - what prices a product, or why nothing does";
  static final String RELEASE = "strategy:release NAME - lets a strategy out of quarantine";

  /** So many products of a strategy are named. */
  private static final int MOST_CODES = 20;

  private final Apps apps;

  /** The commands, on these apps. */
  @Activate
  public StrategyCommands(@Reference Apps apps) {
    this.apps = apps;
  }

  /** All live strategies. */
  @Descriptor(LIST)
  public String list(@Descriptor("none") @Nullable String... arguments) {
    Listing listing = Listing.of(arguments);
    Arguments.exactly(0, LIST, listing.words());
    Catalogue catalogue = apps.catalogue();
    List<StrategyStatus> live = catalogue.strategies();
    Quarantine quarantine = Quarantine.now(apps);
    List<String> notes = new ArrayList<>(notes(live, quarantine));
    notes.addAll(ProductText.problems(catalogue));
    return listing.show(table(live, quarantine), "There is no live strategy.", notes);
  }

  private static Table table(List<StrategyStatus> live, Quarantine quarantine) {
    Table table =
        new Table()
            .words("NAME", "VERSION")
            .numbers("ID")
            .words("BUNDLE")
            .numbers("RANKING")
            .words("STATE", "PRODUCTS");
    for (StrategyStatus each : live) {
      StrategyId id = each.id();
      table.row(
          id.name(),
          id.version(),
          each.bundleId(),
          each.bundle(),
          each.ranking(),
          state(each, quarantine),
          some(each.products()));
    }
    return table;
  }

  private static String state(StrategyStatus status, Quarantine quarantine) {
    return switch (status.admission()) {
      case NONE -> "DARK, not admitted";
      case CHECKED -> use(status, quarantine);
      case TRUSTED -> use(status, quarantine) + ", trusted";
    };
  }

  private static String use(StrategyStatus status, Quarantine quarantine) {
    if (quarantine.holds(status.id())) {
      return "QUARANTINED";
    }
    if (status.audience().isNobody()) {
      return "on trial, in shadow";
    }
    if (!status.audience().isEverybody()) {
      return "on trial, " + status.audience().percent() + " % of the users";
    }
    return status.inUse() ? "in use" : "standing by";
  }

  private static List<String> notes(List<StrategyStatus> live, Quarantine quarantine) {
    Set<StrategyId> alive = new HashSet<>();
    live.forEach(each -> alive.add(each.id()));
    List<String> notes = new ArrayList<>();
    live.stream()
        .filter(each -> each.admission() == Admission.NONE)
        .map(StrategyStatus::bundleId)
        .distinct()
        .forEach(
            id ->
                notes.add(
                    "Bundle %d is not admitted: the log says why, 'strategy:trust %d' admits it."
                        .formatted(id, id)));
    for (Quarantined each : quarantine.strategies().values()) {
      String gone = alive.contains(each.strategy()) ? "" : " Its bundle is gone.";
      notes.add(Quarantine.explain(each) + gone);
    }
    if (!quarantine.known()) {
      notes.add("Who is in quarantine is not known: supermarket.basket.product is not running.");
    }
    return notes;
  }

  /** Some of many. */
  private static String some(List<String> products) {
    if (products.isEmpty()) {
      return "-";
    }
    String first = String.join(" ", products.subList(0, Math.min(MOST_CODES, products.size())));
    int more = products.size() - MOST_CODES;
    return more > 0 ? first + " and " + more + " more" : first;
  }

  /** What prices a product. */
  @Descriptor(SHOW)
  public String show(
      @Descriptor("PRODUCT: a product's code, such as GR1") @Nullable String... arguments) {
    String code = Arguments.exactly(1, SHOW, arguments).getFirst();
    Catalogue catalogue = apps.catalogue();
    ProductStatus status =
        catalogue.product(code).orElseThrow(() -> ProductText.noSuchProduct(catalogue, code));
    Product product = status.product();
    Card card =
        new Card()
            .line(
                "product", product.code() + (product.name().isEmpty() ? "" : ", " + product.name()))
            .line("unit price", ProductText.price(product));
    switch (status.offer()) {
      case Offer.Available available -> showAvailable(card, product, available, catalogue);
      case Offer.Unavailable unavailable ->
          card.line("strategy", product.strategy())
              .line("parameters", ProductText.parameters(product))
              .line("state", "cannot be priced: " + unavailable.why());
    }
    catalogue
        .fault(code)
        .ifPresent(
            why ->
                card.line(
                    "problem",
                    "its entry in the catalogue is wrong: "
                        + why
                        + "; this is its last good one, which stays in force"));
    return card.toString();
  }

  private void showAvailable(
      Card card, Product product, Offer.Available available, Catalogue catalogue) {
    StrategyId strategy = available.strategy();
    String bundle =
        catalogue.strategies().stream()
            .filter(each -> each.id().equals(strategy))
            .map(each -> each.bundle() + ", id " + each.bundleId())
            .findFirst()
            .orElse("gone");
    Quarantine quarantine = Quarantine.now(apps);
    // A strategy that was late with other rules goes on pricing with this one.
    Optional<Quarantined> quarantined = quarantine.ofCalls(strategy);
    String state =
        quarantined.isPresent()
            ? "rejected: " + Quarantine.explain(quarantined.get())
            : quarantine.known()
                ? "can be priced"
                : "has a rule; supermarket.basket.product is not running";
    card.line("strategy", strategy)
        .line("bundle", bundle)
        .line("parameters", ProductText.parameters(product))
        .line("state", state);
  }

  /** Lets a strategy out of quarantine. */
  @Descriptor(RELEASE)
  public String release(
      @Descriptor("NAME: a strategy's name, such as bulk-price") @Nullable String... arguments) {
    String name = Arguments.exactly(1, RELEASE, arguments).getFirst();
    int released = apps.quarantine().release(name) + apps.catalogue().release(name);
    if (released == 0) {
      throw new CommandFailed(
          "No strategy '%s' is in quarantine. 'strategy:list' shows who is.%s"
              .formatted(Text.safe(name), apps.meant(name)));
    }
    return "Out of quarantine: %s (%s)."
        .formatted(Text.safe(name), Text.count(released, "deployment", "deployments"));
  }
}
