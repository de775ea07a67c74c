package supermarket.deployer;

import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import supermarket.basket.api.Printable;
import supermarket.pricing.api.PricingStrategy;

/**
 * The strategies of a bundle that is tried, made and held until this is closed. They are foreign
 * code, to be called behind a guard only.
 *
 * @param byName the strategies by name
 */
record StrategyServices(
    Map<String, PricingStrategy> byName,
    Map<String, ServiceReference<?>> references,
    BundleContext context)
    implements AutoCloseable {

  /** Has the framework make them, behind the guard. */
  static StrategyServices make(
      BundleContext context, Guard guard, Map<String, ServiceReference<?>> references)
      throws Unfit {
    StrategyServices made =
        new StrategyServices(new HashMap<>(), new HashMap<>(references), context);
    try {
      for (Map.Entry<String, ServiceReference<?>> each : references.entrySet()) {
        made.byName.put(each.getKey(), make(context, guard, each.getKey(), each.getValue()));
      }
      return made;
    } catch (Unfit e) {
      made.close();
      throw e;
    }
  }

  private static PricingStrategy make(
      BundleContext context, Guard guard, String name, ServiceReference<?> reference) throws Unfit {
    String shown = "strategy " + Printable.of(name, 100);
    Object service = guard.call("making " + shown, () -> context.getService(reference));
    if (service instanceof PricingStrategy strategy) {
      return strategy;
    }
    throw new Unfit(
        shown + " could not be made: its constructor or its activation failed, see the log");
  }

  @Override
  public synchronized void close() {
    byName.clear();
    references.values().forEach(context::ungetService);
    references.clear();
  }
}
