package supermarket.product.manager.promotion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.operation.Quarantined;
import supermarket.basket.api.promotion.Promotion;
import supermarket.product.manager.strategy.RegisteredStrategy;

/**
 * What kinds have made of promotions: each is asked once for what it is to make a deal of. A kind
 * that was late is not asked again before it is released or comes anew.
 *
 * <p>Thread safety: any thread. Only {@link #make} calls foreign code, and must not be called under
 * a lock.
 */
public final class Deals {

  private static final Logger LOG = LoggerFactory.getLogger(Deals.class);

  /** Why there is no deal while the kind is still to be asked. */
  public static final String NOT_YET = "its deal is not made yet; try again";

  /** So many deals more than are in use may be remembered, beside as many again as are. */
  private static final int SPARE = 1_000;

  private final DealMaker maker;
  private final ConcurrentMap<Key, Made> known = new ConcurrentHashMap<>();
  private final ConcurrentMap<StrategyId, String> quarantined = new ConcurrentHashMap<>();

  private record Key(StrategyId kind, DealRequest request) {}

  /**
   * A kind that is to be asked.
   *
   * @param request what it is to make a deal of
   */
  public record Order(RegisteredStrategy kind, DealRequest request) {}

  /** With so much time for each deal. */
  public Deals(Duration timeout) {
    this.maker = new DealMaker(timeout);
  }

  /**
   * Returns what a kind has made of a promotion, as far as that is known.
   *
   * @param asked with that of the promotion
   */
  public Made of(RegisteredStrategy kind, Promotion promotion, DealRequests asked) {
    DealRequest request = asked.get(promotion.id());
    Made made = request == null ? null : known.get(new Key(kind.id(), request));
    if (made != null) {
      return made instanceof Made.Ready ready ? ready.of(promotion) : made;
    }
    String why = quarantined.get(kind.id());
    return new Made.Refused(
        why == null ? NOT_YET : "promotion kind " + kind.id() + " is quarantined: it " + why);
  }

  /** Returns whether a kind is still to be asked. */
  public boolean isMissing(RegisteredStrategy kind, DealRequest request) {
    return !known.containsKey(new Key(kind.id(), request)) && !quarantined.containsKey(kind.id());
  }

  /**
   * Asks the kinds, and remembers what they make.
   *
   * @return false if the thread was interrupted while it waited
   */
  public boolean make(Collection<Order> orders) {
    Map<RegisteredStrategy, List<DealRequest>> byKind = new LinkedHashMap<>();
    orders.forEach(
        order ->
            byKind.computeIfAbsent(order.kind(), none -> new ArrayList<>()).add(order.request()));
    for (Map.Entry<RegisteredStrategy, List<DealRequest>> each : byKind.entrySet()) {
      try {
        take(each.getKey(), maker.make(each.getKey(), each.getValue()));
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  private void take(RegisteredStrategy kind, DealMaker.Result result) {
    result.made().forEach((request, made) -> known.put(new Key(kind.id(), request), made));
    if (!result.late().isEmpty() && quarantined.put(kind.id(), result.late()) == null) {
      LOG.warn(
          "promotion kind {} is quarantined: it {}. Promotions that it has made no deal for are not"
              + " applied; ask it again with strategy:release {}",
          kind.id(),
          result.late(),
          kind.id().name());
    }
  }

  /**
   * Forgets what nobody needs any more, if there is much: what was made for a change that is still
   * to be agreed on is needed soon.
   */
  public void retain(Set<DealRequest> inUse) {
    if (known.size() <= 2 * inUse.size() + SPARE) {
      return;
    }
    known.keySet().removeIf(key -> !inUse.contains(key.request()));
  }

  /** Forgets a kind that has gone. */
  public void forget(StrategyId kind) {
    known.keySet().removeIf(key -> key.kind().equals(kind));
    quarantined.remove(kind);
  }

  /** Returns the kinds that were late, for operators. */
  public List<Quarantined> quarantine() {
    return quarantined.entrySet().stream()
        .map(each -> new Quarantined(each.getKey(), each.getValue(), 0))
        .sorted(Comparator.comparing(each -> each.strategy().toString()))
        .toList();
  }

  /** Lets the kinds of a name be asked again; returns how many were quarantined. */
  public int release(String name) {
    int before = quarantined.size();
    quarantined.keySet().removeIf(kind -> kind.name().equals(name));
    return before - quarantined.size();
  }
}
