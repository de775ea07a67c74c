package supermarket.deployer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.PricedLines;
import supermarket.basket.api.Printable;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.deployment.Deployer;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Findings;

/**
 * Puts strategy bundles into operation, one deployment after another: finds the versions that are
 * meant, and refuses what makes no sense. {@link Rollout} does the rest.
 *
 * <p>What survives a kill is the framework's own state: a version that is checked or on trial is
 * started transiently, so that a restart does not start it; going live makes its start persistent
 * first and then stops the version before. In between both are started, and the product manager
 * uses the higher version. The journal tells the next start what to tidy up.
 *
 * <p>Thread safety: deployments run under this object's monitor.
 */
@Component
public final class StrategyDeployer implements Deployer {

  private static final Logger LOG = LoggerFactory.getLogger(StrategyDeployer.class);

  /** The framework property that names the folder for data. */
  private static final String DATA = "supermarket.data";

  /** How long foreign code may take: a start, a constructor, all examples. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Installed installed;
  private final Trials trials;
  private final Rollout rollout;
  private final Ledger ledger;
  private final Path copy;

  /** Away while the product bundle is: then there is nothing to compare with. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable PricedLines pricedLines;

  /** Called by Declarative Services. Tidies up what a kill left behind. */
  @Activate
  public StrategyDeployer(BundleContext context, @Reference Stage stage) throws IOException {
    this.installed = new Installed(context);
    this.trials = new Trials(stage);
    this.rollout =
        new Rollout(context, stage, installed, trials, new Guard(PATIENCE), () -> pricedLines);
    String data = context.getProperty(DATA);
    Path folder = Path.of(data == null ? "" : data).toAbsolutePath();
    Journal journal = new Journal(folder.resolve("deployments.jsonl"));
    this.ledger = new Ledger(journal);
    this.copy = context.getDataFile("candidate.jar").toPath();
    new TidyUp(journal, installed).run();
    trials.stageAllBut();
  }

  /**
   * Trials end. Their versions are stopped before the product manager could take them for live
   * ones.
   */
  @Deactivate
  synchronized void stop() {
    for (Trial trial : trials.all()) {
      trials.remove(trial);
      try {
        trial.bundle().stop(Bundle.STOP_TRANSIENT);
      } catch (BundleException | RuntimeException e) {
        LOG.warn("{} is not stopped: {}", trial, e.toString());
      }
    }
  }

  @Override
  public Deployment check(Path jar) {
    return bring(null, jar, true);
  }

  @Override
  public Deployment install(Path jar, boolean dryRun) {
    return bring(Action.INSTALL, jar, dryRun);
  }

  @Override
  public Deployment upgrade(Path jar, boolean dryRun) {
    return bring(Action.UPGRADE, jar, dryRun);
  }

  @Override
  public Deployment shadow(Path jar, boolean dryRun) {
    return bring(Action.SHADOW, jar, dryRun);
  }

  /**
   * Brings what is in a jar.
   *
   * @param asked what is to be done with it; null for whatever is possible
   */
  private synchronized Deployment bring(@Nullable Action asked, Path jar, boolean dryRun) {
    trials.removeGone();
    try {
      Candidate candidate = Candidate.read(jar, copy);
      Bundle before = live(candidate.symbolicName());
      Action usual = before == null ? Action.INSTALL : Action.UPGRADE;
      Action action = asked == null ? usual : asked;
      return ledger.run(
          begun(action, candidate),
          dryRun,
          () -> {
            admit(candidate, action, before);
            return action == Action.SHADOW && before != null
                ? rollout.shadow(candidate, before, dryRun)
                : rollout.goLive(candidate, before, dryRun);
          });
    } catch (Unfit e) {
      Action action = asked == null ? Action.INSTALL : asked;
      return ledger.refuse(Ledger.begun(action, name(jar), "", ""), e.reasons());
    } finally {
      deleteCopy();
    }
  }

  private static String name(Path jar) {
    return Printable.of(String.valueOf(jar.getFileName()), 200);
  }

  private static Deployment begun(Action action, Candidate candidate) {
    return Ledger.begun(
        action, candidate.symbolicName(), candidate.version().toString(), candidate.sha256());
  }

  private @Nullable Bundle live(String symbolicName) {
    return installed.running(symbolicName, trials::contains).orElse(null);
  }

