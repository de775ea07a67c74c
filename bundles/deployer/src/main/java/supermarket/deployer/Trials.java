package supermarket.deployer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import supermarket.basket.api.catalogue.Stage;

/**
 * The versions on trial, at most one of each bundle, and what else is not live to all users.
 *
 * <p>Thread safety: the deployer changes it under its lock; a reader may be any thread.
 */
final class Trials {

  private final Stage stage;
  private final Set<Long> outcasts = new HashSet<>();
  private volatile Map<String, Trial> bySymbolicName = Map.of();

  Trials(Stage stage) {
    this.stage = stage;
  }

  Optional<Trial> of(String symbolicName) {
    return Optional.ofNullable(bySymbolicName.get(symbolicName));
  }

  List<Trial> all() {
    return new ArrayList<>(bySymbolicName.values());
  }

  boolean contains(Bundle bundle) {
    return bySymbolicName.values().stream().anyMatch(trial -> trial.bundle().equals(bundle));
  }

  /** Begins a trial, or changes it. */
  void put(Trial trial) {
    Map<String, Trial> more = new HashMap<>(bySymbolicName);
    more.put(trial.bundle().getSymbolicName(), trial);
    bySymbolicName = Map.copyOf(more);
  }

  /** Ends a trial; its bundle is as it was on stage until that is told. */
  void remove(Trial trial) {
    Map<String, Trial> fewer = new HashMap<>(bySymbolicName);
    fewer.remove(trial.bundle().getSymbolicName());
    bySymbolicName = Map.copyOf(fewer);
    trial.shadow().close();
  }

  /** Ends those whose version somebody else has uninstalled. */
  void removeGone() {
    for (Trial trial : all()) {
      if (trial.bundle().getState() == Bundle.UNINSTALLED) {
        remove(trial);
      }
    }
  }

  /** It should be gone, but could not be uninstalled: it stays dark for good. */
  void outcast(Bundle bundle) {
    outcasts.add(bundle.getBundleId());
  }

  /** It is gone after all. */
  void readmit(Bundle bundle) {
    outcasts.remove(bundle.getBundleId());
  }

  /** One edition: live is every version that is not on trial and not among these. */
  void stageAllBut(Bundle... dark) {
    Map<Long, Integer> shares = new HashMap<>();
    bySymbolicName
        .values()
        .forEach(trial -> shares.put(trial.bundle().getBundleId(), trial.percent()));
    outcasts.forEach(bundleId -> shares.put(bundleId, 0));
    for (Bundle bundle : dark) {
      shares.put(bundle.getBundleId(), 0);
    }
    stage.limit(shares);
  }
}
