package supermarket.deployer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.deployment.Order;
import supermarket.basket.api.shelf.CatalogueState;
import supermarket.basket.api.shelf.Deployed;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.DeployedVersion;
import supermarket.basket.api.shelf.Shelf;
import supermarket.deployer.bundle.Candidate;
import supermarket.deployer.bundle.Installed;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.chain.Node;
import supermarket.deployer.trial.Trial;
import supermarket.deployer.version.Lifecycle;
import supermarket.deployer.version.Versions;

/**
 * Does on this node what the chain agrees on, with the deployments that the commands make too.
 *
 * <p>Thread safety: none; for the deployer's monitor.
 */
final class ChainNode implements Node {

  /** The most between any two states: the trial ends, another version comes, a trial begins. */
  private static final int MOST_STEPS = 6;

  private static final Order ORDER = Order.by(Deployment.CHAIN);

  private static final Logger LOG = LoggerFactory.getLogger(ChainNode.class);

  private final Shelf shelf;
  private final NodeState state;
  private final Versions versions;
  private final Lifecycle lifecycle;
  private final Installed installed;
  private final Removal removal;
  private final JarCommands jars;
  private final TrialCommands onTrial;
  private final LiveCommands live;
  private final CatalogueCommands products;
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
      Installed installed,
      Removal removal,
      JarCommands jars,
      TrialCommands onTrial,
      LiveCommands live,
      CatalogueCommands products,
      Path copy) {
    this.shelf = shelf;
    this.state = state;
    this.versions = versions;
    this.lifecycle = lifecycle;
    this.installed = installed;
    this.removal = removal;
    this.jars = jars;
    this.onTrial = onTrial;
    this.live = live;
    this.products = products;
    this.copy = copy;
  }

  @Override
  public Deployed deployed() {
    return new Deployed(state.all(), products.state());
  }

  @Override
  public List<String> bring(CatalogueState target) {
    return products.bring(target);
  }

  @Override
  public void agreed(RevisionId revision) {
    lifecycle.agreed(revision);
  }

  @Override
  public void isAt(RevisionId revision) {
    lifecycle.isAt(revision);
  }

  @Override
  public List<String> bring(String symbolicName, @Nullable DeployedBundle target, boolean decided) {
    lifecycle.endTrialsOfGone();
    for (int steps = 0; steps < MOST_STEPS; steps++) {
      Optional<Deployment> step = step(symbolicName, target, decided);
      if (step.isEmpty()) {
        keep(symbolicName, target);
        return List.of();
      }
      if (step.get().outcome() != Outcome.DONE) {
        return step.get().details();
      }
    }
    return List.of("it does not come to rest; strategy:list shows what is live here");
  }

  /** One deployment towards the target; empty if it is reached. */
  private Optional<Deployment> step(
      String symbolicName, @Nullable DeployedBundle target, boolean decided) {
    DeployedBundle now = state.of(symbolicName).orElse(DeployedBundle.orNothing(null));
    @Nullable Bundle present = versions.live(symbolicName);
    if (target == null) {
      return Optional.ofNullable(present)
          .map(bundle -> live.uninstall(bundle, ORDER.meant(), decided));
    }
    DeployedVersion wanted = target.live();
    if (wanted != null && !isSame(wanted, now.live())) {
      return Optional.of(bringLive(symbolicName, wanted, now, present, decided));
    }
    return present == null ? Optional.empty() : bringTrial(target, now, present, decided);
  }

  private Deployment bringLive(
      String symbolicName,
      DeployedVersion wanted,
      DeployedBundle now,
      @Nullable Bundle present,
      boolean decided) {
    Optional<Trial> trial = lifecycle.trial(symbolicName);
    if (trial.isPresent() && present != null) {
      return isSame(wanted, now.trial())
          ? onTrial.promote(trial.get(), ORDER, decided)
          : live.endTrial(present, ORDER);
    }
    if (present != null && isSame(wanted, now.kept())) {
      return live.goBack(present, ORDER);
    }
    removeLeft(symbolicName, wanted, present);
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
      DeployedBundle target, DeployedBundle now, Bundle present, boolean decided) {
    DeployedVersion wanted = target.trial();
    Optional<Trial> trial = lifecycle.trial(present.getSymbolicName());
    if (trial.isPresent() && (wanted == null || !isSame(wanted, now.trial()))) {
      return Optional.of(live.endTrial(present, ORDER));
    }
    if (wanted != null && trial.isEmpty()) {
      return Optional.of(fetch(Action.SHADOW, present.getSymbolicName(), wanted));
    }
    if (trial.isPresent() && target.percent() != now.percent()) {
      return Optional.of(onTrial.canary(trial.get(), target.percent(), ORDER, decided));
    }
    return target.kept() == null && now.kept() != null
        ? Optional.of(live.forget(present, ORDER))
        : Optional.empty();
  }

  /** Somebody may have stopped the version that is wanted, or a kill have left it behind. */
  private void removeLeft(String symbolicName, DeployedVersion wanted, @Nullable Bundle present) {
    installed
        .version(symbolicName, wanted.version())
        .filter(left -> !left.equals(present) && Installed.isOurs(left))
        .ifPresent(left -> removal.remove(left, new ArrayList<>()));
  }

  /**
   * Every node keeps the same version for a roll back. One that came late, or missed a version,
   * gets it; that it cannot be had now is no reason not to price.
   */
  private void keep(String symbolicName, @Nullable DeployedBundle target) {
    DeployedBundle now = state.of(symbolicName).orElse(DeployedBundle.orNothing(null));
    DeployedVersion wanted = target == null ? null : target.kept();
    Bundle present = versions.live(symbolicName);
    if (wanted == null || present == null || isSame(wanted, now.kept())) {
      return;
    }
    try {
      versions.kept(present).ifPresent(other -> removal.remove(other, new ArrayList<>()));
      shelf.fetch(wanted.sha256(), copy);
      installed.install(jars.read(copy));
    } catch (IOException | BundleException | Refused e) {
      LOG.warn(
          "version {} of {} is not kept here: {}", wanted.version(), symbolicName, e.toString());
    } finally {
      Candidate.delete(copy);
      jars.forget();
    }
  }

  private Deployment fetch(Action action, String symbolicName, DeployedVersion wanted) {
    try {
      shelf.fetch(wanted.sha256(), copy);
      return jars.bring(action, copy, wanted.trusted() ? ORDER.ofTrusted() : ORDER);
    } catch (IOException e) {
      return jars.refuse(action, symbolicName, ORDER, List.of(String.valueOf(e.getMessage())));
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
