package supermarket.product.manager.strategy;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Admission;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.catalogue.Catalogue.StrategyStatus;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Strategy;
import supermarket.product.manager.catalogue.Codes;

/**
 * A strategy that is registered now.
 *
 * @param id its name, version and service id
 * @param service the strategy itself
 * @param bundle symbolic name of its bundle
 * @param bundleId id of its bundle
 * @param version version of its bundle
 * @param ranking its service ranking
 */
public record RegisteredStrategy(
    StrategyId id,
    PricingStrategy service,
    String bundle,
    long bundleId,
    Version version,
    int ranking) {

  /**
   * Which of several strategies of one name is used: the highest service ranking, then the highest
   * bundle version, then the first symbolic name in alphabetical order, then the oldest
   * registration. The same bundles give the same order after a restart too, unless two bundles
   * share symbolic name and version.
   */
  static final Comparator<RegisteredStrategy> PRECEDENCE =
      Comparator.comparingInt(RegisteredStrategy::ranking)
          .reversed()
          .thenComparing(RegisteredStrategy::version, Comparator.reverseOrder())
          .thenComparing(RegisteredStrategy::bundle)
          .thenComparingLong(strategy -> strategy.id().serviceId());

  public static RegisteredStrategy of(
      ServiceReference<PricingStrategy> reference, PricingStrategy service) {
    StrategyStatus status = waiting(reference);
    return new RegisteredStrategy(
        status.id(),
        service,
        status.bundle(),
        status.bundleId(),
        reference.getBundle().getVersion(),
        status.ranking());
  }

  /** Returns what is known of a strategy that is registered and not admitted. */
  public static StrategyStatus waiting(ServiceReference<PricingStrategy> reference) {
    Bundle bundle = reference.getBundle();
    StrategyId id =
        new StrategyId(
            nameOf(reference),
            bundle.getVersion().toString(),
            (Long) reference.getProperty(Constants.SERVICE_ID));
    return new StrategyStatus(
        id,
        Objects.requireNonNullElse(bundle.getSymbolicName(), bundle.getLocation()),
        bundle.getBundleId(),
        reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0,
        Audience.NOBODY,
        false,
        List.of(),
        Admission.NONE);
  }

  /** The name it is registered with; an empty string if that is missing or no name. */
  public static String nameOf(ServiceReference<PricingStrategy> reference) {
    return reference.getProperty(Strategy.NAME) instanceof String name && Codes.isStrategyName(name)
        ? name
        : "";
  }

  /** Equal if it is the same registration: the service is foreign, and is not asked. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RegisteredStrategy that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** Such as {@code bulk-price@1.0.0 (supermarket.strategy.bulk.price, bundle 31)}. */
  @Override
  public String toString() {
    return id + " (" + bundle + ", bundle " + bundleId + ")";
  }
}