  private void deleteCopy() {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException e) {
      LOG.debug("{} is left: {}", copy, e.toString());
    }
  }

  private void admit(Candidate candidate, Action action, @Nullable Bundle before) throws Unfit {
    String symbolicName = candidate.symbolicName();
    Optional<Trial> trial = trials.of(symbolicName).filter(it -> action != Action.REPLAY);
    if (trial.isPresent()) {
      throw new Unfit(
          trial.get() + " is on trial; use strategy:promote or strategy:rollback first");
    }
    if (action == Action.INSTALL && before != null) {
      throw new Unfit(
          "version " + before.getVersion() + " of it is live already; use strategy:upgrade");
    }
    if ((action == Action.UPGRADE || action == Action.SHADOW) && before == null) {
      throw new Unfit("no version of it is live; use strategy:install");
    }
    if (before != null && before.getVersion().compareTo(candidate.version()) >= 0) {
      throw new Unfit(
          "version "
              + before.getVersion()
              + " is live; an upgrade needs a higher version than that, even if only its content"
              + " differs");
    }
    if (installed.version(symbolicName, candidate.version().toString()).isPresent()) {
      throw new Unfit(
          "this version is installed, but not live; use strategy:rollback, or a higher version");
    }
  }

  @Override
  public synchronized Findings replay(Path jar) {
    try {
      Candidate candidate = Candidate.read(jar, copy);
      List<Findings> found = new ArrayList<>();
      Deployment trial =
          ledger.run(
              begun(Action.REPLAY, candidate),
              true,
              () -> {
                Bundle before = live(candidate.symbolicName());
                admit(candidate, Action.REPLAY, before);
                Findings findings = rollout.replay(candidate, before);
                found.add(findings);
                return List.of(
                    findings.differing() + " of " + findings.compared() + " lines differ");
              });
      return found.isEmpty()
          ? refused(trial.bundle(), trial.version(), trial.details())
          : found.getFirst();
    } catch (Unfit e) {
      return refused(name(jar), "", e.reasons());
    } finally {
      deleteCopy();
    }
  }

  private static Findings refused(String bundle, String version, List<String> reasons) {
    return new Findings(bundle, version, reasons, 0, 0, 0, List.of(), List.of());
  }

  @Override
  public synchronized Deployment canary(String strategy, int percent, boolean dryRun) {
    return withTrial(
        Action.CANARY,
        strategy,
        dryRun,
        trial -> {
          if (percent < 0 || percent > 99) {
            throw new Unfit(
                "a share of "
                    + percent
                    + " % is not possible, only 0 to 99; strategy:promote is for all users");
          }
          return dryRun ? List.of() : rollout.canary(trial, percent);
        });
  }

  @Override
  public synchronized Deployment promote(String strategy, boolean dryRun) {
    return withTrial(
        Action.PROMOTE,
        strategy,
        dryRun,
        trial -> rollout.promote(trial, live(trial.bundle().getSymbolicName()), dryRun));
  }

  private interface TrialWork {
    List<String> run(Trial trial) throws Unfit, BundleException;
  }

  private Deployment withTrial(Action action, String strategy, boolean dryRun, TrialWork work) {
    trials.removeGone();
    Optional<Trial> trial = trial(strategy);
    if (trial.isEmpty()) {
      return refuse(action, strategy, "no version of it is on trial: begin with strategy:shadow");
    }
    return ledger.run(begun(action, trial.get().bundle()), dryRun, () -> work.run(trial.get()));
  }

  private Optional<Trial> trial(String strategy) {
    return trials.all().stream()
        .filter(
            trial ->
                Installed.strategies(trial.bundle()).stream()
                    .anyMatch(each -> Installed.name(each).equals(strategy)))
        .findFirst();
  }

  private static Deployment begun(Action action, Bundle bundle) {
    return Ledger.begun(action, bundle.getSymbolicName(), bundle.getVersion().toString(), "");
  }

  private Deployment refuse(Action action, String strategy, String why) {
    return ledger.refuse(Ledger.begun(action, Printable.of(strategy, 100), "", ""), List.of(why));
  }

  private interface LiveWork {
    Deployment run(Bundle live);
  }

  private Deployment withLive(Action action, String strategy, LiveWork work) {
    trials.removeGone();
    return installed
        .with(strategy, trials::contains)
        .map(work::run)
        .orElseGet(
            () ->
                refuse(
                    action, strategy, "no strategy of this name is live: strategy:list shows all"));
  }

  @Override
  public synchronized Deployment rollback(String strategy, boolean dryRun) {
    return withLive(
        Action.ROLLBACK,
        strategy,
        live -> {
          Optional<Trial> trial = trials.of(live.getSymbolicName());
          if (trial.isPresent()) {
            return ledger.run(
                begun(Action.ROLLBACK, live),
                dryRun,
                () -> dryRun ? List.of() : rollout.endTrial(trial.get()));
          }
          Optional<Bundle> kept = kept(live);
          return ledger.run(
              begun(Action.ROLLBACK, kept.orElse(live)),
              dryRun,
              () -> rollout.swap(live, present(kept, live), dryRun));
        });
  }

  private Optional<Bundle> kept(Bundle live) {
    return installed.others(live).stream()
        .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
        .findFirst();
  }

  private static Bundle present(Optional<Bundle> kept, Bundle live) throws Unfit {
    return kept.orElseThrow(
        () -> new Unfit("no other version than " + live.getVersion() + " is kept"));
  }

  @Override
  public synchronized Deployment forget(String strategy, boolean dryRun) {
    return withLive(
        Action.FORGET,
        strategy,
        live -> {
          Optional<Bundle> kept = kept(live);
          return ledger.run(
              begun(Action.FORGET, kept.orElse(live)),
              dryRun,
              () -> {
                remove(List.of(present(kept, live)), dryRun);
                return List.of();
              });
        });
  }

  @Override
  public synchronized Deployment uninstall(String strategy, boolean dryRun) {
    return withLive(
        Action.UNINSTALL,
        strategy,
        live ->
            ledger.run(
                begun(Action.UNINSTALL, live),
                dryRun,
                () -> {
                  Optional<Trial> trial = trials.of(live.getSymbolicName());
                  if (trial.isPresent() && !dryRun) {
                    rollout.endTrial(trial.get());
                  }
                  List<Bundle> all = new ArrayList<>(installed.others(live));
                  all.add(live);
                  remove(all, dryRun);
                  return List.of();
                }));
  }

  private void remove(List<Bundle> bundles, boolean dryRun)
      throws Unfit, BundleException, InterruptedException {
    for (Bundle each : bundles) {
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
      for (Bundle each : bundles) {
        installed.remove(each);
      }
    }
  }

  @Override
  public Optional<Findings> findings(String strategy) {
    return trial(strategy).map(trial -> trial.shadow().findings());
  }

  @Override
  public synchronized List<Deployment> history() {
    return ledger.ended();
  }
}
