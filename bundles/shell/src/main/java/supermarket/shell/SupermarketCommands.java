package supermarket.shell;

import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.BrokerStatus;

/**
 * The commands about the commands. None is called {@code help}: typed without a scope, it could
 * hide Gogo's.
 */
@Component(service = SupermarketCommands.class)
@GogoCommand(
    scope = "supermarket",
    function = {"commands", "ready", "candidates"})
public final class SupermarketCommands {

  static final String COMMANDS = "supermarket:commands - all commands of the supermarket";
  static final String READY =
      "supermarket:ready - whether this node can price baskets; fails with the reasons if not";
  static final String CANDIDATES =
      "supermarket:candidates COMMAND WORDS INDEX - what Tab offers; used by etc/gosh_profile";

  /** Every command as it is written and what it does. */
  static final List<String> ALL =
      List.of(
          ProductCommands.LIST,
          ProductCommands.PRICE,
          ProductCommands.STRATEGY,
          ProductCommands.UNDO,
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
          DeploymentCommands.HISTORY,
          DeploymentCommands.CONFLICTS,
          BasketCommands.PRICE,
          BasketCommands.SERVERS,
          BasketCommands.WORKERS,
          BasketCommands.KILL,
          BrokerCommands.STATUS,
          BrokerCommands.DLQ,
          ClusterCommands.NODES,
          ClusterCommands.PARTITIONS,
          READY,
          COMMANDS);

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
    Table table = new Table().words("COMMAND", "WHAT IT DOES");
    for (String each : ALL) {
      String[] parts = each.split(" - ", 2);
      table.row(parts[0], parts[1]);
    }
    return table
        + "\n"
        + "One in detail: 'help strategy:show'. Bundles: 'lb', 'install URL', 'start ID', 'update"
        + " ID', 'uninstall ID'.";
  }

  /** Whether baskets that the broker brings can be priced here. */
  @Descriptor(READY)
  public String ready(@Descriptor("none") @Nullable String... arguments) {
    Arguments.exactly(0, READY, arguments);
    BrokerStatus broker = apps.broker().status();
    int servers = apps.servers().size();
    if (!broker.connected()) {
      throw new CommandFailed("Not ready: the message broker %s is away.".formatted(broker.url()));
    }
    if (apps.cluster().partitions().isEmpty()) {
      throw new CommandFailed(
          "Not ready: no basket server takes baskets over the message broker %s."
              .formatted(broker.url()));
    }
    return "Ready: %s, message broker %s."
        .formatted(Text.count(servers, "basket server", "basket servers"), broker.url());
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
