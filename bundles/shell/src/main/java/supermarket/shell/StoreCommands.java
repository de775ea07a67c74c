package supermarket.shell;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.catalogue.Store;
import supermarket.basket.api.catalogue.Stores;

/** The commands about stores. */
@Component(service = StoreCommands.class)
@GogoCommand(
    scope = "store",
    function = {"list", "show", "add", "change", "remove", "unknown"})
public final class StoreCommands {

  static final String LIST = "store:list [--json] [GROUP] - the stores, or those of a group";
  static final String SHOW = "store:show ID - all there is to say about a store";
  static final String ADD =
      "store:add [--dry-run] [--without NODE] ID [--name NAME] [--zone ZONE] [--list LIST]"
          + " [--group GROUP]... - adds a store";
  static final String CHANGE =
      "store:change [--dry-run] [--without NODE] ID [--name NAME] [--zone ZONE] [--list LIST]"
          + " [--group GROUP]... - changes a store, now and for good; what is not given stays";
  static final String REMOVE =
      "store:remove [--dry-run] [--without NODE] ID - takes a store away, now and for good";
  static final String UNKNOWN =
      "store:unknown [--dry-run] [--without NODE] WORD - whether baskets of stores that are not"
          + " named are 'refused', or priced by the 'default_list'";

  private static final String STORE =
      "ID: as baskets name it in supermarket_id. ZONE: such as Europe/Berlin. LIST: a price list"
          + " that pricelist:list shows, or 'default'. GROUP: for people to find it by; what is"
          + " given takes the place of all it had, and '' of none";

  private static final String NAME = "--name";
  private static final String ZONE = "--zone";
  private static final String PRICE_LIST = "--list";
  private static final String GROUP = "--group";

  private static final String REFUSED = "refused";
  private static final String DEFAULT_LIST = "default_list";

  /** What can become of baskets of stores that are not named. */
  static final String[] WORDS = {REFUSED, DEFAULT_LIST};

  private final Apps apps;

  /** The commands, on these apps. */
  @Activate
  public StoreCommands(@Reference Apps apps) {
    this.apps = apps;
  }

  /** The stores. */
  @Descriptor(LIST)
  public String list(
      @Descriptor("GROUP: as store:add --group has it") @Nullable String... arguments) {
    Listing listing = Listing.of(arguments);
    List<String> given = Arguments.between(0, 1, LIST, listing.words());
    Stores stores = apps.catalogue().stores();
    List<Store> some =
        stores.byId().values().stream()
            .filter(store -> given.isEmpty() || store.groups().contains(given.getFirst()))
            .toList();
    Table table =
        new Table().words("STORE").sentences("NAME").words("ZONE", "PRICE LIST", "GROUPS");
    some.forEach(
        each ->
            table.row(
                each.id(),
                each.name(),
                each.zone().getId(),
                each.list(),
                String.join(", ", each.groups())));
    String none = given.isEmpty() ? "No store is named." : "There is no such store.";
    return listing.show(table, none, List.of(others(stores)));
  }

  private static String others(Stores stores) {
    return stores.refusesUnknown()
        ? "Baskets of other stores are refused."
        : "Baskets of other stores have the default price list, by the clock of "
            + stores.zone().getId()
            + ".";
  }

  /** All about a store. */
  @Descriptor(SHOW)
  public String show(@Descriptor("ID: a store's id") @Nullable String... arguments) {
    String id = Arguments.exactly(1, SHOW, arguments).getFirst();
    Stores stores = apps.catalogue().stores();
    Store store = stores.get(id);
    if (store == null) {
      throw new CommandFailed("There is no store '" + Text.safe(id) + "'. " + others(stores));
    }
    return new Card()
        .line("store", store.id())
        .line("name", store.name().isEmpty() ? "-" : store.name())
        .line("zone", store.zone().getId())
        .line("price list", store.list())
        .line("currency", PriceListCommands.currency(stores, store.list()))
        .line("groups", store.groups().isEmpty() ? "-" : String.join(", ", store.groups()))
        .toString();
  }

  /** Adds a store. */
  @Descriptor(ADD)
  public String add(@Descriptor(STORE) @Nullable String... arguments) {
    return change(
        Change.ofAtLeast(1, ADD, arguments),
        ADD,
        (stores, id) -> {
          if (stores.get(id) != null) {
            throw new IllegalArgumentException(
                "there is a store '" + id + "' already; store:change changes it");
          }
          return new Store(id, "", Set.of(), stores.zone(), Stores.DEFAULT_LIST);
        });
  }

  /** Changes a store. */
  @Descriptor(CHANGE)
  public String change(@Descriptor(STORE) @Nullable String... arguments) {
    return change(Change.ofAtLeast(1, CHANGE, arguments), CHANGE, StoreCommands::known);
  }

  private static Store known(Stores stores, String id) {
    Store store = stores.get(id);
    if (store == null) {
      throw new IllegalArgumentException("there is no store '" + id + "'");
    }
    return store;
  }

  /** What a store is before it is changed. */
  @FunctionalInterface
  private interface Before {
    Store store(Stores stores, String id);
  }

  private String change(Change change, String usage, Before before) {
    Options options = Options.of(Set.of(NAME, ZONE, PRICE_LIST, GROUP), change.arguments());
    String id = Arguments.exactly(1, usage, options.words().toArray(new String[0])).getFirst();
    return change(change, id, stores -> stores.with(with(before.store(stores, id), options)));
  }

  private static Store with(Store store, Options options) {
    ZoneId zone = options.value(ZONE).map(StoreCommands::zone).orElse(store.zone());
    Set<String> groups = new TreeSet<>(options.all(GROUP));
    boolean stay = groups.isEmpty();
    groups.remove("");
    return new Store(
        store.id(),
        options.value(NAME).orElse(store.name()),
        stay ? store.groups() : groups,
        zone,
        options.value(PRICE_LIST).orElse(store.list()));
  }

  private static ZoneId zone(String name) {
    try {
      return Store.zone(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + name + "' is " + e.getMessage(), e);
    }
  }

  private String change(Change change, String id, UnaryOperator<Stores> wanted) {
    return DeploymentText.of(apps.products().stores("store " + id, wanted, change.order()));
  }

  /** Takes a store away. */
  @Descriptor(REMOVE)
  public String remove(@Descriptor("ID: a store's id") @Nullable String... arguments) {
    Change change = Change.of(1, REMOVE, arguments);
    return change(change, change.what(), stores -> stores.without(change.what()));
  }

  /** Says what becomes of baskets of stores that are not named. */
  @Descriptor(UNKNOWN)
  public String unknown(
      @Descriptor("WORD: 'refused' or 'default_list'") @Nullable String... arguments) {
    Change change = Change.of(1, UNKNOWN, arguments);
    boolean refuses = change.what().equals(REFUSED);
    if (!refuses && !change.what().equals(DEFAULT_LIST)) {
      throw new CommandFailed(
          "'%s' is neither '%s' nor '%s'."
              .formatted(Text.safe(change.what()), REFUSED, DEFAULT_LIST));
    }
    return DeploymentText.of(
        apps.products()
            .stores("unknown stores", stores -> stores.refusingUnknown(refuses), change.order()));
  }
}
