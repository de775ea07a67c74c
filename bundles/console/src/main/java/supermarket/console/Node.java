package supermarket.console;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import supermarket.basket.api.basket.BasketBroker;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.deployment.CatalogueDeployer;
import supermarket.basket.api.deployment.Deployer;
import supermarket.basket.api.operation.BasketRecords;
import supermarket.basket.api.operation.CallCount;
import supermarket.basket.api.operation.CallCounts;
import supermarket.basket.api.operation.Cluster;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.ServerControl;
import supermarket.basket.api.operation.ServerStatus;
import supermarket.basket.api.operation.StoreEndpoint;
import supermarket.basket.api.operation.StrategyQuarantine;
import supermarket.basket.api.operation.Trouble;

/**
 * The parts of this node that are there at present. Any of them may be stopped and swapped while
 * the console stays up.
 *
 * <p>Thread safety: any thread.
 */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE, service = Node.class)
public final class Node {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Cluster cluster;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Catalogue catalogue;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable StrategyQuarantine quarantine;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable CallCounts calls;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Deployer deployer;

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
  volatile @Nullable BasketRecords records;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<ServerControl> controls = List.of();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<StoreEndpoint> endpoints = List.of();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<Health> parts = List.of();

  private final String role;
  private final @Nullable String data;

  /** Called by Declarative Services. */
  @Activate
  public Node(BundleContext context) {
    this(
        Objects.requireNonNullElse(context.getProperty("supermarket.role"), "both"),
        context.getProperty("supermarket.data"));
  }

  Node(String role, @Nullable String data) {
    this.role = role;
    this.data = data;
  }

  /** What it does of the way of a basket: {@code gateway}, {@code basket} or {@code both}. */
  String role() {
    return role;
  }

  /** The folder that it writes to; null if it has none. */
  @Nullable String data() {
    return data;
  }

  List<StoreEndpoint> endpoints() {
    return endpoints;
  }

  /** The basket servers of this node, by name. */
  List<ServerStatus> servers() {
    return controls.stream()
        .map(ServerControl::status)
        .sorted(Comparator.comparing(ServerStatus::name))
        .toList();
  }

  List<CallCount> calls() {
    CallCounts present = calls;
    return present == null ? List.of() : present.calls();
  }

  /** What is wrong, gravest first. */
  List<Trouble> troubles() {
    return parts.stream()
        .flatMap(part -> part.troubles().stream())
        .sorted(Comparator.comparing(Trouble::gravity).reversed())
        .toList();
  }

  Optional<Cluster> cluster() {
    return Optional.ofNullable(cluster);
  }

  Optional<Catalogue> catalogue() {
    return Optional.ofNullable(catalogue);
  }

  Optional<StrategyQuarantine> quarantine() {
    return Optional.ofNullable(quarantine);
  }

  Optional<Deployer> deployer() {
    return Optional.ofNullable(deployer);
  }

  Optional<CatalogueDeployer> products() {
    return Optional.ofNullable(products);
  }

  Optional<BasketRecords> records() {
    return Optional.ofNullable(records);
  }

  Optional<BasketBroker> broker() {
    return Optional.ofNullable(broker);
  }
}
