package supermarket.product.manager.edition;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.rule.Rules;
import supermarket.product.manager.strategy.RegisteredStrategies;
import supermarket.product.manager.strategy.RegisteredStrategy;
import supermarket.product.manager.strategy.Successors;

/**
 * Makes editions and publishes them.
 *
 * <p>Thread safety: called by the product manager under its lock, but where it is said otherwise.
 */
public final class Editions {

  private static final Logger LOG = LoggerFactory.getLogger(Editions.class);

  private static final Offer BEING_MADE = new Offer.Unavailable("its rule is being made");

  private final Rules rules;
  private final Newest newest = new Newest();
  private RevisionId revision = RevisionId.NONE;
  private volatile boolean hasProducts;
  private Map<String, Product> products = Map.of();
  private Map<String, String> entryFaults = Map.of();

  public Editions(Rules rules) {
    this.rules = rules;
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

  /** The products of the newest edition, with the entries that are in force, by code. */
  public Map<String, Product> products() {
    return products;
  }

  /** Whether there is any product. May be called without the lock. */
  public boolean hasProducts() {
    return hasProducts;
  }

  /** The products that some strategies price, if only for a share; sorted by code. */
  public List<String> pricedBy(Collection<StrategyId> strategies) {
    return products.keySet().stream()
        .filter(code -> strategies.stream().anyMatch(each -> prices(each, code)))
        .sorted()
        .toList();
  }

  /** Why the entry that the file has for a product is not in force, by code. */
  public Map<String, String> entryFaults() {
    return entryFaults;
  }

  /** Whether the newest edition lets this strategy price a product, if only for a share. */
  public boolean prices(StrategyId strategy, String code) {
    Canary canary = newest.edition().canary(code);
    return (canary != null && canary.offer().strategy().equals(strategy))
        || (offer(code) instanceof Offer.Available live && live.strategy().equals(strategy));
  }

  /**
   * Publishes an edition of a catalogue and strategies.
   *
   * @param faults why entries of the catalogue's file are not in force, by code
   * @param expected products whose rules are not to be forgotten
   */
  public void publish(
      Agreed agreed,
      Map<String, String> faults,
      RegisteredStrategies strategies,
      Successors successors,
      Set<String> expected) {
    Map<String, Offer> offers = HashMap.newHashMap(agreed.products().size());
    Map<String, Product> used = HashMap.newHashMap(agreed.products().size());
    Set<String> awaiting = new HashSet<>();
    for (Product wanted : agreed.products().values()) {
      String code = wanted.code();
      Product product = wanted;
      Offer offer = offer(product, strategies);
      if (offer.equals(BEING_MADE) && asItWas(code, strategies)) {
        product = Objects.requireNonNull(products.get(code));
        offer = newest.edition().live(code);
      }
      offers.put(code, offer);
      used.put(code, product);
      if (successors.awaited(product.strategy())) {
        awaiting.add(code);
      }
    }
    faults.forEach(
        (code, why) ->
            offers.putIfAbsent(
                code, new Offer.Unavailable("its entry in the catalogue is wrong: " + why)));
    Map<String, Canary> canaries = canaries(used.values(), strategies, offers);
    PinnableEdition next =
        new PinnableEdition(number() + 1, revision, agreed.currency(), offers, canaries, awaiting);
    products = used;
    Set<String> known = new HashSet<>(offers.keySet());
    known.addAll(expected);
    rules.retain(known);
    hasProducts = !used.isEmpty();
    entryFaults = Map.copyOf(faults);
    newest.becomes(next);
    LOG.debug("edition {} is published: {} products", next.number(), offers.size());
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
  private Map<String, Canary> canaries(
      Collection<Product> products, RegisteredStrategies strategies, Map<String, Offer> offers) {
    Map<String, Canary> canaries = new HashMap<>();
    Set<String> refusing = new HashSet<>();
    for (Product product : products) {
      Optional<RegisteredStrategy> named = strategies.canary(product.strategy());
      if (named.isEmpty() || !(offers.get(product.code()) instanceof Offer.Available)) {
        continue;
      }
      RegisteredStrategy strategy = named.get();
      switch (rules.known(strategy, product).orElse(BEING_MADE)) {
        case Offer.Available available ->
            canaries.put(
                product.code(),
                new Canary(
                    available,
                    new UserShare(strategies.audience(strategy).percent(), strategy.bundle())));
        case Offer.Unavailable unavailable -> {
          if (refusing.add(strategy.bundle())) {
            LOG.warn("{} prices for no share of the users while it refuses a product", strategy);
          }
        }
      }
    }
    canaries.values().removeIf(canary -> refusing.contains(canary.share().bundle()));
    return canaries;
  }

  /** What there would be for an entry, with these strategies. */
  public Offer offer(Product product, RegisteredStrategies strategies) {
    Optional<RegisteredStrategy> live = strategies.named(product.strategy());
    if (live.isEmpty()) {
      return new Offer.Unavailable(
          strategies.unknown(product.strategy())
              + ", which product '"
              + product.code()
              + "' is bound to");
    }
    return rules.known(live.get(), product).orElse(BEING_MADE);
  }

  /** Whether a product can be priced as it was until the rule for its new terms is made. */
  private boolean asItWas(String code, RegisteredStrategies strategies) {
    return products.containsKey(code)
        && newest.edition().live(code) instanceof Offer.Available before
        && strategies.has(before.strategy());
  }
}
