package supermarket.shell;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.Promotions;
import supermarket.library.text.Spelling;

/** The commands about promotions. */
@Component(service = PromotionCommands.class)
@GogoCommand(
    scope = "promotion",
    function = {
      "list", "show", "add", "change", "end", "remove", "sets", "set", "exclude", "groups"
    })
public final class PromotionCommands {

  private static final String ASKED = " [--dry-run] [--without NODE] ";
  private static final String OPTIONS =
      "[--name NAME] [--from TIME] [--until TIME] [--day DAY]... [--hours HOURS] [--store STORE]..."
          + " [--code CODE] [--group GROUP] [--at-most N] [--member] [--dark]";

  static final String LIST =
      "promotion:list [--json] - the promotions, and whether they can be applied";
  static final String SHOW = "promotion:show ID - all there is to say about a promotion";
  static final String ADD =
      "promotion:add"
          + ASKED
          + "ID KIND [NAME=VALUE]... "
          + OPTIONS
          + " - adds a promotion of a kind, with the parameters of the kind";
  static final String CHANGE =
      "promotion:change"
          + ASKED
          + "ID [NAME=VALUE]... "
          + OPTIONS
          + " [--everybody] [--live] - changes a promotion, now and for good; what is not given"
          + " stays";
  static final String END =
      "promotion:end"
          + ASKED
          + "ID - ends a promotion in all stores, now; it stays in the list. One that has not begun"
          + " keeps its --from and never begins";
  static final String REMOVE =
      "promotion:remove" + ASKED + "ID - takes a promotion away, now and for good";
  static final String SETS = "promotion:sets [--json] - the sets of products that promotions name";
  static final String SET =
      "promotion:set"
          + ASKED
          + "NAME CODE... - makes a set of products, or another one of it; 'none' takes it away";
  static final String EXCLUDE =
      "promotion:exclude"
          + ASKED
          + "CODE... - which products take part in no promotion; 'none' if all take part";
  static final String GROUPS =
      "promotion:groups"
          + ASKED
          + "GROUP... - in which order groups of promotions of what is left to pay are applied;"
          + " 'none' for no group";

  private static final String PROMOTION =
      "ID: of small letters, digits and hyphens. NAME=VALUE: as the kind's README has them. TIME:"
          + " 2026-12-24, which as an end is that whole day, or 2026-12-24T18:00, on the clock of"
          + " each store. DAY: MON to SUN. HOURS: 11:00-14:00. STORE: an id, or group:GROUP. ''"
          + " takes a condition away, NAME= a parameter";

  /** The earliest clock on earth: what has ended there has ended everywhere. */
  private static final ZoneOffset EARLIEST = ZoneOffset.ofHours(-12);

  private static final String NONE = "none";

  private final Apps apps;

  /** The commands, on these apps. */
  @Activate
  public PromotionCommands(@Reference Apps apps) {
    this.apps = apps;
  }

  /** The promotions. */
  @Descriptor(LIST)
  public String list(@Descriptor("none") @Nullable String... arguments) {
    Listing listing = Listing.of(arguments);
    Arguments.exactly(0, LIST, listing.words());
    return PromotionText.list(apps.catalogue(), listing);
  }

  /** All about a promotion. */
  @Descriptor(SHOW)
  public String show(@Descriptor("ID: as promotion:list shows it") @Nullable String... arguments) {
    String id = Arguments.exactly(1, SHOW, arguments).getFirst();
    Catalogue catalogue = apps.catalogue();
    return PromotionText.card(
        catalogue, catalogue.promotion(id).orElseThrow(() -> noSuchPromotion(catalogue, id)));
  }

  private static CommandFailed noSuchPromotion(Catalogue catalogue, String id) {
    return new CommandFailed(
        "There is no promotion '%s'%s."
            .formatted(
                Text.safe(id),
                Spelling.nearest(id, catalogue.promotions().byId().keySet(), 2)
                    .map(it -> " (did you mean '" + it + "'?)")
                    .orElse("")));
  }

