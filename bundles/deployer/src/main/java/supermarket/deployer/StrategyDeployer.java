package supermarket.deployer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.CatalogueStage;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.deployment.CatalogueDeployer;
import supermarket.basket.api.deployment.Deployer;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Findings;
import supermarket.basket.api.deployment.Order;
import supermarket.basket.api.operation.Cluster;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.NodeFact;
import supermarket.basket.api.operation.NodeStatus;
import supermarket.basket.api.operation.QuarantineListener;
import supermarket.basket.api.operation.StandBy;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.shelf.Shelf;

/**
 * Puts strategy bundles into operation, one deployment after another: those of the commands, and
 * those of the drop folder.
 *
 * <p>What survives a kill is the framework's own state. A version that is checked or on trial is
 * started transiently, so that a restart does not start it. When it goes live one edition brings it
 * and takes the version before out; then its start is made persistent, and the version before is
 * stopped. After a kill in between both are started, and the product manager uses the higher
 * version. The journal tells the next start what to tidy up.
 *
 * <p>Thread safety: deployments run under this object's monitor.
 */
@Component(
    configurationPid = "supermarket.deployer",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true)
public final class StrategyDeployer implements Deployer, Health {

  /** Configuration {@code supermarket.deployer}. */
  @interface Config {
    /** The drop folder, absolute or below the runtime's home. */
    String strategies() default "strategies";

    /** Milliseconds between two looks at the drop folder. */
    long poll_ms() default 500;
  }

  private final Parts parts;
  private final Duration poll;
  private final BundleContext context;
  private final List<ServiceRegistration<?>> services = new ArrayList<>();

  /** Away while the message broker is: then no node is heard of. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Cluster cluster;

  /** Called by Declarative Services. Tidies up what a kill left behind. */
  @Activate
  public StrategyDeployer(
      Config config,
      BundleContext context,
      @Reference Stage stage,
      @Reference Catalogue catalogue,
      @Reference CatalogueStage catalogueStage,
      @Reference Shelf shelf,
      @Reference RecentlyPriced recent) {
    Settings settings = Settings.of(config);
    this.poll = settings.poll();
    this.context = context;
    this.parts =
        new Parts(
            this,
            settings,
            context,
            stage,
            catalogue,
            catalogueStage,
            shelf,
            recent.priced(),
            this::heard);
    new TidyUp(parts.journal, parts.installed).run();
    parts.lifecycle.begin();
  }

  /**
   * Deploys what the chain has, and what is in the drop folder, before it returns, so that baskets
   * find it.
   */
  @Activate
  void start() {
    // Not services of this component: it wants those who ask for them.
    services.add(context.registerService(QuarantineListener.class, this::quarantined, null));
    services.add(context.registerService(StandBy.class, parts.chain::standsBy, null));
    services.add(context.registerService(NodeFact.class, parts.chain.revision(), null));
    services.add(
        context.registerService(
            CatalogueDeployer.class,
            new ProductDeployer(this, parts.chain, parts.products, parts.preview),
            null));
    context.addBundleListener(parts.door);
    parts.door.catchUp(List.of(context.getBundles()));
    parts.chain.start();
    parts.folder.expect(parts.drops.files());
    parts.folder.start(poll);
    parts.feed.start(poll);
    parts.reports.start();
  }

  private List<NodeStatus> heard() {
    Cluster now = cluster;
    return now == null ? List.of() : now.nodes();
  }

  @Override
  public List<Trouble> troubles() {
    return Stream.of(
            parts.chain.troubles(),
            parts.deployments.troubles(),
            parts.folder.troubles(),
            parts.drops.troubles(),
            parts.feed.troubles())
        .flatMap(List::stream)
        .toList();
  }

  /** Trials end, before the product manager could take their versions for live ones. */
  @Deactivate
  void stop() {
    services.forEach(ServiceRegistration::unregister);
    context.removeBundleListener(parts.door);
    parts.chain.close(); // what waits for others ends with it
    parts.folder.close();
    parts.feed.close();
    parts.reports.close();
    endTrials();
  }

  private synchronized void endTrials() {
    parts.onTrial.stopAll();
  }

  @Override
  public synchronized Deployment check(Path jar, Order order) {
    return parts.jars.bring(Action.CHECK, jar, order.onlyTried());
  }

  @Override
  public synchronized Deployment install(Path jar, Order order) {
    parts.chain.catchUp();
    return parts.jars.bring(Action.INSTALL, jar, order);
  }

  @Override
  public synchronized Deployment upgrade(Path jar, Order order) {
    parts.chain.catchUp();
    return parts.jars.bring(Action.UPGRADE, jar, order);
  }

  @Override
  public synchronized Deployment shadow(Path jar, Order order) {
    parts.chain.catchUp();
    return parts.jars.bring(Action.SHADOW, jar, order);
  }

  @Override
  public synchronized Findings replay(Path jar, Order order) {
    return parts.jars.replay(jar, order);
  }

  @Override
  public synchronized Deployment canary(String strategy, int percent, Order order) {
    parts.chain.catchUp();
    return parts.onTrial.canary(strategy, percent, order);
  }

  @Override
  public synchronized Deployment promote(String strategy, Order order) {
    parts.chain.catchUp();
    return parts.onTrial.promote(strategy, order);
  }

  private void quarantined(StrategyId strategy, String why) {
    parts.folder.between(() -> fallBack(strategy, why));
  }

  private synchronized void fallBack(StrategyId strategy, String why) {
    parts.onTrial.fallBack(strategy, why);
  }

  @Override
  public synchronized Deployment rollback(String strategy, Order order) {
    parts.chain.catchUp();
    return parts.live.rollback(strategy, order);
  }

  @Override
  public synchronized Deployment forget(String strategy, Order order) {
    parts.chain.catchUp();
    return parts.live.forget(strategy, order);
  }

  @Override
  public synchronized Deployment uninstall(String strategy, Order order) {
    parts.chain.catchUp();
    return parts.live.uninstall(strategy, order);
  }

  @Override
  public synchronized Deployment trust(long bundleId, Order order) {
    return parts.live.trust(bundleId, order);
  }

  @Override
  public Optional<Findings> findings(String strategy) {
    return parts.versions.trialOf(strategy).map(parts.reports::sum);
  }

  /** Does not wait for a deployment that waits for others. */
  @Override
  public List<Deployment> history() {
    return parts.deployments.ended();
  }
}
