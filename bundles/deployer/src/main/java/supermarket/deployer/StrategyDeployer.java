package supermarket.deployer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.PricedLines;
import supermarket.basket.api.Printable;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.deployment.Deployer;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.deployment.Replay;

/**
 * Puts strategy bundles into operation, one deployment after another.
 *
 * <p>What survives a kill is the framework's own state: a version under trial is started
 * transiently, so that a restart does not start it; publishing makes its start persistent first and
 * then stops the version before. In between both are started, and the product manager uses the
 * higher version. The journal tells the next start what to tidy up.
 *
 * <p>Thread safety: deployments run under this object's monitor.
 */
@Component
public final class StrategyDeployer implements Deployer {

  private static final Logger LOG = LoggerFactory.getLogger(StrategyDeployer.class);

  private static final Set<Action> BRINGS_A_VERSION =
      EnumSet.of(Action.INSTALL, Action.UPGRADE, Action.REPLAY);

  /** The framework property that names the folder for data. */
  private static final String DATA = "supermarket.data";

  /** How long foreign code may take: a start, a constructor, all examples. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Stage stage;
  private final Installed installed;
  private final BundleContext context;
  private final Catalogue catalogue;
  private final Guard guard = new Guard(PATIENCE);

  /** Away while the product bundle is: then there is nothing to replay. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable PricedLines pricedLines;

  private final Journal journal;
  private final Path copy;

  /** Called by Declarative Services. Tidies up what a kill left behind. */
  @Activate
  public StrategyDeployer(
      BundleContext context, @Reference Stage stage, @Reference Catalogue catalogue)
      throws IOException {
    this.context = context;
    this.stage = stage;
    this.catalogue = catalogue;
    this.installed = new Installed(context);
    String data = context.getProperty(DATA);
    Path folder = Path.of(data == null ? "" : data).toAbsolutePath();
    this.journal = new Journal(folder.resolve("deployments.jsonl"));
    this.copy = context.getDataFile("candidate.jar").toPath();
    tidyUp();
  }

  private void tidyUp() throws IOException {
    Optional<Deployment> cutOff = journal.open();
    if (cutOff.isEmpty()) {
      return;
    }
    Deployment deployment = cutOff.get();
    String what = "strategy:list shows what is live";
    Optional<Bundle> left = installed.ours(deployment.bundle(), deployment.version());
    if (left.isPresent() && BRINGS_A_VERSION.contains(deployment.action())) {
      Bundle bundle = left.get();
      if (Installed.isPersistentlyStarted(bundle)) {
        installed.others(bundle).forEach(other -> attempt(other::stop));
        what = "the new version was live already, and stays";
      } else {
        attempt(bundle::uninstall);
        what = "the new version was not live yet, and is uninstalled";
      }
    }
    LOG.warn("the runtime ended while {} was deployed: {}", deployment.bundle(), what);
    journal.end(with(deployment, Outcome.INTERRUPTED, List.of(what)));
  }

  private interface Step {
    void run() throws BundleException;
  }

  private static void attempt(Step step) {
    try {
      step.run();
    } catch (BundleException e) {
      LOG.warn("after a deployment: {}", e.toString());
    }
  }

  @Override
  public Deployment check(Path jar) {
    return deploy(jar, null, true);
  }

  @Override
  public Deployment install(Path jar, boolean dryRun) {
    return deploy(jar, Action.INSTALL, dryRun);
  }

  @Override
  public Deployment upgrade(Path jar, boolean dryRun) {
    return deploy(jar, Action.UPGRADE, dryRun);
  }

  private synchronized Deployment deploy(Path jar, @Nullable Action asked, boolean dryRun) {
    Candidate candidate;
    try {
      candidate = Candidate.read(jar, copy);
    } catch (Unfit e) {
      String file = Printable.of(String.valueOf(jar.getFileName()), 200);
      Action action = asked == null ? Action.INSTALL : asked;
      return record(
          new Deployment(Instant.now(), action, file, "", "", Outcome.REFUSED, e.reasons()));
    }
    Bundle before = installed.running(candidate.symbolicName()).orElse(null);
    Action action = asked != null ? asked : before == null ? Action.INSTALL : Action.UPGRADE;
    Deployment deployment =
        begun(action, candidate.symbolicName(), candidate.version().toString(), candidate.sha256());
    try {
      return run(deployment, () -> deploy(candidate, action, before, dryRun), dryRun);
    } finally {
      deleteCopy();
    }
  }

  private Rehearsal rehearsal() {
    return new Rehearsal(context, installed, stage, guard);
  }

