package supermarket.product.manager.catalogue;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductEntry;

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

  private final Map<String, Change> last = new LinkedHashMap<>();

  /**
   * A product with another price.
   *
   * @param parameters those of its rule that change too; the others stay
   * @param force whether a price of more than twice or less than half of the present one is meant
   * @throws IllegalArgumentException if the amount is no price, or not meant
   */
  public static Product price(
      Product product, String amount, Map<String, String> parameters, boolean force) {
    Money price = Codes.price(product.unitPrice().getCurrencyUnit(), amount);
    refuseFar(product.unitPrice(), price, force);
    Map<String, String> all = new HashMap<>(product.parameters());
    all.putAll(parameters);
    return product.with(product.terms().at(price).by(product.strategy(), all));
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

  /** Products come, or change. */
  public void made(Products present, Collection<Product> changed) {
    for (Product after : changed) {
      Product before = present.get(after.code());
      if (before != null && !before.equals(after)) {
        last.remove(after.code());
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
    return Entry.of(entry).product(otherwise);
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
        Entry.partOf(entry).over(present).product(present.unitPrice().getCurrencyUnit());
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

  /** Forgets the change of a product that is gone. */
  public void forget(String code) {
    last.remove(code);
  }
}
