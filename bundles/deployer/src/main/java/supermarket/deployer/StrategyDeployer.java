package supermarket.deployer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.deployment.Deployer;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Findings;
import supermarket.basket.api.deployment.PricedLines;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.QuarantineListener;
import supermarket.basket.api.operation.Trouble;
import supermarket.deployer.bundle.Installed;
import supermarket.deployer.check.Gatekeeper;
import supermarket.deployer.check.Guard;
import supermarket.deployer.check.Rehearsal;
import supermarket.deployer.check.Tryout;
import supermarket.deployer.folder.DropFolder;
import supermarket.deployer.folder.Drops;
import supermarket.deployer.folder.Fleet;
import supermarket.deployer.journal.Deployments;
import supermarket.deployer.journal.Journal;
import supermarket.deployer.version.Lifecycle;
import supermarket.deployer.version.Versions;
import supermarket.library.files.NodeFolders;

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

  private final Versions versions;
  private final Deployments deployments;
  private final JarCommands jars;
  private final TrialCommands onTrial;
  private final LiveCommands live;
  private final Drops drops;
  private final DropFolder folder;
  private final Duration poll;
  private final BundleContext context;
  private final FrameworkDoor door;
  private @Nullable ServiceRegistration<QuarantineListener> listener;

  /** Away while the product bundle is: then there is nothing to compare with. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable PricedLines pricedLines;

  /** Called by Declarative Services. Tidies up what a kill left behind. */
  @Activate
  public StrategyDeployer(
      Config config,
      BundleContext context,
      @Reference Stage stage,
      @Reference Catalogue catalogue) {
    Settings settings = Settings.of(config);
    NodeFolders folders = NodeFolders.of(context::getProperty);
    this.poll = settings.poll();
    this.context = context;
    Installed installed = new Installed(context);
    Guard guard = Guard.usual();
    Gatekeeper gatekeeper = new Gatekeeper(stage, guard);
    Lifecycle lifecycle = new Lifecycle(stage, gatekeeper);
    this.versions = new Versions(installed, lifecycle, stage);
    Removal removal = new Removal(installed, lifecycle, guard);
    Journal journal = new Journal(folders.data().resolve("deployments.jsonl"));
    this.deployments = new Deployments(journal, this::judgeAgain);
    Supplier<@Nullable PricedLines> lines = () -> pricedLines;
    Supplier<Rehearsal> rehearsals =
        () -> new Rehearsal(context, installed, stage, guard, new Tryout(guard, catalogue, lines));
    Rollout rollout =
        new Rollout(stage, installed, lifecycle, gatekeeper, rehearsals, removal, guard);
    Backstage backstage =
        new Backstage(installed, lifecycle, gatekeeper, rehearsals, rollout, removal, guard, lines);
    Path copy = context.getDataFile("candidate.jar").toPath();
    this.jars = new JarCommands(lifecycle, versions, backstage, deployments, copy);
    this.onTrial = new TrialCommands(lifecycle, versions, rollout, removal, deployments);
    Fleet fleet =
        new DeployedFleet(installed, versions, lifecycle, rollout, removal, deployments, jars);
    this.drops = new Drops(this, fleet);
    this.folder =
        new DropFolder(folders.home().resolve(settings.strategies()), drops, System::nanoTime);
    this.live =
        new LiveCommands(
            installed,
            lifecycle,
            versions,
            gatekeeper,
            stage,
            rollout,
            removal,
            deployments,
            folder::has);
    this.door = new FrameworkDoor(this, installed, gatekeeper, deployments, folder::between);
    new TidyUp(journal, installed).run();
    lifecycle.begin();
  }

  /** Deploys what is in the drop folder before it returns, so that baskets find it. */
  @Activate
  void start() {
    // Not a service of this component: it wants the product bundle, which tells the listeners.
    listener = context.registerService(QuarantineListener.class, this::quarantined, null);
    context.addBundleListener(door);
    door.catchUp(List.of(context.getBundles()));
    folder.expect(drops.files());
    folder.start(poll);
  }

  private void judgeAgain() {
    folder.judgeAgain();
  }

  @Override
  public List<Trouble> troubles() {
    return Stream.of(deployments.troubles(), folder.troubles(), drops.troubles())
        .flatMap(List::stream)
        .toList();
  }

  /** Trials end, before the product manager could take their versions for live ones. */
  @Deactivate
  void stop() {
    if (listener != null) {
      listener.unregister();
    }
    context.removeBundleListener(door);
    folder.close();
    endTrials();
  }

  private synchronized void endTrials() {
    onTrial.stopAll();
  }

  @Override
  public synchronized Deployment check(Path jar, boolean trusted) {
    return jars.bring(Action.CHECK, jar, trusted, true);
  }

  @Override
  public synchronized Deployment install(Path jar, boolean trusted, boolean dryRun) {
    return jars.bring(Action.INSTALL, jar, trusted, dryRun);
  }

  @Override
  public synchronized Deployment upgrade(Path jar, boolean trusted, boolean dryRun) {
    return jars.bring(Action.UPGRADE, jar, trusted, dryRun);
  }

  @Override
  public synchronized Deployment shadow(Path jar, boolean trusted, boolean dryRun) {
    return jars.bring(Action.SHADOW, jar, trusted, dryRun);
  }

  @Override
  public synchronized Findings replay(Path jar) {
    return jars.replay(jar);
  }

  @Override
  public synchronized Deployment canary(String strategy, int percent, boolean dryRun) {
    return onTrial.canary(strategy, percent, dryRun);
  }

  @Override
  public synchronized Deployment promote(String strategy, boolean dryRun) {
    return onTrial.promote(strategy, dryRun);
  }

  private void quarantined(StrategyId strategy, String why) {
    folder.between(() -> fallBack(strategy, why));
  }

  private synchronized void fallBack(StrategyId strategy, String why) {
    onTrial.fallBack(strategy, why);
  }

  @Override
  public synchronized Deployment rollback(String strategy, boolean dryRun) {
    return live.rollback(strategy, dryRun);
  }

  @Override
  public synchronized Deployment forget(String strategy, boolean dryRun) {
    return live.forget(strategy, dryRun);
  }

  @Override
  public synchronized Deployment uninstall(String strategy, boolean force, boolean dryRun) {
    return live.uninstall(strategy, force, dryRun);
  }

  @Override
  public synchronized Deployment trust(long bundleId) {
    return live.trust(bundleId);
  }

  @Override
  public Optional<Findings> findings(String strategy) {
    return versions.trialOf(strategy).map(trial -> trial.shadow().findings());
  }

  @Override
  public synchronized List<Deployment> history() {
    return deployments.ended();
  }
}
