package supermarket.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.operation.BrokerStatus;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

/** The commands about the commands, and about the node as a whole. */
@Component(service = SupermarketCommands.class)
@GogoCommand(
    scope = "supermarket",
    function = {"commands", "help", "default", "ready", "health", "candidates"})
public final class SupermarketCommands {

  static final String COMMANDS = "supermarket:commands - all commands of the supermarket";
  static final String HELP = "supermarket:help [COMMAND] - all commands there are; one in detail";
  static final String HEALTH = "supermarket:health - what is wrong at this node";
  static final String DEFAULT =
      "supermarket:default - what Gogo runs in the place of a command that there is not";
  static final String READY =
      "supermarket:ready - whether this node can price baskets; fails with the reasons if not";
  static final String CANDIDATES =
      "supermarket:candidates COMMAND WORDS INDEX - what Tab offers; used by etc/gosh_profile";

  /** Every command as it is written and what it does. */
  static final List<String> ALL =
      List.of(
          AssortmentCommands.LIST,
          AssortmentCommands.FIND,
          AssortmentCommands.SHOW,
          ProductCommands.PRICE,
          ProductCommands.STRATEGY,
          ProductCommands.CHANGE,
          ProductCommands.UNDO,
          ProductCommands.HISTORY,
          AssortmentCommands.ADD,
          AssortmentCommands.REMOVE,
          AssortmentCommands.IMPORT,
          StoreCommands.LIST,
          StoreCommands.SHOW,
          StoreCommands.ADD,
          StoreCommands.CHANGE,
          StoreCommands.REMOVE,
          StoreCommands.UNKNOWN,
          PriceListCommands.LIST,
          PriceListCommands.ADD,
          PriceListCommands.REMOVE,
          PromotionCommands.LIST,
          PromotionCommands.SHOW,
          PromotionCommands.ADD,
          PromotionCommands.CHANGE,
          PromotionCommands.END,
          PromotionCommands.REMOVE,
          PromotionCheck.CHECK,
          PromotionCommands.SETS,
          PromotionCommands.SET,
          PromotionCommands.EXCLUDE,
          PromotionCommands.GROUPS,
          CatalogueCommands.CHECK,
          CatalogueCommands.ROLLBACK,
          StrategyCommands.LIST,
          StrategyCommands.SHOW,
          StrategyCommands.RELEASE,
          DeploymentCommands.CHECK,
          DeploymentCommands.REPLAY,
          DeploymentCommands.INSTALL,
          DeploymentCommands.UPGRADE,
          TrialCommands.SHADOW,
          TrialCommands.DIFF,
          TrialCommands.CANARY,
          TrialCommands.PROMOTE,
          DeploymentCommands.ROLLBACK,
          DeploymentCommands.FORGET,
          DeploymentCommands.UNINSTALL,
          DeploymentCommands.TRUST,
          DeploymentCommands.HISTORY,
          DeploymentCommands.CONFLICTS,
          BasketCommands.PRICE,
          BasketCommands.SERVERS,
          BasketCommands.WORKERS,
          BasketCommands.KILL,
          ExplainCommands.EXPLAIN,
          ExplainCommands.FAILED,
          BrokerCommands.STATUS,
          BrokerCommands.DLQ,
          ClusterCommands.NODES,
          ClusterCommands.PARTITIONS,
          ClusterCommands.DEPLOYMENTS,
          HealthCommands.CHECK,
          LogCommands.LEVEL,
          LogCommands.TAIL,
          WatchCommands.WATCH,
          OverviewCommand.OVERVIEW,
          READY,
          HEALTH,
          HELP,
          COMMANDS);

  private static final Map<Gravity, String> GRAVITY =
      Map.of(Gravity.WARNING, "Warning", Gravity.NOT_READY, "Not ready");

  /** The indentation of a parameter, and its type. */
  private static final Pattern TYPE = Pattern.compile("^( +)\\S+ +");

  private final Apps apps;
  private final Completion completion;

  /** The commands, on these apps. */
  @Activate
  public SupermarketCommands(@Reference Apps apps) {
    this.apps = apps;
    this.completion = new Completion(apps);
  }

