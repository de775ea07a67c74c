package supermarket.product.manager.edition;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductTerms;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.rule.Rules;
import supermarket.product.manager.strategy.RegisteredStrategies;
import supermarket.product.manager.strategy.RegisteredStrategy;

/**
 * Keeps the rows of the newest edition up to date. A row is made anew if its product has changed,
 * if another strategy has the name that it is bound to, or if its rule is being made. So a new
 * price costs one row of however many.
 *
 * <p>Thread safety: none; for the assortment's monitor.
 */
final class RowMaker {

  private static final Offer BEING_MADE = new Offer.Unavailable("its rule is being made");

  private final Rules rules;
  private final Timelines.Shared timelines = new Timelines.Shared();

  /** The strategies whose offers are shared. */
  private List<StrategyId> shared = List.of();

  private Rows rows = Rows.NONE;

  /** How many products are bound to a name. */
  private final Map<String, Integer> bound = new HashMap<>();

  /** What stood behind the names that products are bound to, when their rows were made. */
  private final Map<String, Standing> standing = new HashMap<>();

  /** The codes of the products whose present terms have no rule yet. */
  private final Set<String> unmade = new HashSet<>();

  /** The codes of the products that have no price, by the name that they are bound to. */
  private final Map<String, Set<String>> unpriced = new TreeMap<>();

  /** The products that are priced as they were until the rules for what they are now are made. */
  private final Set<Product> staying = new HashSet<>();

  /**
   * What rows are made of, besides the products.
   *
   * @param live the strategy; null if none has the name
   * @param isQuarantined whether it is asked for no more rules
   * @param unknown what is said if none has the name
   */
  private record Standing(@Nullable StrategyId live, boolean isQuarantined, String unknown) {}

  RowMaker(Rules rules) {
    this.rules = rules;
  }

  Rows rows() {
    return rows;
  }

  /** The codes of the products that have no price, by the name that they are bound to. */
  Map<String, Set<String>> unpriced() {
    return Collections.unmodifiableMap(unpriced);
  }

  /** The terms that products are still priced by, and have no more. */
  Set<ProductTerms> staying() {
    Set<ProductTerms> terms = new HashSet<>();
    staying.forEach(product -> terms.addAll(product.allTerms()));
    return terms;
  }

  /** Forgets what rows share and no product has. */
  void retain(Predicate<ProductTerms> inUse) {
    timelines.retain(inUse);
  }

  /** The names that products are bound to. */
  Set<String> names() {
    return Collections.unmodifiableSet(bound.keySet());
  }

  /**
   * Makes the rows that are to be others.
   *
   * @param changed the codes of the products that came, went or changed
   */
  void renew(Agreed agreed, Set<String> changed, RegisteredStrategies strategies) {
    List<StrategyId> present = strategies.all().stream().map(RegisteredStrategy::id).toList();
    if (!present.equals(shared)) {
      timelines.clear();
      shared = present;
    }
    Set<String> codes = new HashSet<>(changed);
    codes.addAll(unmade);
    codes.forEach(code -> renew(code, agreed, strategies));
    Set<String> others = others(strategies);
    if (!others.isEmpty()) {
      for (Row row : rows) {
        if (!Collections.disjoint(others, row.product().strategies())) {
          renew(row.product().code(), agreed, strategies);
        }
      }
    }
  }

  /** The names behind which something else stands than when their rows were made. */
  private Set<String> others(RegisteredStrategies strategies) {
    standing.keySet().retainAll(bound.keySet());
    Set<String> others = new HashSet<>();
    for (String name : bound.keySet()) {
      Standing now = standing(name, strategies);
      Standing before = standing.put(name, now);
      if (before != null && !before.equals(now)) {
        others.add(name);
      }
    }
    return others;
  }

  private Standing standing(String name, RegisteredStrategies strategies) {
    Optional<StrategyId> live = strategies.named(name).map(RegisteredStrategy::id);
    return new Standing(
        live.orElse(null),
        live.filter(rules::isQuarantined).isPresent(),
        live.isPresent() ? "" : strategies.unknown(name));
  }

  private void renew(String code, Agreed agreed, RegisteredStrategies strategies) {
    Row before = rows.get(code);
    Product wanted = agreed.products().get(code);
    unmade.remove(code);
    if (before != null) {
      leaves(before);
      staying.remove(before.product());
    }
    if (wanted == null) {
      rows = rows.without(code);
      return;
    }
    Row now = row(wanted, before, strategies);
    comes(now);
    if (before == null || !now.isSame(before)) {
      rows = rows.with(now);
    }
  }

  private void leaves(Row row) {
    String code = row.product().code();
    for (String name : row.product().strategies()) {
      bound.computeIfPresent(name, (same, count) -> count == 1 ? null : count - 1);
      unpriced.computeIfPresent(
          name, (same, codes) -> codes.remove(code) && codes.isEmpty() ? null : codes);
    }
  }

  private void comes(Row row) {
    String code = row.product().code();
    row.product().strategies().forEach(name -> bound.merge(name, 1, Integer::sum));
    if (row.flaw().isPresent()) {
      row.forEachOffer(
          (offer, terms) -> {
            if (offer instanceof Offer.Unavailable) {
              unpriced.computeIfAbsent(terms.strategy(), same -> new HashSet<>()).add(code);
            }
          });
    }
  }

  private Row row(Product wanted, @Nullable Row before, RegisteredStrategies strategies) {
    Row now = row(wanted, strategies, timelines);
    if (isBeingMade(now)) {
      unmade.add(wanted.code());
      if (before != null && canStay(before, strategies)) {
        staying.add(before.product());
        return before;
      }
    }
    return now;
  }

  /** What there would be for an entry, with these strategies. */
  Row row(Product product, RegisteredStrategies strategies) {
    return row(product, strategies, Timelines.UNSHARED);
  }

  private Row row(Product product, RegisteredStrategies strategies, Timelines made) {
    return new Row(
        product,
        offer(product.code(), product.terms(), strategies),
        Variants.of(product, terms -> offer(product.code(), terms, strategies), made));
  }

  /** By identity: an offer has a rule, whose {@code equals} is foreign code. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isBeingMade(Row row) {
    boolean[] is = {false};
    row.forEachOffer((offer, terms) -> is[0] |= offer == BEING_MADE);
    return is[0];
  }

  /** Whether a product can be priced as it was until the rule for its new terms is made. */
  private static boolean canStay(Row before, RegisteredStrategies strategies) {
    boolean[] can = {true};
    before.forEachOffer(
        (offer, terms) ->
            can[0] &=
                offer instanceof Offer.Available available && strategies.has(available.strategy()));
    return can[0];
  }

  private Offer offer(String code, ProductTerms terms, RegisteredStrategies strategies) {
    Optional<RegisteredStrategy> live = strategies.named(terms.strategy());
    if (live.isEmpty()) {
      return new Offer.Unavailable(
          strategies.unknown(terms.strategy()) + ", which product '" + code + "' is bound to");
    }
    return rules.known(live.get(), terms).orElse(BEING_MADE);
  }
}
