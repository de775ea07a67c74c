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
import supermarket.pricing.api.promotion.Promotion;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.product.manager.catalogue.Codes;

/**
 * A strategy, or a kind of promotions, that is registered now.
 *
 * @param id its name, version and service id
 * @param plugin the foreign code itself
 * @param bundle symbolic name of its bundle
 * @param bundleId id of its bundle
 * @param version version of its bundle
 * @param ranking its service ranking
 */
public record RegisteredStrategy(
    StrategyId id, Plugin plugin, String bundle, long bundleId, Version version, int ranking) {

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

  /** Names of kinds are their own: one may be called as a strategy is. */
  private static final String KIND = "promotion kind ";

  /** A strategy. */
  public RegisteredStrategy(
      StrategyId id,
      PricingStrategy service,
      String bundle,
      long bundleId,
      Version version,
      int ranking) {
    this(id, new Plugin.OfProducts(service), bundle, bundleId, version, ranking);
  }

  /** Returns the key of the kind of a name. */
  public static String kind(String name) {
    return KIND + name;
  }

  /** Returns what no other has but those of the same name that make the same. */
  public String key() {
    return isKind() ? kind(id.name()) : id.name();
  }

  /** Returns whether it is a kind of promotions. */
  public boolean isKind() {
    return plugin instanceof Plugin.OfPromotions;
  }

  /** Returns one that is there; null if it is neither a strategy nor a kind. */
  public static @Nullable RegisteredStrategy of(ServiceReference<?> reference, Object service) {
    Plugin plugin;
    if (service instanceof PricingStrategy strategy) {
      plugin = new Plugin.OfProducts(strategy);
    } else if (service instanceof PromotionKind kind) {
      plugin = new Plugin.OfPromotions(kind);
    } else {
      return null;
    }
    StrategyStatus status = waiting(reference);
    return new RegisteredStrategy(
        status.id(),
        plugin,
        status.bundle(),
        status.bundleId(),
        reference.getBundle().getVersion(),
        status.ranking());
  }

  /** Returns what is known of a strategy that is registered and not admitted. */
  public static StrategyStatus waiting(ServiceReference<?> reference) {
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
        Admission.NONE,
        reference.getProperty(Strategy.NAME) == null
            && reference.getProperty(Promotion.NAME) != null);
  }

  /** The name it is registered with; an empty string if that is missing or no name. */
  public static String nameOf(ServiceReference<?> reference) {
    Object strategy = reference.getProperty(Strategy.NAME);
    Object named = strategy == null ? reference.getProperty(Promotion.NAME) : strategy;
    return named instanceof String name && Codes.isStrategyName(name) ? name : "";
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
