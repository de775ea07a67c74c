package supermarket.deployer;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.CatalogueStage;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Order;
import supermarket.basket.api.operation.NodeStatus;
import supermarket.basket.api.shelf.Shelf;
import supermarket.deployer.bundle.Installed;
import supermarket.deployer.chain.Chain;
import supermarket.deployer.chain.Consent;
import supermarket.deployer.check.Gatekeeper;
import supermarket.deployer.check.Guard;
import supermarket.deployer.check.Priced;
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
 * The parts of the deployer, put together.
 *
 * <p>Thread safety: that of the parts, most of which are for the deployer's monitor.
 */
final class Parts {

  final Installed installed;
  final Lifecycle lifecycle;
  final Journal journal;
  final Versions versions;
  final Deployments deployments;
  final JarCommands jars;
  final TrialCommands onTrial;
  final LiveCommands live;
  final PricePreview preview;
  final CatalogueCommands products;
  final CatalogueFeed feed;
  final Drops drops;
  final DropFolder folder;
  final FrameworkDoor door;
  final Chain chain;
  final TrialReports reports;

  /**
   * Starts nothing.
   *
   * @param deployer whose monitor the parts are under
   * @param priced what was priced last
   * @param heard the nodes that this one hears of
   */
  Parts(
      Object deployer,
      Settings settings,
      BundleContext context,
      Stage stage,
      Catalogue catalogue,
      CatalogueStage catalogueStage,
      Shelf shelf,
      Priced priced,
      Supplier<List<NodeStatus>> heard) {
    NodeFolders folders = NodeFolders.of(context::getProperty);
    this.installed = new Installed(context);
    Guard guard = Guard.usual();
    Gatekeeper gatekeeper = new Gatekeeper(stage, guard);
    this.lifecycle = new Lifecycle(stage, gatekeeper);
    this.versions = new Versions(installed, lifecycle, stage);
    Removal removal = new Removal(installed, lifecycle, guard);
    this.journal = new Journal(folders.data().resolve("deployments.jsonl"));
    this.deployments = new Deployments(journal, this::consent, this::done);
    NodeState state = new NodeState(installed, versions, lifecycle, stage);
    Supplier<Rehearsal> rehearsals =
        () -> new Rehearsal(context, installed, stage, guard, new Tryout(guard, catalogue, priced));
    Rollout rollout =
        new Rollout(stage, installed, lifecycle, gatekeeper, rehearsals, removal, guard, state);
    Backstage backstage =
        new Backstage(
            installed, lifecycle, gatekeeper, rehearsals, rollout, removal, guard, priced);
    Path copy = context.getDataFile("candidate.jar").toPath();
    this.jars = new JarCommands(lifecycle, versions, backstage, deployments, copy);
    this.onTrial = new TrialCommands(lifecycle, versions, rollout, removal, deployments, state);
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
            this::isDropped);
    Fleet fleet =
        new DeployedFleet(
            installed, versions, lifecycle, rollout, removal, deployments, jars, live, this::chain);
    this.drops = new Drops(deployer, fleet);
    this.folder =
        new DropFolder(folders.home().resolve(settings.strategies()), drops, System::nanoTime);
    this.products =
        new CatalogueCommands(
            catalogueStage,
            catalogue,
            lifecycle,
            deployments,
            shelf,
            context.getDataFile("catalogue.json").toPath());
    this.preview = new PricePreview(catalogueStage, versions, priced, context, guard);
    this.feed =
        new CatalogueFeed(
            deployer, catalogueStage, products, () -> chain().catchUp(), System::nanoTime);
    ChainNode node =
        new ChainNode(
            shelf,
            state,
            versions,
            lifecycle,
            installed,
            removal,
            new JarCommands(
                lifecycle,
                versions,
                backstage,
                deployments,
                context.getDataFile("judged.jar").toPath()),
            onTrial,
            live,
            products,
            context.getDataFile("fetched.jar").toPath());
    this.chain = new Chain(shelf, name(context), deployer, node, heard, System::nanoTime);
    this.reports = new TrialReports(shelf, chain, name(context), lifecycle);
    this.door = new FrameworkDoor(deployer, installed, gatekeeper, deployments, folder::between);
  }

  private static String name(BundleContext context) {
    String name = context.getProperty("supermarket.node");
    return name == null || name.isEmpty() ? "node" : name;
  }

  private Consent consent(Deployment deployment, Order order) {
    return chain.consent(deployment, order.without());
  }

  private Chain chain() {
    return chain;
  }

  private boolean isDropped(String file) {
    return folder.has(file);
  }

  /** A deployment is done. */
  private void done() {
    folder.judgeAgain();
    chain.done();
  }
}
