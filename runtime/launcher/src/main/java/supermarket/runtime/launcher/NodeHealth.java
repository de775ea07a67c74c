package supermarket.runtime.launcher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * What the parts of the node say keeps it from being ready: the {@code Health} services of {@code
 * bundles/basket/api}. The launcher shares no code with bundles, so it calls them by name.
 */
final class NodeHealth {

  /**
   * Why the node is not ready.
   *
   * @param passing whether it may end by itself, such as a broker that is away
   * @param text which part, what is wrong and what to do about it
   */
  record Reason(boolean passing, String text) {}

  private static final String HEALTH = "supermarket.basket.api.operation.Health";
  private static final String NOT_READY = "NOT_READY";

  private final BundleContext context;

  NodeHealth(BundleContext context) {
    this.context = context;
  }

  /** All that is said at this moment; a part that comes or goes meanwhile says nothing. */
  List<Reason> reasons() {
    List<Reason> reasons = new ArrayList<>();
    for (ServiceReference<?> reference : references()) {
      Object service = context.getService(reference);
      if (service != null) {
        try {
          reasons.addAll(reasons(reference, service));
        } finally {
          context.ungetService(reference);
        }
      }
    }
    return reasons;
  }

  private List<ServiceReference<?>> references() {
    try {
      ServiceReference<?> @Nullable [] found = context.getAllServiceReferences(HEALTH, null);
      return found == null ? List.of() : Arrays.asList(found);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e); // there is no filter
    } catch (IllegalStateException stopping) {
      return List.of();
    }
  }

  private static List<Reason> reasons(ServiceReference<?> reference, Object service) {
    try {
      // The interface is public, the class behind it need not be.
      Class<?> health = reference.getBundle().loadClass(HEALTH);
      List<Reason> reasons = new ArrayList<>();
      for (Object trouble : (List<?>) call(health, "troubles", service)) {
        Class<?> type = trouble.getClass();
        if (String.valueOf(call(type, "gravity", trouble)).equals(NOT_READY)) {
          reasons.add(
              new Reason((boolean) call(type, "passing", trouble), String.valueOf(trouble)));
        }
      }
      return reasons;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return List.of();
    }
  }

  private static Object call(Class<?> type, String method, Object of)
      throws ReflectiveOperationException {
    return type.getMethod(method).invoke(of);
  }
}
