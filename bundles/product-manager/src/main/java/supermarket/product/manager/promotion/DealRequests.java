package supermarket.product.manager.promotion;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.Promotions;
import supermarket.product.manager.catalogue.Agreed;

/**
 * What the promotions of a catalogue ask of their kinds. Most changes are of prices, and ask for
 * nothing else.
 *
 * <p>Thread safety: immutable.
 */
public final class DealRequests {

  /** So many products all promotions may name together: each is an entry of the index. */
  private static final long MOST_NAMED = 5_000_000;

  /** Of no promotion. */
  static final DealRequests NONE = new DealRequests(Agreed.NONE);

  private final CurrencyUnit currency;
  private final Promotions promotions;
  private final Map<String, DealRequest> byId = new HashMap<>();

  /** Which of the names that are of no set are products. */
  private final Set<String> named = new TreeSet<>();

  private final Set<String> products = new TreeSet<>();

  private DealRequests(Agreed of) {
    currency = of.currency();
    promotions = of.promotions();
    Map<String, Optional<NamedProducts>> known = new HashMap<>();
    for (Promotion each : promotions.byId().values()) {
      byId.put(each.id(), DealRequest.of(each, of, known));
      named.addAll(DealRequest.names(each));
    }
    named.removeAll(promotions.sets().keySet());
    named.stream().filter(of.products()::has).forEach(products::add);
  }

  /** Returns those of a catalogue, these very ones if they are the same. */
  @SuppressWarnings("ReferenceEquality")
  public DealRequests of(Agreed agreed) {
    boolean isSame =
        agreed.promotions() == promotions
            && agreed.currency().equals(currency)
            && named.stream()
                .allMatch(name -> agreed.products().has(name) == products.contains(name));
    return isSame ? this : new DealRequests(agreed);
  }

  /** Returns the promotions that ask. */
  Promotions promotions() {
    return promotions;
  }

  /** Returns what a promotion asks for; null if there is none of this id. */
  public @Nullable DealRequest get(String id) {
    return byId.get(id);
  }

  Set<DealRequest> all() {
    return Set.copyOf(byId.values());
  }

  /** Returns why the promotions are too many for a node; null if they are not. */
  public @Nullable String excess() {
    long size = byId.values().stream().mapToLong(DealRequest::size).sum();
    return size <= MOST_NAMED
        ? null
        : "all promotions together name %d products, each promotion for itself; at most %d are possible"
            .formatted(size, MOST_NAMED);
  }

  boolean isEmpty() {
    return byId.isEmpty();
  }
}
