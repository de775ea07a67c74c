package supermarket.product.manager.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductTerms;
import supermarket.basket.api.operation.Quarantined;
import supermarket.product.manager.strategy.RegisteredStrategy;

/**
 * What strategies have made of terms: each is asked once for the terms that it prices, however many
 * products have them. A strategy that was late is not asked again before it is released or comes
 * anew; what it had made before stays in force.
 *
 * <p>Thread safety: any thread. Only {@link #make} calls foreign code, and must not be called under
 * a lock.
 */
public final class Rules implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Rules.class);

  /** So many rules more than are in use may be remembered, beside as many again as are. */
  private static final int SPARE = 1_000;

  private final RuleMaker maker;
  private final ConcurrentMap<Key, Offer> known = new ConcurrentHashMap<>();
  private final ConcurrentMap<StrategyId, String> quarantined = new ConcurrentHashMap<>();

  /** How many rules were in use when the others were forgotten last. */
  private volatile int used;

  /**
   * A strategy that is to be asked for a rule.
   *
   * @param product the code of a product that has these terms
   */
  public record Order(RegisteredStrategy strategy, ProductTerms terms, String product) {}

  private record Key(StrategyId strategy, ProductTerms terms) {}

  public Rules(RuleMaker maker) {
    this.maker = maker;
  }

  /** What the strategy made of these terms; empty if it has not been asked. */
  public Optional<Offer> known(RegisteredStrategy strategy, ProductTerms terms) {
    Offer offer = known.get(new Key(strategy.id(), terms));
    if (offer != null) {
      return Optional.of(offer);
    }
    String why = quarantined.get(strategy.id());
    return why == null
        ? Optional.empty()
        : Optional.of(
            new Offer.Unavailable("strategy " + strategy.id() + " is quarantined: it " + why));
  }

  /** What the strategy makes of terms, as far as that is known. */
  public Offer offer(RegisteredStrategy strategy, ProductTerms terms) {
    return known(strategy, terms)
        .orElseGet(() -> new Offer.Unavailable("its rule is not made yet; try again"));
  }

  /** What these strategies are still to be asked for, of those products that name them. */
  public List<Order> missing(
      Collection<RegisteredStrategy> strategies, Iterable<Product> products) {
    return missing(strategies, terms(products));
  }

  /** Returns all terms that products have, with the code of one of them. */
  public static Map<ProductTerms, String> terms(Iterable<Product> products) {
    Map<ProductTerms, String> terms = new LinkedHashMap<>();
    for (Product product : products) {
      product.allTerms().forEach(each -> terms.putIfAbsent(each, product.code()));
    }
    return terms;
  }

  /** What these strategies are still to be asked for, of those terms that name them. */
  public List<Order> missing(
      Collection<RegisteredStrategy> strategies, Map<ProductTerms, String> terms) {
    Map<String, List<RegisteredStrategy>> named =
        strategies.stream()
            .filter(each -> !each.isKind())
            .collect(Collectors.groupingBy(each -> each.id().name()));
    List<Order> missing = new ArrayList<>();
    terms.forEach(
        (each, product) -> {
          for (RegisteredStrategy strategy : named.getOrDefault(each.strategy(), List.of())) {
            if (known(strategy, each).isEmpty()) {
              missing.add(new Order(strategy, each, product));
            }
          }
        });
    return missing;
  }

  /**
   * Asks the strategies, side by side, and remembers what they make.
   *
   * @return false if the thread was interrupted while it waited, or all this is closed
   */
  public boolean make(List<Order> orders) {
    try {
      take(maker.make(orders));
      return true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    } catch (RejectedExecutionException closed) {
      return false;
    }
  }

  private void take(RuleMaker.Result result) {
    result
        .late()
        .forEach(
            (strategy, why) -> {
              if (quarantined.putIfAbsent(strategy, why) == null) {
                LOG.warn(
                    "strategy {} is quarantined: it {}. Products that it has made no rule for are"
                        + " rejected; ask it again with strategy:release {}",
                    strategy,
                    why,
                    strategy.name());
              }
            });
    result.offers().forEach(this::remember);
  }

  private void remember(Order order, Offer offer) {
    // What editions have of it stays the same one.
    known.putIfAbsent(new Key(order.strategy().id(), order.terms()), offer);
  }

  /**
   * Forgets rules of terms that nobody has any more, if there are many: each change of a price
   * leaves one.
   *
   * @param inUse whether products have terms, or may have them soon
   * @return whether there were many
   */
  public boolean retain(Predicate<ProductTerms> inUse) {
    boolean areMany = known.size() > 2 * used + SPARE;
    if (areMany) {
      known.keySet().removeIf(key -> !inUse.test(key.terms()));
      used = known.size();
    }
    return areMany;
  }

  /** Forgets a strategy that has gone. */
  public void forget(StrategyId strategy) {
    known.keySet().removeIf(key -> key.strategy().equals(strategy));
    quarantined.remove(strategy);
  }

  /** Whether a strategy was late, and is asked for no more rules. */
  public boolean isQuarantined(StrategyId strategy) {
    return quarantined.containsKey(strategy);
  }

  /** The strategies that were late, and how. */
  public Map<StrategyId, String> quarantined() {
    return Map.copyOf(quarantined);
  }

  /** The same, for operators, by strategy. */
  public List<Quarantined> quarantine() {
    return quarantined.entrySet().stream()
        .map(each -> new Quarantined(each.getKey(), each.getValue(), 0))
        .sorted(Comparator.comparing(each -> each.strategy().toString()))
        .toList();
  }

  /** Lets the strategies of a name be asked again; returns how many were quarantined. */
  public int release(String name) {
    int before = quarantined.size();
    quarantined.keySet().removeIf(strategy -> strategy.name().equals(name));
    return before - quarantined.size();
  }

  @Override
  public void close() {
    maker.close();
  }
}
