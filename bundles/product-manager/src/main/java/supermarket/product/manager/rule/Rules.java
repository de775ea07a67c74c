package supermarket.product.manager.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.operation.Quarantined;
import supermarket.product.manager.strategy.RegisteredStrategy;

/**
 * What strategies have made of products: each is asked once. A strategy that was late is not asked
 * again before it is released or comes anew; what it had made before stays in force.
 *
 * <p>Thread safety: any thread. Only {@link #make} calls foreign code, and must not be called under
 * a lock.
 */
public final class Rules implements AutoCloseable {

  /**
   * So many terms of a product are remembered: those in force, the last good ones, those to come.
   */
  private static final int MOST_TERMS = 4;

  private static final Logger LOG = LoggerFactory.getLogger(Rules.class);

  private final RuleMaker maker;
  private final ConcurrentMap<Key, List<Made>> known = new ConcurrentHashMap<>();
  private final ConcurrentMap<StrategyId, String> quarantined = new ConcurrentHashMap<>();

  /** A strategy that is to be asked for the rule of a product. */
  public record Order(RegisteredStrategy strategy, Product product) {}

  private record Key(StrategyId strategy, String product) {}

  private record Made(Product product, Offer offer) {}

  public Rules(RuleMaker maker) {
    this.maker = maker;
  }

  /** What the strategy made of the product; empty if it has not been asked. */
  public Optional<Offer> known(RegisteredStrategy strategy, Product product) {
    List<Made> made = known.getOrDefault(new Key(strategy.id(), product.code()), List.of());
    for (Made each : made) {
      if (each.product().equals(product)) {
        return Optional.of(each.offer());
      }
    }
    String why = quarantined.get(strategy.id());
    return why == null
        ? Optional.empty()
        : Optional.of(
            new Offer.Unavailable("strategy " + strategy.id() + " is quarantined: it " + why));
  }

  /** What these strategies are still to be asked, of those of these products that name them. */
  public List<Order> missing(
      Collection<RegisteredStrategy> strategies, Collection<Product> products) {
    List<Order> missing = new ArrayList<>();
    for (RegisteredStrategy strategy : strategies) {
      for (Product product : products) {
        if (strategy.id().name().equals(product.strategy()) && known(strategy, product).isEmpty()) {
          missing.add(new Order(strategy, product));
        }
      }
    }
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
    Made newest = new Made(order.product(), offer);
    known.merge(
        new Key(order.strategy().id(), order.product().code()),
        List.of(newest),
        (before, more) ->
            Stream.concat(
                    more.stream(),
                    before.stream().filter(each -> !each.product().equals(order.product())))
                .limit(MOST_TERMS)
                .toList());
  }

  /** Forgets products that are not in the catalogue any more. */
  public void retain(Set<String> codes) {
    known.keySet().removeIf(key -> !codes.contains(key.product()));
  }

  /** Forgets a strategy that has gone. */
  public void forget(StrategyId strategy) {
    known.keySet().removeIf(key -> key.strategy().equals(strategy));
    quarantined.remove(strategy);
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
