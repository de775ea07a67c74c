package supermarket.product.manager.catalogue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.PriceOverride;
import supermarket.basket.api.catalogue.PriceOverrides;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductEntry;
import supermarket.basket.api.catalogue.ProductTerms;

/**
 * The changes of products: what is probably a slip is asked back, and the last change of each can
 * be taken back.
 *
 * <p>Thread safety: none; for the assortment's monitor.
 */
public final class LastChanges {

  private record Change(Product before, Product after) {}

  private static final String MEANT = "; if that is meant, say --force";

  /** So many products are remembered: an import may change all there are. */
  private static final int MOST = 10_000;

  /** What stands for the amount if a price of a list or a time is to go. */
  public static final String NO_PRICE = "none";

  /** Where each time comes first, and where last. */
  private static final ZoneOffset FIRST = ZoneOffset.ofHours(14);

  private static final ZoneOffset LAST = ZoneOffset.ofHours(-12);

  private final Map<String, Change> last = new LinkedHashMap<>();
  private boolean begun;

  /**
   * A product with another price.
   *
   * @param amount a plain decimal, or {@link #NO_PRICE}
   * @param currency that of the price list
   * @param parameters those of its rule that change too; the others stay
   * @param scope in which list, and when; what is to hold always takes the place of what has begun
   * @param now what is over at this instant is left out
   * @param force whether a price of more than twice or less than half of the present one is meant
   * @throws IllegalArgumentException if the amount is no price, or not meant
   */
  public static Product price(
      Product product,
      String amount,
      CurrencyUnit currency,
      Map<String, String> parameters,
      PriceScope scope,
      Instant now,
      boolean force) {
    if (amount.equals(NO_PRICE)) {
      return without(product, scope);
    }
    PriceOverrides present = product.overrides().since(LocalDateTime.ofInstant(now, LAST));
    Money price = Codes.price(currency, amount);
    LocalDateTime begun = LocalDateTime.ofInstant(now, FIRST);
    LocalDateTime from = scope.from() == null ? begun : scope.from();
    PriceOverrides lasting =
        scope.isTemporary() ? present : present.without(PriceScope::isTemporary);
    ProductTerms before = lasting.at(product.terms(), scope.list(), from);
    if (before.unitPrice().getCurrencyUnit().equals(currency)) {
      refuseFar(before.unitPrice(), price, force);
    }
    if (scope.equals(PriceScope.OWN)) {
      Map<String, String> all = new HashMap<>(before.parameters());
      all.putAll(parameters);
      return product
          .with(before.at(price).by(before.strategy(), all))
          .with(present.without(each -> isReplaced(each, scope, begun)));
    }
    Optional<PriceOverride> there =
        present.all().stream()
            .filter(each -> isReplaced(each.scope(), scope, begun))
            .reduce((earlier, later) -> later);
    Map<String, String> all = new HashMap<>(there.map(PriceOverride::parameters).orElse(Map.of()));
    all.putAll(parameters);
    String strategy = there.map(PriceOverride::strategy).orElse(null);
    return product.with(
        present
            .without(each -> isReplaced(each, scope, begun))
            .with(new PriceOverride(scope, price, strategy, all)));
  }

  /**
   * Whether a price of another scope takes its place: what is to hold always, that of what has
   * begun.
   */
  private static boolean isReplaced(PriceScope present, PriceScope by, LocalDateTime begun) {
    boolean isAlways = by.from() == null && !by.isTemporary();
    return present.equals(by) || (isAlways && hasBegun(present, by.list(), begun));
  }

  /** Whether it is a price that has taken the place of the list's, for good. */
  private static boolean hasBegun(PriceScope scope, String list, LocalDateTime time) {
    LocalDateTime from = scope.from();
    return scope.list().equals(list) && !scope.isTemporary() && from != null && !from.isAfter(time);
  }

  private static Product without(Product product, PriceScope scope) {
    if (product.overrides().of(scope).isEmpty()) {
      throw new IllegalArgumentException("it has no price for " + scope);
    }
    return product.with(product.overrides().without(scope::equals));
  }

  private static void refuseFar(Money before, Money after, boolean force) {
    if (force) {
      return;
    }
    if (!after.getCurrencyUnit().equals(before.getCurrencyUnit())) {
      throw new IllegalArgumentException(
          after + " is in another currency than the present " + before + MEANT);
    }
    if (isFar(before.getAmount(), after.getAmount())) {
      throw new IllegalArgumentException(
          after + " is more than twice or less than half of the present " + before + MEANT);
    }
  }

  private static boolean isFar(BigDecimal before, BigDecimal after) {
    BigDecimal two = BigDecimal.TWO;
    return after.compareTo(before.multiply(two)) > 0 || after.multiply(two).compareTo(before) < 0;
  }

  /** From now on changes are remembered: what came before was the start. */
  public void begin() {
    begun = true;
  }

  /** Whether changes are remembered. */
  public boolean hasBegun() {
    return begun;
  }

  /** Products come, change or go. */
  public void made(Products present, CatalogueChange change) {
    change.gone().forEach(last::remove);
    change.entries().keySet().forEach(last::remove);
    if (!begun) {
      return;
    }
    List<Product> all = List.copyOf(change.entries().values());
    for (Product after : all.subList(Math.max(0, all.size() - MOST), all.size())) {
      Product before = present.get(after.code());
      if (before != null && !before.equals(after)) {
        last.put(after.code(), new Change(before, after));
        if (last.size() > MOST) {
          last.remove(last.keySet().iterator().next());
        }
      }
    }
  }

  /**
   * A product that somebody has typed.
   *
   * @param otherwise its currency if none is typed
   * @throws IllegalArgumentException if something is missing or written wrongly
   */
  public static Product typed(ProductEntry entry, CurrencyUnit otherwise) {
    return Codes.checked(Entry.of(entry).product(otherwise));
  }

  /**
   * A product as somebody has typed it over what it is: what is empty stays.
   *
   * @param force whether a price of more than twice or less than half of the present one, in
   *     another currency or for another measure, is meant
   * @throws IllegalArgumentException if something is written wrongly, or the price is not meant
   */
  public static Product changed(ProductEntry entry, Product present, boolean force) {
    Product after =
        Codes.checked(
            Entry.partOf(entry)
                .over(present)
                .product(present.unitPrice().getCurrencyUnit())
                .with(present.overrides()));
    refuseFar(present.unitPrice(), after.unitPrice(), force);
    if (!force && after.soldBy() != present.soldBy()) {
      throw new IllegalArgumentException(
          "it is sold by " + present.soldBy().word() + " at present" + MEANT);
    }
    return after;
  }

  /**
   * What a product was before its last change.
   *
   * @param present what it is now
   * @throws IllegalArgumentException if there was no change, or another one since
   */
  public Product before(Product present) {
    Change change = last.get(present.code());
    if (change == null) {
      throw new IllegalArgumentException(
          "product '" + present.code() + "' was not changed since the start of this node");
    }
    if (!present.equals(change.after())) {
      throw new IllegalArgumentException(
          "product '" + present.code() + "' was changed otherwise since");
    }
    return change.before();
  }
}