  @Override
  public synchronized Replay replay(Path jar) {
    Candidate candidate;
    try {
      candidate = Candidate.read(jar, copy);
    } catch (Unfit e) {
      return refused(Printable.of(String.valueOf(jar.getFileName()), 200), "", e.reasons());
    }
    String name = candidate.symbolicName();
    String version = candidate.version().toString();
    Deployment trial = begun(Action.REPLAY, name, version, candidate.sha256());
    List<Replay> result = new ArrayList<>();
    Deployment ended =
        run(
            trial,
            () -> {
              Replay replay = replay(candidate);
              result.add(replay);
              return List.of(replay.differing() + " of " + replay.compared() + " lines differ");
            },
            true);
    deleteCopy();
    return result.isEmpty() ? refused(name, version, ended.details()) : result.getFirst();
  }

  private static Replay refused(String bundle, String version, List<String> reasons) {
    return new Replay(bundle, version, reasons, 0, 0, List.of(), List.of());
  }

  private Replay replay(Candidate candidate)
      throws Unfit, BundleException, IOException, InterruptedException {
    PricedLines priced = pricedLines;
    if (priced == null) {
      throw new Unfit("no lines are on record: supermarket.basket.product is not running");
    }
    Bundle before = installed.running(candidate.symbolicName()).orElse(null);
    admit(candidate, before == null ? Action.INSTALL : Action.UPGRADE, before);
    Bundle bundle = installed.install(candidate);
    try {
      stage.keepDark(Set.of(bundle.getBundleId()));
      Rehearsal rehearsal = rehearsal();
      rehearsal.judge(bundle, before);
      List<PricedLine> lines = priced.recent();
      return rehearsal.with(
          strategies ->
              new Comparison(strategies, this::parameters)
                  .of(candidate.symbolicName(), candidate.version().toString(), lines),
          "the replay");
    } finally {
      discard(bundle);
      stage.keepDark(Set.of());
    }
  }

  private Map<String, String> parameters(String product) {
    return catalogue.product(product).map(it -> it.product().parameters()).orElse(Map.of());
  }

