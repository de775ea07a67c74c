package supermarket.deployer;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import supermarket.basket.api.catalogue.Admission;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.DeployedVersion;
import supermarket.deployer.bundle.Installed;
import supermarket.deployer.trial.Trial;
import supermarket.deployer.version.Lifecycle;
import supermarket.deployer.version.Versions;

/**
 * What this node has deployed, in the words of the shelf. Bundles that the framework itself
 * installed are not on the shelf.
 *
 * <p>Thread safety: none; for the deployer's monitor.
 */
final class NodeState {

  private final Installed installed;
  private final Versions versions;
  private final Lifecycle lifecycle;
  private final Stage stage;

  NodeState(Installed installed, Versions versions, Lifecycle lifecycle, Stage stage) {
    this.installed = installed;
    this.versions = versions;
    this.lifecycle = lifecycle;
    this.stage = stage;
  }

  /** Returns all bundles, by symbolic name. */
  Map<String, DeployedBundle> all() {
    Map<String, DeployedBundle> all = new TreeMap<>();
    for (Bundle each : installed.ours()) {
      String name = each.getSymbolicName();
      of(name).ifPresent(bundle -> all.put(name, bundle));
    }
    return all;
  }

  /** Returns what is deployed of a bundle; empty if nothing is. */
  Optional<DeployedBundle> of(String symbolicName) {
    Bundle live = versions.live(symbolicName);
    Optional<Trial> trial = lifecycle.trial(symbolicName);
    if (live == null && trial.isEmpty()) {
      return Optional.empty();
    }
    Optional<Bundle> kept = live == null ? Optional.empty() : versions.kept(live);
    return Optional.of(
        new DeployedBundle(
            ours(live),
            kept.filter(Installed::isOurs).map(this::version).orElse(null),
            trial.map(each -> version(each.bundle())).orElse(null),
            trial.map(each -> each.audience().percent()).orElse(0)));
  }

  private @Nullable DeployedVersion ours(@Nullable Bundle bundle) {
    return bundle == null || !Installed.isOurs(bundle) ? null : version(bundle);
  }

  /** Returns a version that the deployer installed. */
  DeployedVersion version(Bundle bundle) {
    return new DeployedVersion(
        bundle.getVersion().toString(),
        Installed.sha256(bundle),
        stage.admission(bundle.getBundleId(), bundle.getLastModified()) == Admission.TRUSTED);
  }
}
