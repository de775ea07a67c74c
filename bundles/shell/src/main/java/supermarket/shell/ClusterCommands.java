package supermarket.shell;

import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.operation.NodeFact;
import supermarket.basket.api.operation.NodeStatus;
import supermarket.basket.api.operation.PartitionShare;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Shelf;

/** The commands about the nodes that share the message brokers, as this one sees them. */
@Component(service = ClusterCommands.class)
@GogoCommand(
    scope = "cluster",
    function = {"nodes", "partitions", "deployments"})
public final class ClusterCommands {

  static final String NODES = "cluster:nodes [--json] - the nodes that this one hears of";
  static final String PARTITIONS =
      "cluster:partitions [--json] - how the users are shared out among the basket servers";

  static final String DEPLOYMENTS =
      "cluster:deployments [--json] [COUNT] - the newest revisions of the shelf that all basket"
          + " nodes share";

  private static final int USUAL = 20;
  private static final int MOST = 1_000;

  private static final double ALL_PERCENT = 100;

  private final Apps apps;

  /** The commands, on these apps. */
  @Activate
  public ClusterCommands(@Reference Apps apps) {
    this.apps = apps;
  }

  /** The nodes. */
  @Descriptor(NODES)
  public String nodes(@Descriptor("none") @Nullable String... arguments) {
    Listing listing = Listing.of(arguments);
    Arguments.exactly(0, NODES, listing.words());
    List<NodeStatus> nodes = apps.cluster().nodes();
    Table table =
        new Table()
            .words("NODE", "ROLE", "BASKET SERVERS")
            .numbers("HEARD MS AGO", "REVISION")
            .words("STRATEGIES", "CATALOGUE", "BROKERS");
    for (NodeStatus node : nodes) {
      table.row(
          node.name(),
          node.role(),
          node.servers().isEmpty() ? "-" : String.join(" ", node.servers()),
          TimeUnit.NANOSECONDS.toMillis(node.silentNanos()),
          node.facts().getOrDefault(NodeFact.REVISION, "-"),
          node.facts().getOrDefault(NodeFact.STRATEGIES, "-"),
          node.facts().getOrDefault(NodeFact.CATALOGUE, "-"),
          String.join(" ", node.brokers()));
    }
    return listing.show(table, "No node can be heard; see broker:status.");
  }

  /** The shares. */
  @Descriptor(PARTITIONS)
  public String partitions(@Descriptor("none") @Nullable String... arguments) {
    Listing listing = Listing.of(arguments);
    Arguments.exactly(0, PARTITIONS, listing.words());
    List<PartitionShare> shares = apps.cluster().partitions();
    Table table = new Table().words("BASKET SERVER").numbers("PARTITIONS", "PERCENT");
    for (PartitionShare share : shares) {
      table.row(
          share.server(),
          share.partitions(),
          String.format(Locale.ROOT, "%.1f", ALL_PERCENT * share.partitions() / share.all()));
    }
    return listing.show(
        table, "No basket server can be reached; see broker:status and cluster:nodes.");
  }

  /** The revisions. */
  @Descriptor(DEPLOYMENTS)
  public String deployments(
      @Descriptor("COUNT: how many, 20 if it is not given") @Nullable String... arguments) {
    Listing listing = Listing.of(arguments);
    List<String> given = Arguments.between(0, 1, DEPLOYMENTS, listing.words());
    int count = given.isEmpty() ? USUAL : Arguments.count(given.getFirst(), "revisions", MOST);
    try {
      return listing.show(
          deployments(apps.shelf(), count), "The shelf is empty: nothing was deployed yet.");
    } catch (IOException e) {
      throw new CommandFailed(Text.sentence("The shelf cannot be read: " + e.getMessage()));
    }
  }

  private static Table deployments(Shelf shelf, int count) throws IOException {
    long newest = shelf.newest();
    Table table =
        new Table()
            .numbers("REVISION")
            .words(
                "WHEN", "NODE", "DOOR", "ACTION", "BUNDLE", "VERSION", "PHASE", "WHAT NODES SAID");
    for (long number = Math.max(1, newest - count + 1); number <= newest; number++) {
      shelf.revision(number).ifPresent(revision -> table.row(row(revision)));
    }
    return table;
  }

  private static Object[] row(Revision revision) {
    Deployment deployment = revision.deployment();
    return new Object[] {
      revision.number(),
      deployment.when().truncatedTo(ChronoUnit.SECONDS),
      revision.node(),
      deployment.door(),
      deployment.action(),
      deployment.bundle().isEmpty() ? "-" : deployment.bundle(),
      deployment.version().isEmpty() ? "-" : deployment.version(),
      revision.phase(),
      deployment.details().isEmpty() ? "-" : String.join("; ", deployment.details())
    };
  }
}
