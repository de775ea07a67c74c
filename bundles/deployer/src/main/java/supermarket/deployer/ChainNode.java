package supermarket.deployer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.DeployedVersion;
import supermarket.basket.api.shelf.Shelf;
import supermarket.deployer.bundle.Candidate;
import supermarket.deployer.chain.Chain;
import supermarket.deployer.trial.Trial;
import supermarket.deployer.version.Lifecycle;
import supermarket.deployer.version.Versions;

/**
 * Does on this node what the chain agrees on, with the deployments that the commands make too.
 *
 * <p>Thread safety: none; for the deployer's monitor.
 */
final class ChainNode implements Chain.Node {

  /** The most between any two states: the trial ends, another version comes, a trial begins. */
  private static final int MOST_STEPS = 6;

  private final Shelf shelf;
  private final NodeState state;
  private final Versions versions;
  private final Lifecycle lifecycle;
  private final JarCommands jars;
  private final TrialCommands onTrial;
  private final LiveCommands live;
  private final Path copy;

  /**
   * On the parts of the deployer.
   *
   * @param copy where a jar is fetched to
   */
  ChainNode(
      Shelf shelf,
      NodeState state,
      Versions versions,
      Lifecycle lifecycle,
      JarCommands jars,
      TrialCommands onTrial,
      LiveCommands live,
      Path copy) {
    this.shelf = shelf;
    this.state = state;
    this.versions = versions;
    this.lifecycle = lifecycle;
    this.jars = jars;
    this.onTrial = onTrial;
    this.live = live;
    this.copy = copy;
  }

  @Override
  public Map<String, DeployedBundle> deployed() {
    return state.all();
  }

  @Override
  public List<String> bring(String symbolicName, @Nullable DeployedBundle target) {
    lifecycle.endTrialsOfGone();
    for (int steps = 0; steps < MOST_STEPS; steps++) {
      Optional<Deployment> step = step(symbolicName, target);
      if (step.isEmpty()) {
        return List.of();
      }
      if (step.get().outcome() != Outcome.DONE) {
        return step.get().details();
      }
    }
    return List.of("it does not come to rest; strategy:list shows what is live here");
  }

  /** One deployment towards the target; empty if it is reached. */
  private Optional<Deployment> step(String symbolicName, @Nullable DeployedBundle target) {
    DeployedBundle now = state.of(symbolicName).orElse(DeployedBundle.orNothing(null));
    @Nullable Bundle present = versions.live(symbolicName);
    if (target == null) {
      return Optional.ofNullable(present)
          .map(bundle -> live.uninstall(bundle, Deployment.CHAIN, true, false));
    }
    DeployedVersion wanted = target.live();
    if (wanted != null && !isSame(wanted, now.live())) {
      return Optional.of(bringLive(symbolicName, wanted, now, present));
    }
    return present == null ? Optional.empty() : bringTrial(target, now, present);
  }

  private Deployment bringLive(
      String symbolicName, DeployedVersion wanted, DeployedBundle now, @Nullable Bundle present) {
    Optional<Trial> trial = lifecycle.trial(symbolicName);
    if (trial.isPresent() && present != null) {
      return isSame(wanted, now.trial())
          ? onTrial.promote(trial.get(), Deployment.CHAIN, false)
          : live.endTrial(present, Deployment.CHAIN, false);
    }
    if (present != null && isSame(wanted, now.kept())) {
      return live.goBack(present, Deployment.CHAIN, false);
    }
    return fetch(action(present, wanted), symbolicName, wanted);
  }

  /** A node that came late has not kept the version that the others go back to. */
  private static Action action(@Nullable Bundle present, DeployedVersion wanted) {
    if (present == null) {
      return Action.INSTALL;
    }
    boolean isHigher = present.getVersion().compareTo(Version.parseVersion(wanted.version())) < 0;
    return isHigher ? Action.UPGRADE : Action.ROLLBACK;
  }

  private Optional<Deployment> bringTrial(
      DeployedBundle target, DeployedBundle now, Bundle present) {
    DeployedVersion wanted = target.trial();
    Optional<Trial> trial = lifecycle.trial(present.getSymbolicName());
    if (trial.isPresent() && (wanted == null || !isSame(wanted, now.trial()))) {
      return Optional.of(live.endTrial(present, Deployment.CHAIN, false));
    }
    if (wanted != null && trial.isEmpty()) {
      return Optional.of(fetch(Action.SHADOW, present.getSymbolicName(), wanted));
    }
    if (trial.isPresent() && target.percent() != now.percent()) {
      return Optional.of(onTrial.canary(trial.get(), Deployment.CHAIN, target.percent(), false));
    }
    return target.kept() == null && now.kept() != null
        ? Optional.of(live.forget(present, Deployment.CHAIN, false))
        : Optional.empty();
  }

  private Deployment fetch(Action action, String symbolicName, DeployedVersion wanted) {
    try {
      shelf.fetch(wanted.sha256(), copy);
      return jars.bring(action, Deployment.CHAIN, copy, wanted.trusted(), false);
    } catch (IOException e) {
      return jars.refuse(action, symbolicName, List.of(String.valueOf(e.getMessage())));
    } finally {
      Candidate.delete(copy);
    }
  }

  /** Whoever trusts a version does not make another one of it. */
  private static boolean isSame(DeployedVersion one, @Nullable DeployedVersion other) {
    return other != null
        && one.version().equals(other.version())
        && one.sha256().equals(other.sha256());
  }
}
