package supermarket.product.manager.edition;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.PriceTag;
import supermarket.basket.api.UserId;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Quotes;
import supermarket.basket.api.catalogue.Scan;
import supermarket.basket.api.catalogue.Store;
import supermarket.basket.api.catalogue.StoreClock;
import supermarket.basket.api.catalogue.VatRates;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Facts;

/**
 * What there is for the baskets of a user.
 *
 * @param zone of his store's clock
 * @param list the price list by which it sells
 * @param own the currency of the list; null for the default list, whose products may have others
 * @param vat the rates of tax of the list
 */
record UserQuotes(
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
    return own == null ? edition.agreed().currency() : own;
  }

  @Override
  public Scan scan(String text) {
    return edition.isFaulty(text)
        ? new Scan.Found(text)
        : new Scanner(edition.agreed()).scan(text, this::currency);
  }

  /** A product of the default list may have its price in a currency of its own. */
  private CurrencyUnit currency(String product) {
    Row row = own == null ? edition.row(product) : null;
    return row == null ? currency() : row.terms(list, this::time).unitPrice().getCurrencyUnit();
  }

  @Override
  public @Nullable Product product(String code) {
    Row row = edition.row(code);
    return row == null ? null : row.product();
  }

  @Override
  public @Nullable Money unitPrice(String code) {
    Row row = edition.row(code);
    Money price = row == null ? null : row.terms(list, this::time).unitPrice();
    return price == null || own == null || price.getCurrencyUnit().equals(own) ? price : null;
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
    Offer offer = offer(row, this::time);
    Canary canary = edition.canary(offer);
    return canary != null && canary.share().includes(user) ? canary.offer() : offer;
  }

  /** What there is at a time, for the users who are in no share. */
  private Offer offer(Row row, Supplier<LocalDateTime> time) {
    String product = row.product().code();
    String flaw = vat.flaw(row.product().vatClass());
    if (flaw != null) {
      return new Offer.Unavailable("product '" + product + "' cannot be taxed: " + flaw);
    }
    Offer offer = row.offer(list, time);
    return own == null ? offer : inOwnCurrency(product, offer);
  }

  @Override
  public @Nullable PriceTag tag(String product) {
    Row row = edition.row(product);
    if (row != null) {
      return Tags.of(
          row.product(),
          row.times(list),
          then -> offer(row, () -> then),
          time(),
          then -> StoreClock.beginning(then, zone));
    }
    return edition.isFaulty(product) ? Tags.flawed(product, edition.flaw(product)) : null;
  }

  @Override
  public List<String> codes(String after, int most) {
    return edition.codes(after, most);
  }

  @Override
  public ActivePromotions promotions() {
    return edition.promotions(user);
  }

  @Override
  public Facts facts(boolean member, Set<String> codes) {
    Store store = edition.agreed().stores().get(user.supermarket());
    return new Facts(
        user.supermarket(), store == null ? Set.of() : store.groups(), time(), member, codes);
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
