package supermarket.deployer;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import supermarket.basket.api.deployment.Deployment.Action;

/**
 * Which version of a bundle is live, kept or on trial, and which may come.
 *
 * <p>Thread safety: that of what it asks.
 */
final class Versions {

  private final Installed installed;
  private final Trials trials;
  private final Gatekeeper gatekeeper;

  Versions(Installed installed, Trials trials, Gatekeeper gatekeeper) {
    this.installed = installed;
    this.trials = trials;
    this.gatekeeper = gatekeeper;
  }

  /** Whether it prices for nobody, or for a share of the users only. */
  private boolean isNotLive(Bundle bundle) {
    return trials.contains(bundle) || !gatekeeper.isAdmitted(bundle);
  }

  /** The highest version that runs, is admitted and not on trial. */
  @Nullable Bundle live(String symbolicName) {
    return installed.running(symbolicName, this::isNotLive).orElse(null);
  }

  /** The bundle that has a strategy of this name, is admitted and not on trial. */
  Optional<Bundle> liveWith(String strategy) {
    return installed.with(strategy, this::isNotLive);
  }

  /** The trial of a strategy of this name. */
  Optional<Trial> trialOf(String strategy) {
    return trials.all().stream()
        .filter(
            trial ->
                Installed.strategies(trial.bundle()).stream()
                    .anyMatch(each -> Installed.name(each).equals(strategy)))
        .findFirst();
  }

  /** The version to go back to. */
  Optional<Bundle> kept(Bundle live) {
    return installed.others(live).stream()
        .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
        .findFirst();
  }

  /** Refuses what makes no sense, whatever is in the jar. */
  void admit(Candidate candidate, Action action, @Nullable Bundle live) throws Unfit {
    String symbolicName = candidate.symbolicName();
    Optional<Trial> trial = trials.of(symbolicName);
    if (trial.isPresent() && action != Action.REPLAY) {
      throw new Unfit(
          trial.get() + " is on trial; use strategy:promote or strategy:rollback first");
    }
    if (action == Action.INSTALL && live != null) {
      throw new Unfit(
          "version "
              + live.getVersion()
              + " of it is live already; "
              + (live.getVersion().compareTo(candidate.version()) < 0
                  ? "use strategy:upgrade"
                  : "raise the version of the bundle above that, and use strategy:upgrade"));
    }
    if ((action == Action.UPGRADE || action == Action.SHADOW) && live == null) {
      throw new Unfit("no version of it is live; use strategy:install");
    }
    if (live != null && live.getVersion().compareTo(candidate.version()) >= 0) {
      if (action == Action.REPLAY) {
        throw new Unfit(
            "version "
                + live.getVersion()
                + " is live; a replay compares a higher version with it: raise the version of the"
                + " bundle above that");
      }
      throw new Unfit(
          "version "
              + live.getVersion()
              + " is live; an upgrade needs a higher version than that, even if only its content"
              + " differs");
    }
    if (installed.version(symbolicName, candidate.version().toString()).isPresent()) {
      throw new Unfit(
          "this version is installed, but not live; use strategy:rollback, or a higher version");
    }
  }
}
