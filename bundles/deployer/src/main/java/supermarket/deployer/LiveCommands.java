package supermarket.deployer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Order;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.deployer.bundle.Installed;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.chain.Consent;
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
  Deployment rollback(String strategy, Order order) {
    return withLive(
        Action.ROLLBACK,
        strategy,
        order,
        live ->
            lifecycle.trial(live.getSymbolicName()).isPresent()
                ? endTrial(live, order)
                : goBack(live, order));
  }

  /** Ends the trial of a bundle. */
  Deployment endTrial(Bundle live, Order order) {
    Trial trial = lifecycle.trial(live.getSymbolicName()).orElseThrow();
    return deployments.run(
        Deployments.begun(Action.ROLLBACK, order.door(), live),
        order,
        consent -> {
          if (order.dryRun()) {
            return List.of();
          }
          consent.ask(
              live.getSymbolicName(), now -> DeployedBundle.orNothing(now).withoutTrial(), null);
          return rollout.endTrial(trial);
        });
  }

  /** Goes back to the version that is kept. */
  Deployment goBack(Bundle live, Order order) {
    Optional<Bundle> kept = versions.kept(live);
    return deployments.run(
        Deployments.begun(Action.ROLLBACK, order.door(), kept.orElse(live)),
        order,
        consent -> rollout.swap(live, present(kept, live), order.dryRun(), consent));
  }

  private static Bundle present(Optional<Bundle> kept, Bundle live) throws Refused {
    return kept.orElseThrow(
        () -> new Refused("no other version than " + live.getVersion() + " is kept"));
  }

  /** Uninstalls the version that is kept. */
  Deployment forget(String strategy, Order order) {
    return withLive(Action.FORGET, strategy, order, live -> forget(live, order));
  }

  /** The same, of a bundle. */
  Deployment forget(Bundle live, Order order) {
    Optional<Bundle> kept = versions.kept(live);
    return deployments.run(
        Deployments.begun(Action.FORGET, order.door(), kept.orElse(live)),
        order,
        consent ->
            remove(
                List.of(present(kept, live)),
                now -> now == null ? null : now.withoutKept(),
                order.dryRun(),
                consent));
  }

  /** Uninstalls all versions. */
  Deployment uninstall(String strategy, Order order) {
    return withLive(Action.UNINSTALL, strategy, order, live -> uninstall(live, order, false));
  }

  /**
   * The same, of a bundle.
   *
   * @param decided whether the chain has agreed on it before
   */
  Deployment uninstall(Bundle live, Order order, boolean decided) {
    return deployments.run(
        Deployments.begun(Action.UNINSTALL, order.door(), live),
        order,
        consent -> {
          if (!decided) {
            refuseIfDropped(live);
          }
          if (!order.forced()) {
            refuseIfItPrices(live);
          }
          List<Bundle> all = new ArrayList<>();
          lifecycle.trial(live.getSymbolicName()).ifPresent(trial -> all.add(trial.bundle()));
          installed.others(live).stream().filter(each -> !all.contains(each)).forEach(all::add);
          all.add(live);
          return remove(all, now -> null, order.dryRun(), consent);
        });
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

  private List<String> remove(
      List<Bundle> bundles, Consent.BundleChange change, boolean dryRun, Consent consent)
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
      consent.ask(bundles.getLast().getSymbolicName(), change, null);
      removal.removeForGood(bundles);
    }
    return List.of();
  }

  /** Admits a bundle, whatever its classes do. */
  Deployment trust(long bundleId, Order order) {
    Bundle bundle = installed.bundle(bundleId).orElse(null);
    if (bundle == null
        || (!Installed.isStrategy(bundle) && Installed.strategies(bundle).isEmpty())) {
      return deployments.refuse(
          Action.TRUST,
          "bundle " + bundleId,
          order,
          List.of("it is no strategy bundle: strategy:list shows the ids of all"));
    }
    return deployments.run(
        Deployments.begun(Action.TRUST, order.door(), bundle),
        order,
        consent -> gatekeeper.admit(bundle, true)); // what the framework brought is one node's
  }

  private Deployment withLive(
      Action action, String strategy, Order order, Function<Bundle, Deployment> work) {
    lifecycle.endTrialsOfGone();
    return versions
        .liveWith(strategy)
        .map(work)
        .orElseGet(
            () ->
                deployments.refuse(
                    action,
                    strategy,
                    order,
                    List.of(
                        "no strategy of this name is live: strategy:list shows all"
                            + versions.meant(strategy))));
  }
}
