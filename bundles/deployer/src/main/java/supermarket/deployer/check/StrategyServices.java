package supermarket.deployer.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.deployer.bundle.Refused;
import supermarket.library.text.Printable;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.promotion.PromotionKind;

/**
 * The strategies and kinds of promotions of a bundle that is tried, made and held until this is
 * closed. They are foreign code, to be called behind a guard only.
 *
 * @param byName the strategies by name
 * @param kinds the kinds of promotions by name
 */
public record StrategyServices(
    Map<String, PricingStrategy> byName,
    Map<String, PromotionKind> kinds,
    Map<String, ServiceReference<?>> references,
    BundleContext context,
    Guard guard)
    implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StrategyServices.class);

  /**
   * Has the framework make them, behind the guard.
   *
   * @throws Refused if one of them cannot be made
   */
  public static StrategyServices make(
      BundleContext context, Guard guard, Map<String, ServiceReference<?>> references)
      throws Refused {
    StrategyServices made =
        new StrategyServices(
            new HashMap<>(), new HashMap<>(), new HashMap<>(references), context, guard);
    try {
      for (Map.Entry<String, ServiceReference<?>> each : references.entrySet()) {
        Object service = make(context, guard, each.getKey(), each.getValue());
        if (service instanceof PricingStrategy strategy) {
          made.byName.put(each.getKey(), strategy);
        }
        if (service instanceof PromotionKind kind) {
          made.kinds.put(each.getKey(), kind);
        }
      }
      return made;
    } catch (Refused e) {
      made.close();
      throw e;
    }
  }

  private static Object make(
      BundleContext context, Guard guard, String name, ServiceReference<?> reference)
      throws Refused {
    String shown = "strategy " + Printable.of(name, 100);
    Object service = guard.call("making " + shown, () -> context.getService(reference));
    if (service instanceof PricingStrategy || service instanceof PromotionKind) {
      return service;
    }
    throw new Refused(
        shown + " could not be made: its constructor or its activation failed, see the log");
  }

  @Override
  public synchronized void close() {
    byName.clear();
    kinds.clear();
    List<ServiceReference<?>> given = List.copyOf(references.values());
    references.clear();
    try {
      // Whoever gives a component back last has it deactivated.
      guard.call(
          "letting go of its strategies",
          () -> {
            given.forEach(context::ungetService);
            return true;
          });
    } catch (Refused e) {
      LOG.warn("{}: {}", given, e.getMessage());
    }
  }
}
