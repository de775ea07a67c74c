package supermarket.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.BasketFacts;
import supermarket.basket.api.Item;
import supermarket.basket.api.UserId;
import supermarket.basket.api.operation.ServerControl;
import supermarket.basket.api.operation.ServerStatus;
import supermarket.basket.api.operation.WorkerStatus;
import supermarket.basket.api.promotion.PromotionCode;

/** The commands about baskets and those who price them. */
@Component(service = BasketCommands.class, configurationPid = "supermarket.shell")
@GogoCommand(
    scope = "basket",
    function = {"price", "servers", "workers", "kill"})
public final class BasketCommands {

  static final String PRICE =
      "basket:price SUPERMARKET USER [ITEM...] [--code CODE]... [--member] [--explain] - prices a"
          + " basket on the path that a store's takes";
  static final String SERVERS =
      "basket:servers [--json] - the basket servers and what they have done";
  static final String WORKERS = "basket:workers [--json] [HOW-MANY] - the busiest user workers";
  static final String KILL =
      "basket:kill SUPERMARKET USER - ends a user's worker; its basket in work fails, a new worker"
          + " goes on";

  private static final String CODE = "--code";
  private static final String MEMBER = "--member";
  private static final String EXPLAIN = "--explain";

  private static final int LONGEST_ID = 128;
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final Comparator<Worker> BUSIEST_FIRST =
      Comparator.comparingInt((Worker each) -> each.status().waiting())
          .thenComparingLong(each -> each.status().ageNanos())
          .reversed();

  /** What an operator may set, under the name {@code supermarket.shell}. */
  public @interface Config {

    /** How long {@code basket:price} gives a basket, in milliseconds; 1 to 600,000. */
    long deadline_ms() default 5000;

    /** How many workers {@code basket:workers} shows unless told; 1 to 1,000. */
    int workers_shown() default 20;
  }

  private record Worker(String server, WorkerStatus status) {}

  private final Apps apps;
  private final Duration deadline;
  private final int workersShown;

  /** The commands, on these apps. */
  @Activate
  public BasketCommands(@Reference Apps apps, Config config) {
    this.apps = apps;
    Settings settings = Settings.of(config);
    this.deadline = settings.deadline();
    this.workersShown = settings.workersShown();
  }

  /** Prices a basket. */
  @Descriptor(PRICE)
  public String price(
      @Descriptor(
              "SUPERMARKET, USER: ids of 1 to 128 characters. ITEM: CODE or CODE=QUANTITY. --code:"
                  + " for a promotion; --explain: what each promotion did, or why not")
          @Nullable String... arguments) {
    Change flags = Change.ofAtLeast(2, PRICE, arguments);
    Options options = Options.of(Set.of(CODE), flags.arguments());
    List<String> given = Arguments.atLeast(2, PRICE, options.words().toArray(new String[0]));
    UserId owner = user(given.get(0), given.get(1));
    List<Item> items = ItemArgument.parse(given.subList(2, given.size()));
    BasketFacts facts =
        new BasketFacts(
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            flags.options().contains(MEMBER),
            codes(options.all(CODE)),
            flags.options().contains(EXPLAIN));
    return new PriceQuery(apps.broker(), deadline, GRACE).ask(owner, items, facts);
  }

  private static Set<String> codes(List<String> given) {
    if (given.size() > PromotionCode.MOST) {
      throw new CommandFailed("A basket may have at most " + PromotionCode.MOST + " codes.");
    }
    Set<String> codes = new TreeSet<>();
    for (String each : given) {
      try {
        codes.add(PromotionCode.normalised(each));
      } catch (IllegalArgumentException e) {
        throw new CommandFailed("'" + Text.safe(each) + "': " + e.getMessage() + ".");
      }
    }
    return codes;
  }

  /** The basket servers. */
  @Descriptor(SERVERS)
  public String servers(@Descriptor("none") @Nullable String... arguments) {
    Listing listing = Listing.of(arguments);
    Arguments.exactly(0, SERVERS, listing.words());
    Table table =
        new Table()
            .words("SERVER")
            .numbers("IN FLIGHT", "LIMIT", "WORKERS", "PRICED", "REJECTED", "WORKERS DIED");
    for (ServerControl server : apps.servers()) {
      ServerStatus status = server.status();
      table.row(
          status.name(),
          status.inFlight(),
          status.limit(),
          status.workers().size(),
          status.priced(),
          status.rejected(),
          status.workersDied());
    }
    return listing.show(table, "");
  }

  /** The busiest user workers. */
  @Descriptor(WORKERS)
  public String workers(
      @Descriptor("HOW-MANY: how many to show, 1 to 1000; 20 unless configured")
          @Nullable String... arguments) {
    Listing listing = Listing.of(arguments);
    int shown = Arguments.howMany(workersShown, WORKERS, listing.words());
    List<Worker> workers = new ArrayList<>();
    for (ServerControl server : apps.servers()) {
      server.status().workers().forEach(status -> workers.add(new Worker(server.name(), status)));
    }
    Table table =
        new Table()
            .words("SERVER", "SUPERMARKET", "USER")
            .numbers("WAITING", "AT WORK")
            .words("REQUEST");
    workers.stream()
        .sorted(BUSIEST_FIRST)
        .limit(shown)
        .forEach(
            each ->
                table.row(
                    each.server(),
                    each.status().user().supermarket(),
                    each.status().user().user(),
                    each.status().waiting(),
                    Text.seconds(each.status().ageNanos()),
                    each.status().request().isEmpty() ? "-" : each.status().request()));
    int more = workers.size() - shown;
    return listing.show(
        table,
        "No user worker is at work.",
        more > 0 ? List.of("and " + String.format(Locale.ROOT, "%,d", more) + " more") : List.of());
  }

  /** Ends a user's worker. */
  @Descriptor(KILL)
  public String kill(
      @Descriptor("SUPERMARKET, USER: whose worker, as 'basket:workers' shows them")
          @Nullable String... arguments) {
    List<String> given = Arguments.exactly(2, KILL, arguments);
    UserId user = user(given.get(0), given.get(1));
    String who =
        "user '%s' of '%s'".formatted(Text.safe(user.user()), Text.safe(user.supermarket()));
    // All are asked: which of them owns a user is affinity, so for a moment two may have a worker.
    List<String> killed =
        apps.servers().stream()
            .filter(server -> server.kill(user))
            .map(server -> Text.safe(server.name()))
            .toList();
    if (killed.isEmpty()) {
      throw new CommandFailed(
          "There is no worker for %s now: it lives only while the user has baskets."
              .formatted(who));
    }
    return "Killed the worker of %s on %s.".formatted(who, String.join(", ", killed));
  }

  private static UserId user(String supermarket, String user) {
    checkId("SUPERMARKET", supermarket);
    checkId("USER", user);
    return new UserId(supermarket, user);
  }

  private static void checkId(String what, String id) {
    int length = id.codePointCount(0, id.length());
    if (length < 1 || length > LONGEST_ID) {
      throw new CommandFailed(
          "%s has %d characters: an id has 1 to %d.".formatted(what, length, LONGEST_ID));
    }
  }
}
