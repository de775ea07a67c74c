package supermarket.product.manager.edition;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.catalogue.Edition;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Quotes;
import supermarket.basket.api.catalogue.Store;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.promotion.EditionPromotions;

/**
 * An edition with a count of its leases. The price book holds one lease itself while the edition is
 * the newest; when the last lease has ended nobody can pin it any more.
 *
 * <p>Thread safety: any thread; {@link #supersede} is called once, by the product manager.
 */
public final class PinnableEdition implements Edition {

  private final long number;
  private final RevisionId revision;
  private final Agreed agreed;
  private final Rows rows;
  private final Map<String, String> faults;
  private final IdentityHashMap<Offer, Canary> canaries;
  private final EditionPromotions promotions;
  private final Set<String> awaited;
  private final CountDownLatch superseded = new CountDownLatch(1);
  private final AtomicInteger leases = new AtomicInteger(1);
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * Takes over the maps and the set, which must not change any more.
   *
   * @param agreed the catalogue that it is of
   * @param rows its products
   * @param faults why there is no such product, by code, where the catalogue's file names one
   * @param canaries by the offer in whose place they stand, each the very same, for a share of the
   *     users
   * @param promotions those of all products
   * @param awaited the strategies that went a moment ago and may have a successor soon
   */
  PinnableEdition(
      long number,
      RevisionId revision,
      Agreed agreed,
      Rows rows,
      Map<String, String> faults,
      IdentityHashMap<Offer, Canary> canaries,
      EditionPromotions promotions,
      Set<String> awaited) {
    this.number = number;
    this.revision = revision;
    this.agreed = agreed;
    this.rows = rows;
    this.faults = faults;
    this.canaries = canaries;
    this.promotions = promotions;
    this.awaited = awaited;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public RevisionId revision() {
    return revision;
  }

  /** Returns the next edition, which is the same of another revision. */
  PinnableEdition of(RevisionId other) {
    return new PinnableEdition(
        number + 1, other, agreed, rows, faults, canaries, promotions, awaited);
  }

  @Override
  public Optional<Quotes> quotes(UserId user, Instant at) {
    Stores stores = agreed.stores();
    Store store = stores.get(user.supermarket());
    if (store == null && stores.refusesUnknown()) {
      return Optional.empty();
    }
    return Optional.of(
        store == null
            ? of(user, at, stores.zone(), Stores.DEFAULT_LIST)
            : of(user, at, store.zone(), store.list()));
  }

  private UserQuotes of(UserId user, Instant at, ZoneId zone, String list) {
    Stores stores = agreed.stores();
    return new UserQuotes(this, user, at, zone, list, stores.lists().get(list), stores.vatOf(list));
  }

  /** The promotions of a user's baskets. */
  ActivePromotions promotions(UserId user) {
    return promotions.of(user);
  }

  /** The catalogue that it is of. */
  Agreed agreed() {
    return agreed;
  }

  /** What a version on trial offers in the place of an offer; null if there is none. */
  @Nullable Canary canary(Offer live) {
    return canaries.get(live);
  }

  /** A product; null if there is none of this code. */
  @Nullable Row row(String product) {
    return rows.get(product);
  }

  /** The codes of some products, in their order. */
  List<String> codes(String after, int most) {
    return rows.codes(after, most);
  }

  /** Whether the catalogue's file names a product of this code, and its entry is wrong. */
  boolean isFaulty(String product) {
    return faults.containsKey(product);
  }

  /** What there is for the users who are in no share. */
  Offer live(String product) {
    Row row = row(product);
    if (row != null) {
      return row.offer();
    }
    return new Offer.Unavailable(
        isFaulty(product) ? flaw(product) : "the catalogue has no product '" + product + "'");
  }

  /** Why there is no product of a code whose entry is wrong. */
  String flaw(String product) {
    return "its entry in the catalogue is wrong: " + faults.get(product);
  }

  /** Whether one of these products may be priced by a later edition soon. */
  boolean awaitsAny(Collection<String> products) {
    return !awaited.isEmpty() && products.stream().anyMatch(this::isAwaited);
  }

  private boolean isAwaited(String product) {
    Row row = row(isFaulty(product) ? product : new Scanner(agreed).product(product));
    return row != null && !Collections.disjoint(awaited, row.product().strategies());
  }

  /** There is a newer one: the price book gives up its lease. */
  void supersede() {
    superseded.countDown();
    close();
  }

  /** Waits until there is a newer one; answers false if there is none in time. */
  boolean awaitSuperseded(long nanos) throws InterruptedException {
    return superseded.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Takes a lease; answers false if the edition is over. */
  boolean tryPin() {
    int now = leases.get();
    while (now > 0) {
      if (leases.compareAndSet(now, now + 1)) {
        return true;
      }
      now = leases.get();
    }
    return false;
  }

  @Override
  public void close() {
    if (leases.decrementAndGet() == 0) {
      over.countDown();
    }
  }

  /** How many there are, that of the price book among them. */
  int leases() {
    return leases.get();
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  /** Waits until all leases have ended; answers false if they have not in time. */
  boolean awaitOver(long nanos) throws InterruptedException {
    return over.await(nanos, TimeUnit.NANOSECONDS);
  }
}