  /** Adds a promotion. */
  @Descriptor(ADD)
  public String add(@Descriptor(PROMOTION) @Nullable String... arguments) {
    Change change = Change.ofAtLeast(2, ADD, arguments);
    PromotionArguments given = PromotionArguments.of(change, 2, ADD);
    return change(
        change,
        given.id(),
        promotions -> {
          if (promotions.get(given.id()) != null) {
            throw new IllegalArgumentException(
                "there is a promotion '" + given.id() + "' already; promotion:change changes it");
          }
          return promotions.with(given.added());
        });
  }

  /** Changes a promotion. */
  @Descriptor(CHANGE)
  public String change(@Descriptor(PROMOTION) @Nullable String... arguments) {
    Change change = Change.ofAtLeast(1, CHANGE, arguments);
    PromotionArguments given = PromotionArguments.of(change, 1, CHANGE);
    return change(
        change,
        given.id(),
        promotions -> promotions.with(given.changed(known(promotions, given.id()))));
  }

  private static Promotion known(Promotions promotions, String id) {
    Promotion promotion = promotions.get(id);
    if (promotion == null) {
      throw new IllegalArgumentException("there is no promotion '" + id + "'");
    }
    return promotion;
  }

  /** Ends a promotion. */
  @Descriptor(END)
  public String end(@Descriptor("ID: as promotion:list shows it") @Nullable String... arguments) {
    Change change = Change.of(1, END, arguments);
    LocalDateTime now = LocalDateTime.now(EARLIEST).truncatedTo(ChronoUnit.SECONDS);
    return change(
        change,
        change.what(),
        promotions -> {
          Promotion promotion = known(promotions, change.what());
          return promotions.with(promotion.with(promotion.conditions().endedAt(now)));
        });
  }

  /** Takes a promotion away. */
  @Descriptor(REMOVE)
  public String remove(
      @Descriptor("ID: as promotion:list shows it") @Nullable String... arguments) {
    Change change = Change.of(1, REMOVE, arguments);
    return change(change, change.what(), promotions -> promotions.without(change.what()));
  }

  private String change(Change change, String id, UnaryOperator<Promotions> wanted) {
    return ordered(change, "promotion " + id, wanted);
  }

  private String ordered(Change change, String what, UnaryOperator<Promotions> wanted) {
    return DeploymentText.of(apps.products().promotions(what, wanted, change.order()));
  }

  /** The sets. */
  @Descriptor(SETS)
  public String sets(@Descriptor("none") @Nullable String... arguments) {
    Listing listing = Listing.of(arguments);
    Arguments.exactly(0, SETS, listing.words());
    return PromotionText.sets(apps.catalogue(), listing);
  }

  /** Makes a set. */
  @Descriptor(SET)
  public String set(
      @Descriptor("NAME: of small letters, digits and hyphens. CODE: a product's code")
          @Nullable String... arguments) {
    Change change = Change.ofAtLeast(2, SET, arguments);
    String name = change.what();
    List<String> codes = change.arguments().subList(1, change.arguments().size());
    return ordered(
        change,
        "set " + name,
        promotions ->
            isNone(codes) ? promotions.withoutSet(name) : promotions.withSet(name, codes));
  }

  /** Says which products take part in nothing. */
  @Descriptor(EXCLUDE)
  public String exclude(
      @Descriptor("CODE: a product's code, or none") @Nullable String... arguments) {
    Change change = Change.ofAtLeast(1, EXCLUDE, arguments);
    List<String> codes = isNone(change.arguments()) ? List.of() : change.arguments();
    return ordered(change, "products without offers", promotions -> promotions.withNoOffers(codes));
  }

  /** Says in which order groups are applied. */
  @Descriptor(GROUPS)
  public String groups(
      @Descriptor("GROUP: of small letters, digits and hyphens") @Nullable String... arguments) {
    Change change = Change.ofAtLeast(1, GROUPS, arguments);
    List<String> groups = isNone(change.arguments()) ? List.of() : change.arguments();
    return ordered(change, "groups of promotions", promotions -> promotions.withGroups(groups));
  }

  private static boolean isNone(List<String> words) {
    return words.equals(List.of(NONE));
  }
}
