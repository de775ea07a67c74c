package supermarket.deployer.version;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.deployer.bundle.Candidate;
import supermarket.deployer.bundle.Installed;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.trial.Trial;
import supermarket.library.text.Printable;

/**
 * Which version of a bundle is live, kept or on trial, and which may come.
 *
 * <p>Thread safety: that of what it asks.
 */
public final class Versions {

  private final Installed installed;
  private final Lifecycle lifecycle;
  private final Stage stage;

  public Versions(Installed installed, Lifecycle lifecycle, Stage stage) {
    this.installed = installed;
    this.lifecycle = lifecycle;
    this.stage = stage;
  }

  /** The version of a bundle that is live; the highest, if several are, for different names. */
  public @Nullable Bundle live(String symbolicName) {
    return installed
        .versions(symbolicName)
        .filter(version -> lifecycle.state(version) == VersionState.LIVE)
        .findFirst()
        .orElse(null);
  }

  /** The bundle whose strategy prices the products that are bound to a name. */
  public Optional<Bundle> liveWith(String strategy) {
    return stage.live(strategy).flatMap(installed::bundle);
  }

  /** The trial of a strategy of this name. */
  public Optional<Trial> trialOf(String strategy) {
    return lifecycle.trials().stream()
        .filter(
            trial ->
                Installed.strategies(trial.bundle()).stream()
                    .anyMatch(each -> Installed.name(each).equals(strategy)))
        .findFirst();
  }

  /** The version to go back to. */
  public Optional<Bundle> kept(Bundle live) {
    return installed.others(live).stream()
        .filter(version -> lifecycle.state(version) == VersionState.KEPT)
        .findFirst();
  }

  /** What to name instead of a bundle, for a sentence; empty if it is none. */
  public String meant(String bundle) {
    List<String> names = installed.strategies(bundle);
    return names.isEmpty() || names.contains(bundle)
        ? ""
        : "; that is the name of a bundle, did you mean "
            + names.stream()
                .map(name -> "'" + Printable.of(name, 100) + "'")
                .collect(Collectors.joining(" or "))
            + "?";
  }

  /** Refuses what makes no sense, whatever is in the jar. */
  public void admit(Candidate candidate, Action action, @Nullable Bundle live) throws Refused {
    String symbolicName = candidate.symbolicName();
    Optional<Trial> trial = lifecycle.trial(symbolicName);
    if (trial.isPresent() && action != Action.REPLAY) {
      throw new Refused(
          trial.get() + " is on trial; use strategy:promote or strategy:rollback first");
    }
    if (action == Action.INSTALL && live != null) {
      throw new Refused(
          "version "
              + live.getVersion()
              + " of it is live already; "
              + (live.getVersion().compareTo(candidate.version()) < 0
                  ? "use strategy:upgrade"
                  : "raise the version of the bundle above that, and use strategy:upgrade"));
    }
    if ((action == Action.UPGRADE || action == Action.SHADOW) && live == null) {
      throw new Refused("no version of it is live; use strategy:install");
    }
    boolean mayBeLower = action == Action.ROLLBACK;
    if (!mayBeLower && live != null && live.getVersion().compareTo(candidate.version()) >= 0) {
      if (action == Action.REPLAY) {
        throw new Refused(
            "version "
                + live.getVersion()
                + " is live; a replay compares a higher version with it: raise the version of the"
                + " bundle above that");
      }
      throw new Refused(
          "version "
              + live.getVersion()
              + " is live; an upgrade needs a higher version than that, even if only its content"
              + " differs");
    }
    if (installed.version(symbolicName, candidate.version().toString()).isPresent()) {
      throw new Refused(
          "this version is installed, but not live; use strategy:rollback, or a higher version");
    }
  }
}
