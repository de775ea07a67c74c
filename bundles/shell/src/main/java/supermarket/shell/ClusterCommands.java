package supermarket.shell;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.operation.NodeStatus;
import supermarket.basket.api.operation.PartitionShare;

/** The commands about the nodes that share the message brokers, as this one sees them. */
@Component(service = ClusterCommands.class)
@GogoCommand(
    scope = "cluster",
    function = {"nodes", "partitions"})
public final class ClusterCommands {

  static final String NODES = "cluster:nodes - the nodes that this one hears of";
  static final String PARTITIONS =
      "cluster:partitions - how the users are shared out among the basket servers";

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
    Arguments.exactly(0, NODES, arguments);
    List<NodeStatus> nodes = apps.cluster().nodes();
    if (nodes.isEmpty()) {
      return "No node can be heard; see broker:status.";
    }
    Table table =
        new Table()
            .words("NODE", "ROLE", "BASKET SERVERS")
            .numbers("HEARD MS AGO")
            .words("BROKERS");
    for (NodeStatus node : nodes) {
      table.row(
          node.name(),
          node.role(),
          node.servers().isEmpty() ? "-" : String.join(" ", node.servers()),
          TimeUnit.NANOSECONDS.toMillis(node.silentNanos()),
          String.join(" ", node.brokers()));
    }
    return table.toString();
  }

  /** The shares. */
  @Descriptor(PARTITIONS)
  public String partitions(@Descriptor("none") @Nullable String... arguments) {
    Arguments.exactly(0, PARTITIONS, arguments);
    List<PartitionShare> shares = apps.cluster().partitions();
    if (shares.isEmpty()) {
      return "No basket server can be reached; see broker:status and cluster:nodes.";
    }
    Table table = new Table().words("BASKET SERVER").numbers("PARTITIONS", "PERCENT");
    for (PartitionShare share : shares) {
      table.row(
          share.server(),
          share.partitions(),
          String.format(Locale.ROOT, "%.1f", ALL_PERCENT * share.partitions() / share.all()));
    }
    return table.toString();
  }
}
