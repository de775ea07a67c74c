package supermarket.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Catalogue.StrategyStatus;
import supermarket.basket.api.catalogue.ProductQuery;
import supermarket.basket.api.operation.BrokerStatus;
import supermarket.basket.api.operation.Cluster;
import supermarket.basket.api.operation.PartitionShare;
import supermarket.basket.api.operation.ServerControl;

/** What runs at this node, on one screen: what a start ends with. */
@Component(service = OverviewCommand.class)
@GogoCommand(
    scope = "supermarket",
    function = {"overview"})
public final class OverviewCommand {

  static final String OVERVIEW =
      "supermarket:overview - what runs at this node: version, addresses, broker, basket servers,"
          + " products, strategies, and what is wrong";

  /** So many of a kind are named. */
  private static final int MOST_NAMES = 20;

  private static final long MEGABYTE = 1024 * 1024;

  private final Apps apps;
  private final String version;
  private final String role;
  private final @Nullable Path data;

  /** The command, on these apps. */
  @Activate
  public OverviewCommand(@Reference Apps apps, BundleContext context) {
    this(
        apps,
        context.getBundle().getVersion().toString(),
        Objects.requireNonNullElse(context.getProperty("supermarket.role"), ""),
        context.getProperty("supermarket.data"));
  }

  /**
   * @param data the folder in which the ports say where they are, if there is one
   */
  OverviewCommand(Apps apps, String version, String role, @Nullable String data) {
    this.apps = apps;
    this.version = version;
    this.role = role;
    this.data = data == null ? null : Path.of(data);
  }

  /** What runs here. A part that is away is left out; that it is wrong stands at the end. */
  @Descriptor(OVERVIEW)
  public String overview(@Descriptor("none") @Nullable String... arguments) {
    Arguments.exactly(0, OVERVIEW, arguments);
    Card card = new Card().line("version", version + machine());
    if (!role.isEmpty()) {
      card.line("role", role);
    }
    address("gateway.address").ifPresent(at -> card.line("endpoint", "http://" + at));
    address("http.address")
        .ifPresent(
            at ->
                card.line(
                    "console", "http://%s/console/; link: bin/supermarket console".formatted(at)));
    apps.ifCluster().ifPresent(cluster -> broker(card, cluster));
    servers(card);
    apps.ifCatalogue().ifPresent(catalogue -> catalogue(card, catalogue));
    return card + "\n" + SupermarketCommands.wrong(apps.troubles());
  }

  private static String machine() {
    Runtime jvm = Runtime.getRuntime();
    return ", Java %s, %s, heap of %d MB at most"
        .formatted(
            Runtime.version(),
            Text.count(jvm.availableProcessors(), "processor", "processors"),
            jvm.maxMemory() / MEGABYTE);
  }

  private Optional<String> address(String file) {
    if (data == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(data.resolve(file)).strip());
    } catch (IOException e) {
      return Optional.empty(); // that port is closed, or this node has none
    }
  }

  private static void broker(Card card, Cluster cluster) {
    card.line(
        "message broker",
        cluster.brokers().brokers().stream()
            .map(OverviewCommand::connection)
            .collect(Collectors.joining(", ")));
    int nodes = cluster.nodes().size();
    if (nodes > 1) {
      card.line("cluster", nodes + " nodes; they are listed by 'cluster:nodes'");
    }
  }

  private static String connection(BrokerStatus.Connection broker) {
    return broker.url() + (broker.connected() ? "" : " is AWAY");
  }

  /** Those of this node; a node without takes those of the others. */
  private void servers(Card card) {
    List<String> names = apps.ifServers().stream().map(ServerControl::name).toList();
    if (names.isEmpty()) {
      names =
          apps.ifCluster().stream()
              .flatMap(cluster -> cluster.partitions().stream())
              .map(PartitionShare::server)
              .toList();
    }
    card.line("basket servers", names.isEmpty() ? "NONE" : some(names));
  }

  private void catalogue(Card card, Catalogue catalogue) {
    long products = catalogue.products(new ProductQuery("", "", "", 1)).matching();
    card.line("products", products);
    int promotions = catalogue.promotions().byId().size();
    if (promotions > 0) {
      card.line("promotions", promotions);
    }
    List<StrategyStatus> live = catalogue.strategies();
    card.line("strategies", versions(live, false));
    card.line("promotion kinds", versions(live, true));
  }

  /** Those that baskets may be priced with, by name and version. */
  private static String versions(List<StrategyStatus> live, boolean kinds) {
    List<String> names =
        live.stream()
            .filter(each -> each.isKind() == kinds && !each.audience().isNobody())
            .map(each -> each.id().name() + "@" + each.id().version())
            .distinct()
            .sorted()
            .toList();
    return names.isEmpty() ? "none" : some(names);
  }

  private static String some(List<String> names) {
    int more = names.size() - MOST_NAMES;
    String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
