package supermarket.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.operation.ConfigurationCheck;

/**
 * What the bundles of the release say that their configurations may hold; they need not be started
 * for it. Others are not asked: it would run their code.
 *
 * <p>Thread safety: one thread at a time.
 */
final class Checks {

  private static final Logger LOG = LoggerFactory.getLogger(Checks.class);
  private static final String NAMES = "META-INF/services/" + ConfigurationCheck.class.getName();

  /** A bundle as it is; one that was updated is another. */
  private record Version(long bundle, long modified) {}

  private final BundleContext context;
  private final Release release;
  private final Map<Version, List<ConfigurationCheck<?>>> known = new HashMap<>();

  Checks(BundleContext context, Release release) {
    this.context = context;
    this.release = release;
  }

  /** Of all bundles of the release that are installed. */
  List<ConfigurationCheck<?>> all() {
    List<ConfigurationCheck<?>> all = new ArrayList<>();
    Set<Version> present = new HashSet<>();
    for (Bundle bundle : context.getBundles()) {
      if (!release.has(bundle.getLocation())) {
        continue;
      }
      Version version = new Version(bundle.getBundleId(), bundle.getLastModified());
      present.add(version);
      List<ConfigurationCheck<?>> checks = known.get(version);
      if (checks == null && isResolved(bundle)) {
        checks = of(bundle);
        known.put(version, checks);
      }
      if (checks != null) {
        all.addAll(checks);
      }
    }
    known.keySet().retainAll(present);
    return all;
  }

  private boolean isResolved(Bundle bundle) {
    return bundle.getState() != Bundle.INSTALLED
        || (bundle.getEntry(NAMES) != null
            && context
                .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .resolveBundles(Set.of(bundle)));
  }

  private static List<ConfigurationCheck<?>> of(Bundle bundle) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    List<ConfigurationCheck<?>> checks = new ArrayList<>();
    if (wiring != null && bundle.getEntry(NAMES) != null) {
      try {
        for (ConfigurationCheck<?> each :
            ServiceLoader.load(ConfigurationCheck.class, wiring.getClassLoader())) {
          checks.add(each);
        }
      } catch (ServiceConfigurationError e) {
        LOG.error("{} does not say what its configuration may hold", bundle, e);
      }
    }
    return checks;
  }
}
