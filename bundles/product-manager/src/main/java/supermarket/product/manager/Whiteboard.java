package supermarket.product.manager;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.catalogue.Admission;
import supermarket.product.manager.strategy.Admissions;
import supermarket.product.manager.strategy.RegisteredStrategy;

/**
 * The strategies that are registered. Those of bundles that are admitted are made and handed on;
 * the others wait, and nothing of them runs.
 *
 * <p>Thread safety: its own lock, which is not held while strategies are made or handed on.
 */
final class Whiteboard {

  private static final Logger LOG = LoggerFactory.getLogger(Whiteboard.class);

  private final BundleContext context;

  @GuardedBy("this")
  private final Admissions admissions;

  private final StrategyUse use;

  @GuardedBy("this")
  private final Set<ServiceReference<?>> registered = new HashSet<>();

  @GuardedBy("this")
  private final Set<ServiceReference<?>> waiting = new TreeSet<>();

  @GuardedBy("this")
  private final Map<ServiceReference<?>, RegisteredStrategy> used = new HashMap<>();

  Whiteboard(BundleContext context, Admissions admissions, StrategyUse use) {
    this.context = context;
    this.admissions = admissions;
    this.use = use;
  }

  /** A strategy is registered. */
  void came(ServiceReference<?> reference) {
    Bundle bundle = reference.getBundle();
    boolean admitted;
    synchronized (this) {
      if (!registered.add(reference)) {
        return; // it is a strategy and a kind, and came as the other one
      }
      admitted = admission(bundle.getBundleId(), bundle.getLastModified()) != Admission.NONE;
      if (!admitted) {
        waiting.add(reference);
      }
    }
    if (admitted) {
      use(reference);
    } else {
      LOG.warn(
          "strategy {} is dark: its bundle is not admitted. strategy:history says why;"
              + " 'strategy:trust {}' admits it",
          RegisteredStrategy.nameOf(reference),
          bundle.getBundleId());
    }
  }

  private void use(ServiceReference<?> reference) {
    Object service = context.getService(reference);
    RegisteredStrategy strategy =
        service == null ? null : RegisteredStrategy.of(reference, service);
    if (strategy == null) {
      return; // it could not be made, which the component runtime has logged, or it is gone
    }
    use.begin(strategy);
    synchronized (this) {
      if (registered.contains(reference)) {
        used.put(reference, strategy);
        return;
      }
    }
    letGo(reference, strategy); // it went meanwhile
  }

  private void letGo(ServiceReference<?> reference, RegisteredStrategy strategy) {
    try {
      use.end(strategy);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    context.ungetService(reference);
  }

  /** A strategy is about to go. */
  void goes(ServiceReference<?> reference) {
    RegisteredStrategy strategy;
    synchronized (this) {
      registered.remove(reference);
      waiting.remove(reference);
      strategy = used.remove(reference);
    }
    if (strategy != null) {
      letGo(reference, strategy);
    }
  }

  /** Admits the content of a bundle, if it is still that, and uses its strategies. */
  void admit(long bundleId, long lastModified, Admission admission) throws IOException {
    List<ServiceReference<?>> admitted;
    synchronized (this) {
      Map<Long, Long> present = new HashMap<>();
      for (Bundle bundle : context.getBundles()) {
        present.put(bundle.getBundleId(), bundle.getLastModified());
      }
      admissions.put(bundleId, lastModified, admission, present);
      admitted = waiting.stream().filter(each -> isOf(each, bundleId, lastModified)).toList();
      admitted.forEach(waiting::remove);
    }
    admitted.forEach(this::use);
  }

  private static boolean isOf(ServiceReference<?> reference, long bundleId, long lastModified) {
    Bundle bundle = reference.getBundle();
    return bundle != null
        && bundle.getBundleId() == bundleId
        && bundle.getLastModified() == lastModified;
  }

  synchronized Admission admission(long bundleId, long lastModified) {
    return admissions.of(bundleId, lastModified);
  }

  /** Returns by which right a strategy is used that is. */
  synchronized Admission admission(RegisteredStrategy strategy) {
    return admissions.of(strategy.bundleId());
  }

  /** Returns those that are registered and not admitted. */
  synchronized List<ServiceReference<?>> waiting() {
    return List.copyOf(waiting);
  }
}
