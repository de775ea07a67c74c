package supermarket.runtime.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import supermarket.runtime.launcher.NodeHealth.Reason;

/**
 * Which bundles of the release the framework could not start, and why. What an operator has
 * installed is the operator's matter. Thread-safe.
 */
final class StartFailures implements FrameworkListener {

  private final Map<Bundle, String> failures = new ConcurrentHashMap<>();

  @Override
  public void frameworkEvent(FrameworkEvent event) {
    if (event.getType() == FrameworkEvent.ERROR
        && event.getThrowable() instanceof BundleException failure
        && BundleFolder.has(event.getBundle())) {
      failures.put(event.getBundle(), String.valueOf(failure.getMessage()).strip());
    }
  }

  /** Those that are not started even now; it does not pass by itself. */
  List<Reason> reasons() {
    List<Reason> reasons = new ArrayList<>();
    failures.forEach(
        (bundle, why) -> {
          if (bundle.getState() != Bundle.ACTIVE) {
            reasons.add(new Reason(false, bundle.getLocation() + " cannot be started: " + why));
          }
        });
    return reasons;
  }
}
