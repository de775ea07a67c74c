package supermarket.deployer;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Order;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.DeployedVersion;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.chain.Consent;
import supermarket.deployer.journal.Deployments;
import supermarket.deployer.trial.Trial;
import supermarket.deployer.version.Lifecycle;
import supermarket.deployer.version.Versions;

/**
 * The deployments of a version that is on trial: canary, promote, and the fall back when it is
 * quarantined.
 *
 * <p>Thread safety: none; for the deployer's monitor.
 */
final class TrialCommands {

  private static final Logger LOG = LoggerFactory.getLogger(TrialCommands.class);

  private final Lifecycle lifecycle;
  private final Versions versions;
  private final Rollout rollout;
  private final Removal removal;
  private final Deployments deployments;
  private final NodeState state;

  TrialCommands(
      Lifecycle lifecycle,
      Versions versions,
      Rollout rollout,
      Removal removal,
      Deployments deployments,
      NodeState state) {
    this.lifecycle = lifecycle;
    this.versions = versions;
    this.rollout = rollout;
    this.removal = removal;
    this.deployments = deployments;
    this.state = state;
  }

  /** Changes the share of the users for whom it prices. */
  Deployment canary(String strategy, int percent, Order order) {
    return withTrial(Action.CANARY, strategy, order, trial -> canary(trial, percent, order, false));
  }

  /**
   * The same, of a trial.
   *
   * @param decided whether the chain has agreed on it before
   */
  Deployment canary(Trial trial, int percent, Order order, boolean decided) {
    return deployments.run(
        Deployments.begun(Action.CANARY, order.door(), trial.bundle()),
        order,
        consent -> {
          if (percent < 0 || percent > 99) {
            throw new Refused(
                "a share of "
                    + percent
                    + " % is not possible, only 0 to 99; strategy:promote is for all users");
          }
          if (percent > 0 && !decided) {
            refuseIfObjected(trial);
          }
          if (order.dryRun()) {
            return List.of();
          }
          askForShare(trial, percent, consent);
          return rollout.canary(trial, new Audience(percent));
        });
  }

  private void askForShare(Trial trial, int percent, Consent consent)
      throws Refused, InterruptedException {
    DeployedVersion version = state.version(trial.bundle());
    consent.ask(
        trial.bundle().getSymbolicName(),
        now -> DeployedBundle.orNothing(now).onTrial(version, percent),
        null);
  }

  /** Puts it in the place of the live version. */
  Deployment promote(String strategy, Order order) {
    return withTrial(Action.PROMOTE, strategy, order, trial -> promote(trial, order, false));
  }

  /**
   * The same, of a trial.
   *
   * @param decided whether the chain has agreed on it before
   */
  Deployment promote(Trial trial, Order order, boolean decided) {
    return deployments.run(
        Deployments.begun(Action.PROMOTE, order.door(), trial.bundle()),
        order,
        consent -> {
          if (!decided) {
            refuseIfObjected(trial);
          }
          Bundle live = versions.live(trial.bundle().getSymbolicName());
          return rollout.promote(trial, live, order.dryRun(), consent);
        });
  }

  /** What failed where it harmed nobody is not let near users. */
  private static void refuseIfObjected(Trial trial) throws Refused {
    List<String> objections = trial.objections();
    if (!objections.isEmpty()) {
      throw new Refused(objections);
    }
  }

  /** A version that is quarantined while it prices for a share of the users loses that share. */
  void fallBack(StrategyId strategy, String why) {
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
      deployments.run(
          Deployments.begun(Action.CANARY, Deployment.RUNTIME, trial.bundle()),
          Order.by(Deployment.RUNTIME),
          consent -> {
            rollout.canary(trial, Audience.NOBODY);
            // Here at once, whatever the others say: nobody has to wait for a price that is late.
            askForShare(trial, 0, consent);
            return List.of(reason, "all users are back with the live version");
          });
    }
  }

  /** Stops all versions that are on trial, before anybody could take them for live ones. */
  void stopAll() {
    List.copyOf(lifecycle.trials()).forEach(trial -> removal.stopAgain(trial.bundle()));
  }

  private Deployment withTrial(
      Action action, String strategy, Order order, Function<Trial, Deployment> work) {
    lifecycle.endTrialsOfGone();
    return versions
        .trialOf(strategy)
        .map(work)
        .orElseGet(
            () ->
                deployments.refuse(
                    action,
                    strategy,
                    order,
                    List.of(
                        "no version of it is on trial: begin with strategy:shadow"
                            + versions.meant(strategy))));
  }
}
