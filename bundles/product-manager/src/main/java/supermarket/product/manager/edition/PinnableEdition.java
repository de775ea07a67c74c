package supermarket.product.manager.edition;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.catalogue.Edition;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Quotes;
import supermarket.basket.api.catalogue.Scan;
import supermarket.basket.api.catalogue.Store;
import supermarket.basket.api.catalogue.StoreClock;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.catalogue.VatRates;
import supermarket.product.manager.catalogue.Agreed;

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
   * @param awaited the strategies that went a moment ago and may have a successor soon
   */
  PinnableEdition(
      long number,
      RevisionId revision,
      Agreed agreed,
      Rows rows,
      Map<String, String> faults,
      IdentityHashMap<Offer, Canary> canaries,
      Set<String> awaited) {
    this.number = number;
    this.revision = revision;
    this.agreed = agreed;
    this.rows = rows;
    this.faults = faults;
    this.canaries = canaries;
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
    return new PinnableEdition(number + 1, other, agreed, rows, faults, canaries, awaited);
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

  private OfUser of(UserId user, Instant at, ZoneId zone, String list) {
    Stores stores = agreed.stores();
    return new OfUser(this, user, at, zone, list, stores.lists().get(list), stores.vatOf(list));
  }

  /** What there is for the baskets of a user. */
  private record OfUser(
      PinnableEdition edition,
      UserId user,
      Instant at,
      ZoneId zone,
      String list,
      @Nullable CurrencyUnit own,
      VatRates vat)
      implements Quotes {

    @Override
    public CurrencyUnit currency() {
      return own == null ? edition.agreed.currency() : own;
    }

    @Override
    public Scan scan(String text) {
      return new Scanner(edition.agreed).scan(text, currency());
    }

    @Override
    public @Nullable Product product(String code) {
      Row row = edition.row(code);
      return row == null ? null : row.product();
    }

    @Override
    public @Nullable BigDecimal vatPercent(String vatClass) {
      return vat.isEmpty() ? null : vat.at(vatClass, time().toLocalDate());
    }

    @Override
    public Offer offer(String product) {
      Row row = edition.row(product);
      if (row == null) {
        return edition.live(product);
      }
      String flaw = vat.flaw(row.product().vatClass());
      if (flaw != null) {
        return new Offer.Unavailable("product '" + product + "' cannot be taxed: " + flaw);
      }
      Offer offer = row.offer(list, this::time);
      if (!edition.canaries.isEmpty()) {
        Canary canary = edition.canaries.get(offer);
        if (canary != null && canary.share().includes(user)) {
          offer = canary.offer();
        }
      }
      return own == null ? offer : inOwnCurrency(product, offer);
    }

    private LocalDateTime time() {
      return StoreClock.at(at, zone);
    }

    /** A list has prices in its currency only: there are no rates. */
    private Offer inOwnCurrency(String product, Offer offer) {
      return offer instanceof Offer.Available available
              && !available.unitPrice().getCurrencyUnit().equals(own)
          ? new Offer.Unavailable(
              "product '%s' has no price in %s, the currency of the price list '%s'"
                  .formatted(product, own, list))
          : offer;
    }
  }

  /** What a version on trial offers in the place of an offer; null if there is none. */
  @Nullable Canary canary(Offer live) {
    return canaries.get(live);
  }

  /** A product; null if there is none of this code. */
  @Nullable Row row(String product) {
    return rows.get(product);
  }

  /** What there is for the users who are in no share. */
  Offer live(String product) {
    Row row = row(product);
    if (row != null) {
      return row.offer();
    }
    String fault = faults.get(product);
    return new Offer.Unavailable(
        fault == null
            ? "the catalogue has no product '" + product + "'"
            : "its entry in the catalogue is wrong: " + fault);
  }

  /** Whether one of these products may be priced by a later edition soon. */
  boolean awaitsAny(Collection<String> products) {
    return !awaited.isEmpty() && products.stream().anyMatch(this::isAwaited);
  }

  private boolean isAwaited(String product) {
    Row row = row(new Scanner(agreed).product(product));
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

  boolean isOver() {
    return over.getCount() == 0;
  }

  /** Waits until all leases have ended; answers false if they have not in time. */
  boolean awaitOver(long nanos) throws InterruptedException {
    return over.await(nanos, TimeUnit.NANOSECONDS);
  }
}
