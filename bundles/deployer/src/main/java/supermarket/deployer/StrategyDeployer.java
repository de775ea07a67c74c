package supermarket.deployer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.PricedLines;
import supermarket.basket.api.Printable;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.catalogue.StrategyId;
import supermarket.basket.api.deployment.Deployer;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Findings;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.QuarantineListener;
import supermarket.basket.api.operation.Trouble;

/**
 * Puts strategy bundles into operation, one deployment after another: those of the commands, and
 * those of the drop folder.
 *
 * <p>What survives a kill is the framework's own state: a version that is checked or on trial is
 * started transiently, so that a restart does not start it; going live makes its start persistent
 * first and then stops the version before. In between both are started, and the product manager
 * uses the higher version. The journal tells the next start what to tidy up.
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

  private static final Logger LOG = LoggerFactory.getLogger(StrategyDeployer.class);

  /** The framework property that names the folder for data. */
  private static final String DATA = "supermarket.data";

  /** The framework property that names the folder relative paths are below. */
  private static final String HOME = "supermarket.home";

  /** So many products are named. */
  private static final int SOME = 5;

  /** How long foreign code may take: a start, a constructor, all examples. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Installed installed;
  private final Gatekeeper gatekeeper;
  private final Lifecycle lifecycle;
  private final Versions versions;
  private final Rollout rollout;
  private final Ledger ledger;
  private final Path copy;
  private final Stage stage;
  private final Journal journal;
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
    this.poll = settings.poll();
    this.context = context;
    this.installed = new Installed(context);
    Guard guard = new Guard(PATIENCE);
    this.gatekeeper = new Gatekeeper(stage, guard);
    this.lifecycle = new Lifecycle(stage, gatekeeper);
    this.versions = new Versions(installed, lifecycle, stage);
    this.rollout =
        new Rollout(
            context, stage, installed, lifecycle, gatekeeper, guard, () -> pricedLines, catalogue);
    this.stage = stage;
    this.journal = new Journal(path(context, DATA).resolve("deployments.jsonl"));
    this.ledger = new Ledger(journal, this::judgeAgain);
    this.copy = context.getDataFile("candidate.jar").toPath();
    Fleet fleet =
        new DeployedFleet(
            copy,
            installed,
            versions,
            lifecycle,
            rollout,
            ledger,
            (candidate, known) -> bring(null, candidate, false, known));
    this.drops = new Drops(this, fleet);
    this.folder =
        new DropFolder(path(context, HOME).resolve(settings.strategies()), drops, System::nanoTime);
    this.door = new FrameworkDoor(this, installed, gatekeeper, ledger, folder::between);
    new TidyUp(journal, installed).run();
    lifecycle.begin();
  }

  private static Path path(BundleContext context, String property) {
    String path = context.getProperty(property);
    return Path.of(path == null ? "" : path).toAbsolutePath();
  }

  /** Deploys what is in the drop folder before it returns, so that baskets find it. */
  @Activate
  void start() {
    // Not a service of this component: it wants the product bundle, which tells the listeners.
    listener = context.registerService(QuarantineListener.class, this::quarantined, null);
    context.addBundleListener(door);
    door.catchUp(List.of(context.getBundles()));
    folder.expect(
        installed.ours().stream().map(Installed::file).filter(file -> !file.isEmpty()).toList());
    folder.start(poll);
  }

  private void judgeAgain() {
    folder.judgeAgain();
  }

  @Override
  public List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>();
    journal
        .problem()
        .ifPresent(why -> troubles.add(new Trouble("deployments", Trouble.Gravity.NOT_READY, why)));
    troubles.addAll(folder.troubles());
    troubles.addAll(drops.troubles());
    return troubles;
  }

  /**
   * Trials end. Their versions are stopped before the product manager could take them for live
   * ones.
   */
  @Deactivate
  void stop() {
    if (listener != null) {
      listener.unregister();
    }
    context.removeBundleListener(door);
    folder.close();
    synchronized (this) {
      for (Trial trial : List.copyOf(lifecycle.trials())) {
        rollout.stopAgain(trial.bundle());
      }
    }
  }

  @Override
  public Deployment check(Path jar, boolean trusted) {
    return bring(Action.CHECK, jar, trusted, true);
  }

  @Override
  public Deployment install(Path jar, boolean trusted, boolean dryRun) {
    return bring(Action.INSTALL, jar, trusted, dryRun);
  }

  @Override
  public Deployment upgrade(Path jar, boolean trusted, boolean dryRun) {
    return bring(Action.UPGRADE, jar, trusted, dryRun);
  }

  @Override
  public Deployment shadow(Path jar, boolean trusted, boolean dryRun) {
    return bring(Action.SHADOW, jar, trusted, dryRun);
  }

  private synchronized Deployment bring(Action action, Path jar, boolean trusted, boolean dryRun) {
    try {
      return bring(action, Candidate.read(jar, copy).trusted(trusted), dryRun, List.of());
    } catch (Unfit e) {
      return refuse(action, fileName(jar), dryRun, e.reasons());
    } finally {
      Candidate.delete(copy);
    }
  }

  /**
   * Brings what is in a jar.
   *
   * @param asked what is to be done with it; null for whatever is possible
   * @param known the reasons why it was refused before
   */
  private Deployment bring(
      @Nullable Action asked, Candidate candidate, boolean dryRun, List<String> known) {
    lifecycle.endTrialsOfGone();
    Bundle live = versions.live(candidate.symbolicName());
    Action usual = live == null ? Action.INSTALL : Action.UPGRADE;
    Action action = asked == null ? usual : asked;
    return ledger.run(
        Ledger.begun(action, candidate),
        dryRun,
        known,
        () -> {
          versions.admit(candidate, action, live);
          if (action == Action.SHADOW && live != null) {
            return rollout.shadow(candidate, live, dryRun);
          }
          List<String> notes = new ArrayList<>(rollout.goLive(candidate, live, dryRun));
          if (action == Action.CHECK) {
            notes.addFirst(
                live == null
                    ? "strategy:install would make it live"
                    : "strategy:upgrade would put it in the place of version " + live.getVersion());
          }
          return notes;
        });
  }

  private static String fileName(Path jar) {
    return String.valueOf(jar.getFileName());
  }

  private Deployment refuse(Action action, String what, boolean dryRun, List<String> reasons) {
    String shown = Printable.of(what, 200);
    return ledger.refuse(Ledger.begun(action, Deployment.COMMAND, shown, "", ""), dryRun, reasons);
  }

  @Override
  public synchronized Findings replay(Path jar) {
    try {
      Candidate candidate = Candidate.read(jar, copy);
      List<Findings> found = new ArrayList<>();
      Deployment replay =
          ledger.run(
              Ledger.begun(Action.REPLAY, candidate),
              true,
              () -> {
                Bundle live = versions.live(candidate.symbolicName());
                versions.admit(candidate, Action.REPLAY, live);
                Findings findings = rollout.replay(candidate, live);
                found.add(findings);
                return List.of(
                    findings.differing() + " of " + findings.compared() + " lines differ",
                    findings.failed() + " could not be priced");
              });
      return found.isEmpty()
          ? Findings.refused(replay.bundle(), replay.version(), replay.details())
          : found.getFirst();
    } catch (Unfit e) {
      return Findings.refused(Printable.of(fileName(jar), 200), "", e.reasons());
    } finally {
      Candidate.delete(copy);
    }
  }

  @Override
  public Deployment canary(String strategy, int percent, boolean dryRun) {
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
          if (percent > 0) {
            refuseIfObjected(trial);
          }
          return dryRun ? List.of() : rollout.canary(trial, new Audience(percent));
        });
  }

  @Override
  public Deployment promote(String strategy, boolean dryRun) {
    return withTrial(
        Action.PROMOTE,
        strategy,
        dryRun,
        trial -> {
          refuseIfObjected(trial);
          Bundle live = versions.live(trial.bundle().getSymbolicName());
          return rollout.promote(trial, live, dryRun);
        });
  }

  /** What failed where it harmed nobody is not let near users. */
  private static void refuseIfObjected(Trial trial) throws Unfit {
    List<String> objections = trial.objections();
    if (!objections.isEmpty()) {
      throw new Unfit(objections);
    }
  }

  /** A version that is quarantined while it prices for a share of the users loses that share. */
  private void quarantined(StrategyId strategy, String why) {
    folder.between(() -> fallBack(strategy, why));
  }

  private synchronized void fallBack(StrategyId strategy, String why) {
    Optional<Trial> found = versions.trialOf(strategy.name());
    if (found.isEmpty()
        || !found.get().bundle().getVersion().toString().equals(strategy.version())) {
      return;
    }
    String reason = "strategy " + strategy + " was quarantined: it " + why;
    Trial trial = found.get().failed(reason);
    lifecycle.put(trial);
    if (!trial.audience().isNobody()) {
      LOG.warn("{}; all users are back with the live version", reason);
      ledger.run(
          Ledger.begun(Action.CANARY, Deployment.RUNTIME, trial.bundle()),
          false,
          () -> {
            rollout.canary(trial, Audience.NOBODY);
            return List.of(reason, "all users are back with the live version");
          });
    }
  }

  private interface TrialWork {
    List<String> run(Trial trial) throws Unfit, BundleException;
  }

  private synchronized Deployment withTrial(
      Action action, String strategy, boolean dryRun, TrialWork work) {
    lifecycle.endTrialsOfGone();
    Optional<Trial> trial = versions.trialOf(strategy);
    return trial.isPresent()
        ? ledger.run(
            Ledger.begun(action, Deployment.COMMAND, trial.get().bundle()),
            dryRun,
            () -> work.run(trial.get()))
        : refuse(
            action,
            strategy,
            dryRun,
            List.of("no version of it is on trial: begin with strategy:shadow" + meant(strategy)));
  }

  private interface LiveWork {
    Deployment run(Bundle live);
  }

  /** What to name instead of a bundle, for a sentence; empty if it is none. */
  private String meant(String bundle) {
    List<String> names = installed.strategies(bundle);
    return names.isEmpty() || names.contains(bundle)
        ? ""
        : "; that is the name of a bundle, did you mean "
            + names.stream()
                .map(name -> "'" + Printable.of(name, 100) + "'")
                .collect(Collectors.joining(" or "))
            + "?";
  }

  private synchronized Deployment withLive(
      Action action, String strategy, boolean dryRun, LiveWork work) {
    lifecycle.endTrialsOfGone();
    Optional<Bundle> live = versions.liveWith(strategy);
    return live.isPresent()
        ? work.run(live.get())
        : refuse(
            action,
            strategy,
            dryRun,
            List.of("no strategy of this name is live: strategy:list shows all" + meant(strategy)));
  }

  @Override
  public Deployment rollback(String strategy, boolean dryRun) {
    return withLive(
        Action.ROLLBACK,
        strategy,
        dryRun,
        live -> {
          Optional<Trial> trial = lifecycle.trial(live.getSymbolicName());
          if (trial.isPresent()) {
            return ledger.run(
                Ledger.begun(Action.ROLLBACK, Deployment.COMMAND, live),
                dryRun,
                () -> dryRun ? List.of() : rollout.endTrial(trial.get()));
          }
          Optional<Bundle> kept = versions.kept(live);
          return ledger.run(
              Ledger.begun(Action.ROLLBACK, Deployment.COMMAND, kept.orElse(live)),
              dryRun,
              () -> rollout.swap(live, present(kept, live), dryRun));
        });
  }

  private static Bundle present(Optional<Bundle> kept, Bundle live) throws Unfit {
    return kept.orElseThrow(
        () -> new Unfit("no other version than " + live.getVersion() + " is kept"));
  }

  @Override
  public Deployment forget(String strategy, boolean dryRun) {
    return withLive(
        Action.FORGET,
        strategy,
        dryRun,
        live -> {
          Optional<Bundle> kept = versions.kept(live);
          return ledger.run(
              Ledger.begun(Action.FORGET, Deployment.COMMAND, kept.orElse(live)),
              dryRun,
              () -> remove(List.of(present(kept, live)), dryRun));
        });
  }

  @Override
  public Deployment uninstall(String strategy, boolean force, boolean dryRun) {
    return withLive(
        Action.UNINSTALL,
        strategy,
        dryRun,
        live ->
            ledger.run(
                Ledger.begun(Action.UNINSTALL, Deployment.COMMAND, live),
                dryRun,
                () -> {
                  refuseIfDropped(live);
                  if (!force) {
                    refuseIfItPrices(live);
                  }
                  Optional<Trial> trial = lifecycle.trial(live.getSymbolicName());
                  if (trial.isPresent() && !dryRun) {
                    rollout.endTrial(trial.get());
                  }
                  List<Bundle> all = new ArrayList<>(installed.others(live));
                  all.add(live);
                  return remove(all, dryRun);
                }));
  }

  /** It would come back with the next start. */
  private void refuseIfDropped(Bundle bundle) throws Unfit {
    String file = Installed.file(bundle);
    if (!file.isEmpty() && folder.has(file)) {
      throw new Unfit(
          "version "
              + bundle.getVersion()
              + " came from the drop folder: delete "
              + Printable.of(file, 200)
              + " there");
    }
  }

  /** Baskets with its products would be rejected. */
  private void refuseIfItPrices(Bundle live) throws Unfit {
    List<String> products = stage.products(live.getBundleId());
    if (!products.isEmpty()) {
      String some =
          products.stream()
              .limit(SOME)
              .map(code -> Printable.of(code, 64))
              .collect(Collectors.joining(", "));
      throw new Unfit(
          "it prices "
              + (products.size() == 1 ? "1 product" : products.size() + " products")
              + " ("
              + some
              + (products.size() > SOME ? ", …" : "")
              + "), which would have no price: give them another strategy first, or say --force");
    }
  }

  private List<String> remove(List<Bundle> bundles, boolean dryRun)
      throws Unfit, BundleException, InterruptedException {
    for (Bundle each : bundles) {
      if (!Installed.isOurs(each)) {
        throw new Unfit(
            "version "
                + each.getVersion()
                + " came from "
                + Printable.of(each.getLocation(), 200)
                + ": uninstall "
                + each.getBundleId());
      }
    }
    if (!dryRun) {
      rollout.removeForGood(bundles);
    }
    return List.of();
  }

  @Override
  public synchronized Deployment trust(long bundleId) {
    Bundle bundle = context.getBundle(bundleId);
    if (bundle == null
        || (!Installed.isStrategy(bundle) && Installed.strategies(bundle).isEmpty())) {
      return refuse(
          Action.TRUST,
          "bundle " + bundleId,
          false,
          List.of("it is no strategy bundle: strategy:list shows the ids of all"));
    }
    return ledger.run(
        Ledger.begun(Action.TRUST, Deployment.COMMAND, bundle),
        false,
        () -> gatekeeper.admit(bundle, true));
  }

  @Override
  public Optional<Findings> findings(String strategy) {
    return versions.trialOf(strategy).map(trial -> trial.shadow().findings());
  }

  @Override
  public synchronized List<Deployment> history() {
    return ledger.ended();
  }
}
