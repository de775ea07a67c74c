package supermarket.product.manager.edition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductTerms;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.catalogue.BoundTerms;
import supermarket.product.manager.promotion.PromotionBoard;
import supermarket.product.manager.rule.Rules;
import supermarket.product.manager.strategy.RegisteredStrategies;
import supermarket.product.manager.strategy.RegisteredStrategy;
import supermarket.product.manager.strategy.Successors;
import supermarket.product.manager.strategy.UserShare;

/**
 * Makes editions and publishes them.
 *
 * <p>Thread safety: called by the product manager under its lock, but where it is said otherwise.
 */
public final class Editions {

  private static final Logger LOG = LoggerFactory.getLogger(Editions.class);

  private final Rules rules;
  private final BoundTerms bound;
  private final RowMaker maker;
  private final PromotionBoard promotions;
  private final Newest newest = new Newest();
  private RevisionId revision = RevisionId.NONE;
  private volatile boolean hasProducts;
  private Map<String, String> entryFaults = Map.of();

  /**
   * None yet.
   *
   * @param bound the terms that products have
   * @param promotions puts promotions together
   */
  public Editions(Rules rules, BoundTerms bound, PromotionBoard promotions) {
    this.promotions = promotions;
    this.rules = rules;
    this.bound = bound;
    this.maker = new RowMaker(rules);
  }

  /** The newest edition, for whoever pins it. */
  public Newest newest() {
    return newest;
  }

  /** The number of the newest edition. May be called without the lock. */
  public long number() {
    return newest.edition().number();
  }

  /** What the newest edition has for a product, for the users who are in no share. */
  public Offer offer(String code) {
    return newest.edition().live(code);
  }

  /** The promotions of the newest edition. */
  public PromotionBoard promotions() {
    return promotions;
  }

  /** A product of the newest edition, with the entry that is in force; null if there is none. */
  public @Nullable Row row(String code) {
    return maker.rows().get(code);
  }

  /** The products of the newest edition. */
  public Rows rows() {
    return maker.rows();
  }

  /** The codes of the products that have no price, by the name that they are bound to. */
  public Map<String, Set<String>> unpriced() {
    return maker.unpriced();
  }

  /** Whether there is any product. May be called without the lock. */
  public boolean hasProducts() {
    return hasProducts;
  }

  /** The codes of the products that each strategy prices, if only for a share; sorted. */
  public Map<StrategyId, Set<String>> pricedBy() {
    Map<StrategyId, Set<String>> priced = new HashMap<>();
    for (Row row : maker.rows()) {
      String code = row.product().code();
      row.forEachOffer(
          (offer, terms) -> {
            if (offer instanceof Offer.Available live) {
              priced.computeIfAbsent(live.strategy(), id -> new TreeSet<>()).add(code);
            }
            Canary canary = newest.edition().canary(offer);
            if (canary != null) {
              priced.computeIfAbsent(canary.offer().strategy(), id -> new TreeSet<>()).add(code);
            }
          });
    }
    return priced;
  }

  /** Why the entry that the file has for a product is not in force, by code. */
  public Map<String, String> entryFaults() {
    return entryFaults;
  }

  /**
   * Publishes an edition of a catalogue and strategies.
   *
   * @param changed the codes of the products that came, went or changed
   * @param faults why entries of the catalogue's file are not in force, by code
   * @param expected terms whose rules are not to be forgotten
   */
  public void publish(
      Agreed agreed,
      Set<String> changed,
      Map<String, String> faults,
      RegisteredStrategies strategies,
      Successors successors,
      Set<ProductTerms> expected) {
    maker.renew(agreed, changed, strategies);
    entryFaults = Map.copyOf(faults);
    Set<String> awaited =
        maker.names().stream().filter(successors::awaited).collect(Collectors.toSet());
    PinnableEdition next =
        new PinnableEdition(
            number() + 1,
            revision,
            agreed,
            maker.rows(),
            entryFaults,
            canaries(strategies),
            promotions.next(agreed, strategies, successors),
            awaited);
    Set<ProductTerms> staying = maker.staying();
    Predicate<ProductTerms> inUse =
        terms -> bound.has(terms) || expected.contains(terms) || staying.contains(terms);
    if (rules.retain(inUse)) {
      maker.retain(inUse);
    }
    hasProducts = maker.rows().size() > 0;
    newest.becomes(next);
    LOG.debug("edition {} is published: {} products", next.number(), maker.rows().size());
  }

  /** The edition that is published next, and those after it, are of this revision. */
  public void nextIsOf(RevisionId agreed) {
    revision = agreed;
  }

  /** What is in use is of this revision: publishes an edition that differs in nothing else. */
  public void isOf(RevisionId agreed) {
    revision = agreed;
    if (!newest.edition().revision().equals(agreed)) {
      newest.becomes(newest.edition().of(agreed));
    }
  }

  /**
   * What the versions on trial offer for the products that have a price. A bundle that refuses one
   * of them offers none: some lines of a basket would be priced by it, and others by the live
   * version.
   */
  private IdentityHashMap<Offer, Canary> canaries(RegisteredStrategies strategies) {
    IdentityHashMap<Offer, Canary> canaries = new IdentityHashMap<>();
    if (!strategies.hasCanaries()) {
      return canaries;
    }
    Set<String> refusing = new HashSet<>();
    for (String name : bound.strategies()) {
      RegisteredStrategy live = strategies.named(name).orElse(null);
      RegisteredStrategy canary = strategies.canary(name).orElse(null);
      if (live != null && canary != null) {
        UserShare share = new UserShare(strategies.audience(canary).percent(), canary.bundle());
        Set<ProductTerms> all = new HashSet<>(bound.of(name));
        maker.staying().stream().filter(each -> each.strategy().equals(name)).forEach(all::add);
        for (ProductTerms terms : all) {
          Offer instead = rules.known(canary, terms).orElse(null);
          Offer present = rules.known(live, terms).orElse(null);
          if (!(present instanceof Offer.Available)) {
            continue;
          }
          if (instead instanceof Offer.Available available) {
            canaries.put(present, new Canary(available, share));
          } else if (refusing.add(canary.bundle())) {
            LOG.warn("{} prices for no share of the users while it refuses a product", canary);
          }
        }
      }
    }
    canaries.values().removeIf(canary -> refusing.contains(canary.share().bundle()));
    return canaries;
  }

  /** What there would be for an entry, with these strategies. */
  public Row row(Product product, RegisteredStrategies strategies) {
    return maker.row(product, strategies);
  }

  /** Returns the codes of the products that some strategies price, if only for a share; sorted. */
  public List<String> pricedBy(Collection<StrategyId> strategies) {
    Map<StrategyId, Set<String>> priced = pricedBy();
    Set<String> codes = new TreeSet<>();
    strategies.forEach(each -> codes.addAll(priced.getOrDefault(each, Set.of())));
    return new ArrayList<>(codes);
  }
}
