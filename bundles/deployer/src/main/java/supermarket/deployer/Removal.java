package supermarket.deployer;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.deployer.bundle.Installed;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.check.Guard;
import supermarket.deployer.version.Lifecycle;

/**
 * Takes versions away. Stopping and uninstalling run foreign code, so they are behind the guard. A
 * version that does not go stays, and prices for nobody.
 *
 * <p>Thread safety: none; for the deployer's monitor.
 */
final class Removal {

  private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

  private final Installed installed;
  private final Lifecycle lifecycle;
  private final Guard guard;

  Removal(Installed installed, Lifecycle lifecycle, Guard guard) {
    this.installed = installed;
    this.lifecycle = lifecycle;
    this.guard = guard;
  }

  /** Nothing of it stays. The first refusal stays what it is, whatever goes wrong after it. */
  Refused discard(Bundle bundle, Refused first) {
    return first.because(discard(bundle, first.reasons()).reasons());
  }

  /** Nothing of it stays. The first reason comes first, whatever goes wrong after it. */
  Refused discard(Bundle bundle, List<String> first) {
    List<String> reasons = new ArrayList<>(first);
    try {
      discard(bundle);
    } catch (Refused second) {
      second.reasons().forEach(why -> reasons.add(why + "; it stays installed, dark"));
    }
    return new Refused(reasons);
  }

  /** Nothing of it stays. If it cannot be uninstalled it stays dark. */
  List<String> discard(Bundle bundle) throws Refused {
    lifecycle.takeOut(List.of(bundle));
    return guard.call(
        "uninstalling it again",
        () -> {
          if (bundle.getState() != Bundle.UNINSTALLED) {
            installed.remove(bundle);
          }
          return List.of();
        });
  }

  /** Uninstalls a version; if it does not go that is a note. */
  void remove(Bundle bundle, List<String> notes) {
    try {
      uninstall(bundle);
    } catch (Refused e) {
      notes.add("version " + bundle.getVersion() + " is left: " + e.getMessage());
      lifecycle.takeOut(List.of(bundle));
    }
  }

  /** Uninstalling deactivates what runs, so it belongs behind the guard. */
  void uninstall(Bundle bundle) throws Refused {
    guard.call(
        "uninstalling it",
        () -> {
          installed.remove(bundle);
          return true;
        });
  }

  /**
   * Uninstalls versions for which no successor is meant to come: products that are left without a
   * strategy are rejected from then on, at once.
   */
  void removeForGood(List<Bundle> bundles) throws Refused {
    lifecycle.takeOut(bundles);
    List<String> left = new ArrayList<>();
    for (Bundle bundle : bundles) {
      try {
        uninstall(bundle);
      } catch (Refused e) {
        left.add("version " + bundle.getVersion() + " is left, dark: " + e.getMessage());
      }
    }
    if (!left.isEmpty()) {
      throw new Refused(left);
    }
  }

  /** Without hiding why it is to be stopped again. If it cannot be, it stays dark. */
  void stopAgain(Bundle bundle) {
    lifecycle.takeOut(List.of(bundle));
    try {
      guard.call(
          "stopping it again",
          () -> {
            bundle.stop(Bundle.STOP_TRANSIENT);
            return true;
          });
      lifecycle.keep(bundle);
    } catch (Refused e) {
      LOG.warn("{} is not stopped: {}", bundle, e.getMessage());
    }
  }
}
