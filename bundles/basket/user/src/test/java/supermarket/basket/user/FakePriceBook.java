package supermarket.basket.user;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.PriceTag;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.catalogue.Edition;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.PriceBook;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Quotes;
import supermarket.basket.api.catalogue.Scan;
import supermarket.basket.api.catalogue.VatRates;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Facts;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;

/** A price book in memory that remembers its pins. */
final class FakePriceBook implements PriceBook {

  /** Baskets of a chain without promotions never get to it. */
  static final PromotionEngine NO_PROMOTIONS =
      (promotions, facts, lines, explain) -> {
        throw new AssertionError("there are no promotions");
      };

  /** Without promotions. */
  static final Totals TOTALS = new Totals(NO_PROMOTIONS, new RecentBaskets(1, () -> 0));

  /** The store that it does not know. */
  static final String UNKNOWN = "unknown";

  /** How often each edition that was pinned has been released. */
  final List<AtomicInteger> releases = new CopyOnWriteArrayList<>();

  private final CurrencyUnit currency;
  private volatile RevisionId revision = RevisionId.NONE;
  private volatile Map<String, Offer> offers = Map.of();
  private volatile Map<String, Product> products = Map.of();
  private volatile Map<String, Scan> scans = Map.of();
  private volatile VatRates vat = VatRates.NONE;
  private volatile ActivePromotions promotions = ActivePromotions.NONE;

  /** The instants whose prices were asked for. */
  final List<Instant> instants = new CopyOnWriteArrayList<>();

  FakePriceBook() {
    this(CurrencyUnit.EUR);
  }

  FakePriceBook(CurrencyUnit currency) {
    this.currency = currency;
  }

  /** A product at its plain price, such as {@code EUR 5.00}. */
  FakePriceBook with(String product, String unitPrice) {
    return with(product, Money.parse(unitPrice), "flat-price", Line::undiscounted);
  }

  FakePriceBook with(String product, Money unitPrice, String strategy, PricingRule rule) {
    return with(
        product,
        new Offer.Available(unitPrice, Map.of(), new StrategyId(strategy, "1.0.0", 1), rule));
  }

  /** What a product is called, its VAT class and its deposit. */
  synchronized FakePriceBook named(String code, String name, String vatClass, String deposit) {
    Map<String, Product> more = new HashMap<>(products);
    Product product = new Product(code, name, Money.parse("EUR 1.00"), "flat-price", Map.of());
    more.put(code, product.with(vatClass, deposit));
    products = Map.copyOf(more);
    return this;
  }

  /** What is scanned by something else than a code. */
  synchronized FakePriceBook scanned(String text, Scan scan) {
    Map<String, Scan> more = new HashMap<>(scans);
    more.put(text, scan);
    scans = Map.copyOf(more);
    return this;
  }

  /** How it is taxed. */
  FakePriceBook taxed(VatRates rates) {
    vat = rates;
    return this;
  }

  /** What is taken off its baskets. */
  FakePriceBook promoted(ActivePromotions all) {
    promotions = all;
    return this;
  }

  /** Its editions are of this revision from now on, whichever is wanted. */
  FakePriceBook of(RevisionId agreed) {
    revision = agreed;
    return this;
  }

  synchronized FakePriceBook with(String product, Offer offer) {
    Map<String, Offer> more = new HashMap<>(offers);
    more.put(product, offer);
    offers = Map.copyOf(more);
    return this;
  }

  @Override
  public Edition pin(Collection<String> products, RevisionId wanted, long until) {
    AtomicInteger released = new AtomicInteger();
    releases.add(released);
    return new Pinned(
        currency, offers, this.products, scans, vat, promotions, revision, instants, released);
  }

  private record Pinned(
      CurrencyUnit currency,
      Map<String, Offer> offers,
      Map<String, Product> products,
      Map<String, Scan> scans,
      VatRates vat,
      ActivePromotions promotions,
      RevisionId revision,
      List<Instant> instants,
      AtomicInteger released)
      implements Edition, Quotes {

    @Override
    public long number() {
      return 1;
    }

    @Override
    public Optional<Quotes> quotes(UserId user, Instant at) {
      instants.add(at);
      return user.supermarket().equals(UNKNOWN) ? Optional.empty() : Optional.of(this);
    }

    @Override
    public Offer offer(String product) {
      Offer offer = offers.get(product);
      return offer != null ? offer : new Offer.Unavailable("no product " + product);
    }

    @Override
    public Scan scan(String text) {
      return scans.getOrDefault(text, new Scan.Found(text));
    }

    @Override
    public @Nullable Money unitPrice(String product) {
      return offers.get(product) instanceof Offer.Available available
          ? available.unitPrice()
          : null;
    }

    @Override
    public @Nullable Product product(String code) {
      return products.get(code);
    }

    @Override
    public @Nullable BigDecimal vatPercent(String vatClass) {
      return vat.at(vatClass, LocalDate.EPOCH);
    }

    @Override
    public @Nullable PriceTag tag(String product) {
      Product known = products.get(product);
      if (known == null) {
        return null;
      }
      PriceTag.Price price =
          switch (offer(product)) {
            case Offer.Available available ->
                new PriceTag.Price(available.unitPrice(), available.strategy().name(), "", "");
            case Offer.Unavailable(String why) -> PriceTag.Price.none(why);
          };
      return new PriceTag(
          product, known.name(), known.soldBy(), "", "", List.of(), price, List.of());
    }

    @Override
    public Facts facts(boolean member, Set<String> codes) {
      return new Facts("sp1", Set.of(), LocalDate.EPOCH.atStartOfDay(), member, codes);
    }

    @Override
    public List<String> codes(String after, int most) {
      return products.keySet().stream()
          .sorted()
          .filter(code -> code.compareTo(after) > 0)
          .limit(most)
          .toList();
    }

    @Override
    public void close() {
      released.incrementAndGet();
    }
  }
}
