package supermarket.shell;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import supermarket.basket.api.basket.BasketBroker;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Catalogue.StrategyStatus;
import supermarket.basket.api.deployment.CatalogueDeployer;
import supermarket.basket.api.deployment.Deployer;
import supermarket.basket.api.operation.BasketRecords;
import supermarket.basket.api.operation.Cluster;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.ServerControl;
import supermarket.basket.api.operation.StrategyQuarantine;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.basket.api.shelf.Shelf;

/**
 * The apps that the commands talk to, as far as they are there now. Any of them may be stopped and
 * swapped while the shell stays up: a command that needs one that is away says which.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@Component(service = Apps.class)
public final class Apps {

  /** Those that nodes of every role have. */
  private static final Set<String> EVERYWHERE =
      Set.of("supermarket.explain", "supermarket.message.broker", "supermarket.shelf");

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Catalogue catalogue;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Deployer deployer;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable StrategyQuarantine quarantine;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable CatalogueDeployer products;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable BasketBroker broker;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Cluster cluster;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Shelf shelf;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable BasketRecords records;

  /** Swapped whole when a basket server comes or goes. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<ServerControl> servers = List.of();

  /** Swapped whole when a part that can be in trouble comes or goes. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<Health> health = List.of();

  /** What this node does of the way of a basket, as the launcher says; empty if it does not. */
  private volatile String role = "";

  @Activate
  void activate(BundleContext context) {
    role = Objects.requireNonNullElse(context.getProperty("supermarket.role"), "");
  }

  /** What is wrong at this node, gravest first. A part that cannot even say so is in trouble. */
  List<Trouble> troubles() {
    return health.stream()
        .flatMap(Apps::troubles)
        .sorted(Comparator.comparing(Trouble::gravity).reversed())
        .toList();
  }

  private static Stream<Trouble> troubles(Health part) {
    try {
      return part.troubles().stream();
    } catch (RuntimeException e) {
      return Stream.of(
          new Trouble(part.getClass().getName(), Gravity.NOT_READY, "cannot say how it is"));
    }
  }

  /** The catalogue, if the product manager runs. */
  Optional<Catalogue> ifCatalogue() {
    return Optional.ofNullable(catalogue);
  }

  /** The symbolic names of the bundles that have a strategy of this name. */
  List<String> bundlesWith(String strategy) {
    return ifCatalogue().stream()
        .flatMap(each -> each.strategies().stream())
        .filter(each -> each.id().name().equals(strategy))
        .map(StrategyStatus::bundle)
        .distinct()
        .toList();
  }

  /** What to name instead, if this is the symbolic name of a bundle with strategies. */
  String meant(String bundle) {
    String names =
        ifCatalogue().stream()
            .flatMap(each -> each.strategies().stream())
            .filter(each -> each.bundle().equals(bundle))
            .map(each -> "'" + Text.safe(each.id().name()) + "'")
            .distinct()
            .sorted()
            .collect(Collectors.joining(" or "));
    return names.isEmpty() ? "" : " That is the name of a bundle: did you mean " + names + "?";
  }

  /** The quarantine, if the product bundle runs. */
  Optional<StrategyQuarantine> ifQuarantine() {
    return Optional.ofNullable(quarantine);
  }

  /** The basket servers that run, by name. */
  List<ServerControl> ifServers() {
    return servers.stream().sorted(Comparator.comparing(ServerControl::name)).toList();
  }

  Catalogue catalogue() {
    return ifCatalogue()
        .orElseThrow(() -> missing("The product manager", "supermarket.product.manager"));
  }

  Deployer deployer() {
    return Optional.ofNullable(deployer)
        .orElseThrow(() -> missing("The deployer", "supermarket.deployer"));
  }

  CatalogueDeployer products() {
    return Optional.ofNullable(products)
        .orElseThrow(() -> missing("The deployer", "supermarket.deployer"));
  }

  StrategyQuarantine quarantine() {
    return ifQuarantine()
        .orElseThrow(() -> missing("The product bundle", "supermarket.basket.product"));
  }

  BasketBroker broker() {
    return Optional.ofNullable(broker)
        .orElseThrow(() -> missing("The message broker", "supermarket.message.broker"));
  }

  /** The last baskets, if the bundle that remembers them runs. */
  Optional<BasketRecords> ifRecords() {
    return Optional.ofNullable(records);
  }

  BasketRecords records() {
    return ifRecords().orElseThrow(() -> missing("What remembers baskets", "supermarket.explain"));
  }

  Optional<Cluster> ifCluster() {
    return Optional.ofNullable(cluster);
  }

  Cluster cluster() {
    return ifCluster()
        .orElseThrow(() -> missing("The message broker", "supermarket.message.broker"));
  }

  Shelf shelf() {
    return Optional.ofNullable(shelf).orElseThrow(() -> missing("The shelf", "supermarket.shelf"));
  }

  List<ServerControl> servers() {
    List<ServerControl> present = ifServers();
    if (present.isEmpty()) {
      throw missing("No basket server", "supermarket.basket.server");
    }
    return present;
  }

  private String pricingNodes() {
    String names =
        ifCluster().map(Cluster::nodes).orElse(List.of()).stream()
            .filter(node -> !node.servers().isEmpty())
            .map(node -> Text.safe(node.name()))
            .sorted()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : " (" + names + ")";
  }

  private CommandFailed missing(String app, String bundle) {
    if (role.equals("gateway") && !EVERYWHERE.contains(bundle)) {
      return new CommandFailed(
          "This node is a gateway only: it prices nothing. Ask a node that does"
              + pricingNodes()
              + ", with 'bin/supermarket shell --data FOLDER'.");
    }
    String verb = app.startsWith("No ") ? " is running." : " is not running.";
    return new CommandFailed(
        app
            + verb
            + " Look at it with 'lb "
            + bundle
            + "' and 'scr:list'; start it with 'start BUNDLE-ID'.");
  }
}
