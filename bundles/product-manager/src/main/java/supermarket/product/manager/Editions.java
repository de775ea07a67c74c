package supermarket.product.manager;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.joda.money.CurrencyUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;

/**
 * Makes editions and publishes them: one pointer that is swapped.
 *
 * <p>Thread safety: {@code pin} may be called by any thread and takes no lock; everything else is
 * called by the product manager under its lock, but for {@link #awaitOver}, which must not be.
 */
final class Editions {

  private static final Logger LOG = LoggerFactory.getLogger(Editions.class);

  /** So many baskets may wait for a successor; more are answered as things stand. */
  private static final int MOST_WAITING = 1_000;

  private final RuleMaker rules;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);
  private volatile PinnableEdition newest =
      new PinnableEdition(0, CurrencyUnit.EUR, Map.of(), Set.of());
  private Map<String, Product> products = Map.of();
  private List<PinnableEdition> superseded = new ArrayList<>();

  Editions(RuleMaker rules) {
    this.rules = rules;
  }

  /** The newest edition, pinned. */
  PinnableEdition pin() {
    PinnableEdition edition = newest;
    while (!edition.tryPin()) {
      edition = newest; // it was superseded, and over, between the read and the pin
    }
    return edition;
  }

  /**
   * The newest edition, pinned; waits while one of these products awaits the successor of its
   * strategy, but not beyond the given moment (nanoTime).
   */
  PinnableEdition pin(Collection<String> products, long until) throws InterruptedException {
    PinnableEdition edition = pin();
    while (edition.awaitsAny(products) && waiting.tryAcquire()) {
      edition.release(); // who waits for a strategy to come holds none that is to go
      boolean newer;
      try {
        newer = edition.awaitSuperseded(until - System.nanoTime());
      } finally {
        waiting.release();
      }
      edition = pin();
      if (!newer) {
        break;
      }
    }
    return edition;
  }

  /** What the newest edition has for a product. */
  Offer offer(String code) {
    return newest.offer(code);
  }

  /** Publishes an edition of these products and strategies. */
  void publish(CatalogueText text, LiveStrategies strategies, Successors successors)
      throws InterruptedException {
    Map<String, Offer> offers = HashMap.newHashMap(text.products().size());
    Set<String> awaiting = new HashSet<>();
    for (Product product : text.products().values()) {
      offers.put(product.code(), offer(product, strategies));
      if (successors.awaited(product.strategy())) {
        awaiting.add(product.code());
      }
    }
    text.rejected()
        .forEach(
            (code, why) ->
                offers.put(
                    code, new Offer.Unavailable("its entry in the catalogue is wrong: " + why)));
    PinnableEdition before = newest;
    newest = new PinnableEdition(before.number() + 1, text.currency(), offers, awaiting);
    products = text.products();
    before.supersede();
    superseded.add(before);
    superseded.removeIf(PinnableEdition::isOver);
    LOG.debug("edition {} is published: {} products", newest.number(), offers.size());
  }

  /** The offer for a product; the one there was, if neither product nor strategy has changed. */
  private Offer offer(Product product, LiveStrategies strategies) throws InterruptedException {
    Optional<LiveStrategy> live = strategies.named(product.strategy());
    if (live.isEmpty()) {
      return new Offer.Unavailable(
          "no live strategy is named '"
              + product.strategy()
              + "', which product '"
              + product.code()
              + "' is bound to");
    }
    if (product.equals(products.get(product.code()))
        && newest.offer(product.code()) instanceof Offer.Available before
        && before.strategy().equals(live.get().id())) {
      return before;
    }
    Offer offer = rules.offer(live.get(), product);
    if (offer instanceof Offer.Unavailable(String why)) {
      LOG.warn("product {} cannot be priced: {}", product.code(), why);
    }
    return offer;
  }

  /** The editions that are not the newest any more and still leased. */
  List<PinnableEdition> superseded() {
    return List.copyOf(superseded);
  }

  /** Waits until the leases of these editions have ended; answers how many have not in time. */
  static int awaitOver(List<PinnableEdition> editions, long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    int left = 0;
    for (PinnableEdition edition : editions) {
      if (!edition.awaitOver(end - System.nanoTime())) {
        left++;
      }
    }
    return left;
  }
}