  /** All commands. */
  @Descriptor(COMMANDS)
  public String commands(@Descriptor("none") @Nullable String... arguments) {
    Arguments.exactly(0, COMMANDS, arguments);
    Table table = new Table().words("COMMAND").sentences("WHAT IT DOES");
    for (String each : ALL) {
      String[] parts = each.split(" - ", 2);
      table.row(parts[0], parts[1]);
    }
    return table
        + "\n"
        + "One in detail: 'help strategy:show'. Bundles: 'lb', 'install URL', 'start ID', 'update"
        + " ID', 'uninstall ID'.";
  }

  /** All commands of all bundles, or one in detail. */
  @Descriptor(HELP)
  public String help(
      CommandSession session,
      @Descriptor("COMMAND: one of those listed, such as strategy:show")
          @Nullable String... arguments)
      throws Exception {
    List<String> given = Arguments.between(0, 1, HELP, arguments);
    KnownCommands known = new KnownCommands(session);
    if (given.isEmpty()) {
      return commands() + "\n\n" + known.others();
    }
    String name = given.getFirst();
    if (!known.has(name)) {
      throw known.unknown(name);
    }
    if (name.endsWith(AssortmentCommands.KEYWORD)) {
      return AssortmentCommands.IMPORT + "\n" + AssortmentCommands.FILE;
    }
    if (session.get("felix:help") instanceof Function felix) {
      return withoutTypes(String.valueOf(felix.execute(session, new ArrayList<>(List.of(name)))));
    }
    throw new CommandFailed("The bundle org.apache.felix.gogo.command, which knows it, is away.");
  }

  /** Felix's text without the Java types of the parameters, which are of no use to an operator. */
  private static String withoutTypes(String help) {
    List<String> lines = new ArrayList<>();
    boolean parameters = false;
    for (String line : help.lines().toList()) {
      parameters = line.strip().equals("parameters:") || (parameters && line.startsWith("      "));
      lines.add(
          parameters && line.startsWith("      ") ? TYPE.matcher(line).replaceFirst("$1") : line);
    }
    lines.removeIf(line -> line.strip().equals("none"));
    if (!lines.isEmpty() && lines.getLast().strip().equals("parameters:")) {
      lines.removeLast();
    }
    return String.join("\n", lines);
  }

  /** Says that there is no such command. */
  @Descriptor(DEFAULT)
  public void _default(
      CommandSession session,
      @Descriptor("COMMAND: what was typed, with its arguments") @Nullable String... line) {
    String name = line.length == 0 ? "" : String.valueOf(line[0]);
    throw new KnownCommands(session).unknown(name);
  }

  /** What is wrong, a line each. */
  @Descriptor(HEALTH)
  public String health(@Descriptor("none") @Nullable String... arguments) {
    Arguments.exactly(0, HEALTH, arguments);
    return wrong(apps.troubles());
  }

  static String wrong(List<Trouble> troubles) {
    return troubles.isEmpty() ? "Nothing is wrong." : lines(troubles);
  }

  private static String lines(List<Trouble> troubles) {
    return troubles.stream()
        .map(each -> GRAVITY.get(each.gravity()) + ": " + Text.sentence(each.toString()))
        .collect(Collectors.joining("\n"));
  }

  /** Whether baskets that the broker brings can be priced here. */
  @Descriptor(READY)
  public String ready(@Descriptor("none") @Nullable String... arguments) {
    Arguments.exactly(0, READY, arguments);
    List<Trouble> troubles = apps.troubles();
    if (troubles.stream().anyMatch(each -> each.gravity() == Gravity.NOT_READY)) {
      throw new CommandFailed(lines(troubles));
    }
    BrokerStatus broker = apps.cluster().brokers();
    int servers = apps.servers().size();
    if (!broker.connected()) {
      throw new CommandFailed("Not ready: the message broker %s is away.".formatted(broker.url()));
    }
    if (apps.cluster().partitions().isEmpty()) {
      throw new CommandFailed(
          "Not ready: no basket server takes baskets over the message broker %s."
              .formatted(broker.url()));
    }
    String ready =
        "Ready: %s, message broker %s."
            .formatted(Text.count(servers, "basket server", "basket servers"), broker.url());
    return troubles.isEmpty() ? ready : ready + "\n" + lines(troubles);
  }

  /** What can stand at a place of a command line. */
  @Descriptor(CANDIDATES)
  public List<String> candidates(
      @Descriptor("COMMAND: a command with its scope") String command,
      @Descriptor("WORDS: the words of the line, the command first") List<String> words,
      @Descriptor("INDEX: which word is to be completed, from 1") int index) {
    return completion.candidates(command, words, index);
  }
}