  private void deleteCopy() {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      LOG.debug("{} is left: {}", copy, e.toString());
    }
  }

  private List<String> deploy(
      Candidate candidate, Action action, @Nullable Bundle before, boolean dryRun)
      throws Unfit, BundleException, IOException, InterruptedException {
    admit(candidate, action, before);
    Bundle bundle = installed.install(candidate);
    boolean live = false;
    try {
      stage.keepDark(Set.of(bundle.getBundleId()));
      List<String> notes = new ArrayList<>(rehearsal().judge(bundle, before));
      if (!dryRun) {
        bundle.start();
        live = true;
        if (before != null) {
          notes.addAll(replace(before, bundle));
          removeOlder(before, bundle, notes);
        }
      }
      return notes;
    } finally {
      if (!live) {
        discard(bundle);
      }
      stage.keepDark(Set.of());
    }
  }

  private void admit(Candidate candidate, Action action, @Nullable Bundle before) throws Unfit {
    if (action == Action.INSTALL && before != null) {
      throw new Unfit(
          "version " + before.getVersion() + " of it is live already; use strategy:upgrade");
    }
    if (action == Action.UPGRADE && before == null) {
      throw new Unfit("no version of it is live; use strategy:install");
    }
    if (before != null && before.getVersion().compareTo(candidate.version()) >= 0) {
      throw new Unfit(
          "version "
              + before.getVersion()
              + " is live; an upgrade needs a higher version than that, even if only its content"
              + " differs");
    }
    Optional<Bundle> same =
        installed.ours(candidate.symbolicName(), candidate.version().toString());
    if (same.isPresent()) {
      throw new Unfit(
          "this version is installed, but not live; use strategy:rollback, or a higher version");
    }
  }

  /** The bundle never went live: nothing of it stays. */
  private void discard(Bundle bundle) throws Unfit, InterruptedException {
    guard.call(
        "uninstalling it again",
        () -> {
          installed.remove(bundle);
          return true;
        });
  }

  /** One edition takes the one out and brings the other; the one that went is stopped and kept. */
  private List<String> replace(Bundle from, Bundle to) {
    stage.keepDark(Set.of(from.getBundleId()));
    LOG.info("version {} of {} is live", to.getVersion(), to.getSymbolicName());
    attempt(from::stop);
    return List.of(
        "version " + from.getVersion() + " is stopped and kept: strategy:rollback goes back to it");
  }

  private void removeOlder(Bundle before, Bundle live, List<String> notes)
      throws InterruptedException {
    for (Bundle older : installed.others(live)) {
      if (older.getBundleId() != before.getBundleId() && Installed.isOurs(older)) {
        try {
          installed.remove(older);
        } catch (BundleException e) {
          notes.add(
              "version " + older.getVersion() + " is left: " + Printable.of(e.toString(), 200));
        }
      }
    }
  }

  @Override
  public synchronized Deployment rollback(String strategy, boolean dryRun) {
    Optional<Bundle> live = installed.with(strategy);
    if (live.isEmpty()) {
      return unknown(Action.ROLLBACK, strategy);
    }
    Bundle from = live.get();
    Optional<Bundle> to =
        installed.others(from).stream().filter(it -> it.getState() != Bundle.ACTIVE).findFirst();
    Deployment deployment =
        begun(
            Action.ROLLBACK,
            from.getSymbolicName(),
            to.map(it -> it.getVersion().toString()).orElse(""),
            "");
    return run(deployment, () -> rollback(from, to, dryRun), dryRun);
  }

  private List<String> rollback(Bundle from, Optional<Bundle> kept, boolean dryRun)
      throws Unfit, BundleException {
    Bundle to =
        kept.orElseThrow(() -> new Unfit("there is no version before " + from.getVersion()));
    boolean live = false;
    try {
      stage.keepDark(Set.of(to.getBundleId()));
      List<String> notes = new ArrayList<>(rehearsal().judge(to, from));
      if (!dryRun) {
        to.start();
        live = true;
        notes.addAll(replace(from, to));
      }
      return notes;
    } finally {
      if (!live) {
        attempt(() -> to.stop(Bundle.STOP_TRANSIENT));
      }
      stage.keepDark(Set.of());
    }
  }

  @Override
  public synchronized Deployment uninstall(String strategy, boolean dryRun) {
    Optional<Bundle> live = installed.with(strategy);
    if (live.isEmpty()) {
      return unknown(Action.UNINSTALL, strategy);
    }
    Bundle bundle = live.get();
    Deployment deployment =
        begun(Action.UNINSTALL, bundle.getSymbolicName(), bundle.getVersion().toString(), "");
    return run(deployment, () -> uninstall(bundle, dryRun), dryRun);
  }

  private List<String> uninstall(Bundle bundle, boolean dryRun)
      throws Unfit, BundleException, InterruptedException {
    List<Bundle> all = new ArrayList<>(installed.others(bundle));
    all.add(bundle);
    for (Bundle each : all) {
      if (!Installed.isOurs(each)) {
        throw new Unfit(
            "version "
                + each.getVersion()
                + " came from "
                + Printable.of(each.getLocation(), 200)
                + ": delete the jar from the drop folder, or uninstall "
                + each.getBundleId());
      }
    }
    if (!dryRun) {
      for (Bundle each : all) {
        installed.remove(each);
      }
    }
    return List.of();
  }

  private Deployment unknown(Action action, String strategy) {
    return record(
        new Deployment(
            Instant.now(),
            action,
            Printable.of(strategy, 100),
            "",
            "",
            Outcome.REFUSED,
            List.of("no strategy of this name is live: strategy:list shows all")));
  }

  private interface Work {
    List<String> run() throws Unfit, BundleException, IOException, InterruptedException;
  }

  private Deployment run(Deployment deployment, Work work, boolean dryRun) {
    try {
      journal.begin(deployment);
      List<String> notes = work.run();
      return record(with(deployment, dryRun ? Outcome.POSSIBLE : Outcome.DONE, notes));
    } catch (Unfit e) {
      return record(with(deployment, Outcome.REFUSED, e.reasons()));
    } catch (BundleException | IOException e) {
      return record(with(deployment, Outcome.REFUSED, List.of(Printable.of(e.toString(), 500))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return record(with(deployment, Outcome.REFUSED, List.of("it was interrupted")));
    }
  }

  private static Deployment begun(Action action, String bundle, String version, String sha256) {
    return new Deployment(
        Instant.now(), action, bundle, version, sha256, Outcome.INTERRUPTED, List.of());
  }

  private static Deployment with(Deployment deployment, Outcome outcome, List<String> details) {
    return new Deployment(
        Instant.now(),
        deployment.action(),
        deployment.bundle(),
        deployment.version(),
        deployment.sha256(),
        outcome,
        details);
  }

  private Deployment record(Deployment deployment) {
    try {
      journal.end(deployment);
    } catch (IOException e) {
      LOG.error("the deployment of {} is not on record", deployment.bundle(), e);
    }
    LOG.info(
        "deployment: {} {} {}: {} {}",
        deployment.action(),
        deployment.bundle(),
        deployment.version(),
        deployment.outcome(),
        deployment.details());
    return deployment;
  }

  @Override
  public synchronized List<Deployment> history() {
    return journal.ended();
  }
}
