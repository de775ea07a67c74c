package supermarket.deployer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.deployment.Order;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.DeployedVersion;
import supermarket.deployer.bundle.Candidate;
import supermarket.deployer.bundle.Installed;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.chain.Chain;
import supermarket.deployer.folder.Fleet;
import supermarket.deployer.journal.Deployments;
import supermarket.deployer.trial.Trial;
import supermarket.deployer.version.Lifecycle;
import supermarket.deployer.version.Versions;
import supermarket.library.text.Printable;

/** What the framework has. */
record DeployedFleet(
    Installed installed,
    Versions versions,
    Lifecycle lifecycle,
    Rollout rollout,
    Removal removal,
    Deployments deployments,
    JarCommands jars,
    LiveCommands live,
    Supplier<Chain> chain)
    implements Fleet {

  @Override
  public List<Bundle> ours() {
    return installed.ours();
  }

  @Override
  public @Nullable Bundle live(String symbolicName) {
    return versions.live(symbolicName);
  }

  @Override
  public Optional<Bundle> kept(Bundle live) {
    return versions.kept(live);
  }

  @Override
  public Candidate read(Path jar) throws Refused {
    return jars.read(jar);
  }

  @Override
  public Deployment bring(Candidate candidate, List<String> known) {
    return jars.bring(null, candidate, Order.by(candidate.door()), known);
  }

  @Override
  public void catchUp() {
    chain.get().catchUp();
  }

  @Override
  public boolean isDeployed(String sha256) {
    return chain.get().has(sha256);
  }

  @Override
  public Deployment swap(String door, Bundle from, Bundle to) {
    // A step of its own: each revision changes one thing, and all nodes judge that.
    Optional<Trial> trial = lifecycle.trial(from.getSymbolicName());
    if (trial.isPresent()) {
      Deployment ended = live.endTrial(from, Order.by(door));
      if (ended.outcome() != Outcome.DONE) {
        return ended;
      }
    }
    return deployments.run(
        Deployments.begun(Action.ROLLBACK, door, to),
        Order.by(door),
        consent -> rollout.swap(from, to, false, consent));
  }

  @Override
  public Deployment uninstall(String door, List<Bundle> bundles, String why) {
    Bundle first = bundles.getFirst();
    return deployments.run(
        Deployments.begun(Action.UNINSTALL, door, first),
        Order.by(door),
        consent -> {
          consent.ask(first.getSymbolicName(), now -> without(bundles, now), null);
          Optional<Trial> trial = lifecycle.trial(first.getSymbolicName());
          Bundle live = versions.live(first.getSymbolicName());
          if (trial.isPresent() && live != null && bundles.contains(live)) {
            rollout.endTrial(trial.get());
          }
          for (Bundle bundle : bundles) {
            removal.uninstall(bundle);
          }
          return List.of(why);
        });
  }

  /** What is left of a bundle without some of its versions. */
  private static @Nullable DeployedBundle without(
      List<Bundle> versions, @Nullable DeployedBundle now) {
    if (now == null || isOneOf(versions, now.live())) {
      return null;
    }
    DeployedBundle left = isOneOf(versions, now.kept()) ? now.withoutKept() : now;
    return isOneOf(versions, now.trial()) ? left.withoutTrial() : left;
  }

  private static boolean isOneOf(List<Bundle> versions, @Nullable DeployedVersion one) {
    return one != null
        && versions.stream().anyMatch(each -> each.getVersion().toString().equals(one.version()));
  }

  @Override
  public Deployment refuse(String file, List<String> reasons) {
    String shown = Printable.of(file, 200);
    return deployments.refuse(
        Deployments.begun(Action.INSTALL, shown, shown, "", ""), Order.by(shown), reasons);
  }
}
