package supermarket.deployer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.deployer.bundle.Candidate;
import supermarket.deployer.bundle.Installed;
import supermarket.deployer.bundle.Refused;
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
    JarCommands jars)
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
    return jars.bring(null, candidate, false, known);
  }

  @Override
  public Deployment swap(String door, Bundle from, Bundle to) {
    return deployments.run(
        Deployments.begun(Action.ROLLBACK, door, to), false, () -> rollout.swap(from, to, false));
  }

  @Override
  public Deployment uninstall(String door, List<Bundle> bundles, String why) {
    Bundle first = bundles.getFirst();
    return deployments.run(
        Deployments.begun(Action.UNINSTALL, door, first),
        false,
        () -> {
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

  @Override
  public Deployment refuse(String file, List<String> reasons) {
    String shown = Printable.of(file, 200);
    return deployments.refuse(
        Deployments.begun(Action.INSTALL, shown, shown, "", ""), false, reasons);
  }
}
