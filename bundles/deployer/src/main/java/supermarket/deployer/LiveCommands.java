package supermarket.deployer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.deployer.bundle.Installed;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.check.Gatekeeper;
import supermarket.deployer.journal.Deployments;
import supermarket.deployer.trial.Trial;
import supermarket.deployer.version.Lifecycle;
import supermarket.deployer.version.Versions;
import supermarket.library.text.Printable;

/**
 * The deployments of a strategy that is live: rollback, forget, uninstall; and trust.
 *
 * <p>Thread safety: none; for the deployer's monitor.
 */
final class LiveCommands {

  /** So many products are named. */
  private static final int SOME = 5;

  private final Installed installed;
  private final Lifecycle lifecycle;
  private final Versions versions;
  private final Gatekeeper gatekeeper;
  private final Stage stage;
  private final Rollout rollout;
  private final Removal removal;
  private final Deployments deployments;
  private final Predicate<String> dropped;

  /**
   * On the parts of the deployer.
   *
   * @param dropped whether a file is in the drop folder
   */
  LiveCommands(
      Installed installed,
      Lifecycle lifecycle,
      Versions versions,
      Gatekeeper gatekeeper,
      Stage stage,
      Rollout rollout,
      Removal removal,
      Deployments deployments,
      Predicate<String> dropped) {
    this.installed = installed;
    this.lifecycle = lifecycle;
    this.versions = versions;
    this.gatekeeper = gatekeeper;
    this.stage = stage;
    this.rollout = rollout;
    this.removal = removal;
    this.deployments = deployments;
    this.dropped = dropped;
  }

  /** Ends a trial, or goes back to the version that is kept. */
  Deployment rollback(String strategy, boolean dryRun) {
    return withLive(
        Action.ROLLBACK,
        strategy,
        dryRun,
        live -> {
          Optional<Trial> trial = lifecycle.trial(live.getSymbolicName());
          if (trial.isPresent()) {
            return deployments.run(
                Deployments.begun(Action.ROLLBACK, Deployment.COMMAND, live),
                dryRun,
                () -> dryRun ? List.of() : rollout.endTrial(trial.get()));
          }
          Optional<Bundle> kept = versions.kept(live);
          return deployments.run(
              Deployments.begun(Action.ROLLBACK, Deployment.COMMAND, kept.orElse(live)),
              dryRun,
              () -> rollout.swap(live, present(kept, live), dryRun));
        });
  }

  private static Bundle present(Optional<Bundle> kept, Bundle live) throws Refused {
    return kept.orElseThrow(
        () -> new Refused("no other version than " + live.getVersion() + " is kept"));
  }

  /** Uninstalls the version that is kept. */
  Deployment forget(String strategy, boolean dryRun) {
    return withLive(
        Action.FORGET,
        strategy,
        dryRun,
        live -> {
          Optional<Bundle> kept = versions.kept(live);
          return deployments.run(
              Deployments.begun(Action.FORGET, Deployment.COMMAND, kept.orElse(live)),
              dryRun,
              () -> remove(List.of(present(kept, live)), dryRun));
        });
  }

  /** Uninstalls all versions. */
  Deployment uninstall(String strategy, boolean force, boolean dryRun) {
    return withLive(
        Action.UNINSTALL,
        strategy,
        dryRun,
        live ->
            deployments.run(
                Deployments.begun(Action.UNINSTALL, Deployment.COMMAND, live),
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
  private void refuseIfDropped(Bundle bundle) throws Refused {
    String file = Installed.file(bundle);
    if (!file.isEmpty() && dropped.test(file)) {
      throw new Refused(
          "version "
              + bundle.getVersion()
              + " came from the drop folder: delete "
              + Printable.of(file, 200)
              + " there");
    }
  }

  /** Baskets with its products would be rejected. */
  private void refuseIfItPrices(Bundle live) throws Refused {
    List<String> products = stage.products(live.getBundleId());
    if (!products.isEmpty()) {
      String some =
          products.stream()
              .limit(SOME)
              .map(code -> Printable.of(code, 64))
              .collect(Collectors.joining(", "));
      throw new Refused(
          "it prices "
              + (products.size() == 1 ? "1 product" : products.size() + " products")
              + " ("
              + some
              + (products.size() > SOME ? ", …" : "")
              + "), which would have no price: give them another strategy first, or say --force");
    }
  }

  private List<String> remove(List<Bundle> bundles, boolean dryRun)
      throws Refused, BundleException, InterruptedException {
    for (Bundle each : bundles) {
      if (!Installed.isOurs(each)) {
        throw new Refused(
            "version "
                + each.getVersion()
                + " came from "
                + Printable.of(each.getLocation(), 200)
                + ": uninstall "
                + each.getBundleId());
      }
    }
    if (!dryRun) {
      removal.removeForGood(bundles);
    }
    return List.of();
  }

  /** Admits a bundle, whatever its classes do. */
  Deployment trust(long bundleId) {
    Bundle bundle = installed.bundle(bundleId).orElse(null);
    if (bundle == null
        || (!Installed.isStrategy(bundle) && Installed.strategies(bundle).isEmpty())) {
      return deployments.refuse(
          Action.TRUST,
          "bundle " + bundleId,
          false,
          List.of("it is no strategy bundle: strategy:list shows the ids of all"));
    }
    return deployments.run(
        Deployments.begun(Action.TRUST, Deployment.COMMAND, bundle),
        false,
        () -> gatekeeper.admit(bundle, true));
  }

  private interface LiveWork {
    Deployment run(Bundle live);
  }

  private Deployment withLive(Action action, String strategy, boolean dryRun, LiveWork work) {
    lifecycle.endTrialsOfGone();
    Optional<Bundle> live = versions.liveWith(strategy);
    return live.isPresent()
        ? work.run(live.get())
        : deployments.refuse(
            action,
            strategy,
            dryRun,
            List.of(
                "no strategy of this name is live: strategy:list shows all"
                    + versions.meant(strategy)));
  }
}
