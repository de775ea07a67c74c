package supermarket.product.manager.catalogue;

import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.basket.api.catalogue.PriceOverride;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;
import supermarket.library.text.Printable;

/** What is wrong with products, as far as that hangs on the price lists and their taxes. */
public final class ListedPrices {

  private static final int LONGEST = 64;

  private ListedPrices() {}

  /**
   * Returns the currency of a price list for a product.
   *
   * @throws IllegalArgumentException if it is not declared
   */
  public static CurrencyUnit currency(String list, Product product, Stores stores) {
    if (list.equals(Stores.DEFAULT_LIST)) {
      return product.unitPrice().getCurrencyUnit();
    }
    CurrencyUnit currency = stores.lists().get(list);
    if (currency == null) {
      throw new IllegalArgumentException(
          "the price list '%s' is not declared: pricelist:add declares one"
              .formatted(Printable.of(list, LONGEST)));
    }
    return currency;
  }

  /** Returns why a product cannot have its prices; empty if it can. */
  public static Optional<String> flaw(Product product, Stores stores) {
    String untaxed = stores.vatOf(Stores.DEFAULT_LIST).flaw(product.vatClass());
    if (untaxed != null) {
      return Optional.of(untaxed);
    }
    for (PriceOverride each : product.overrides().all()) {
      String list = each.scope().list();
      CurrencyUnit currency;
      try {
        currency = currency(list, product, stores);
      } catch (IllegalArgumentException notDeclared) {
        return Optional.ofNullable(notDeclared.getMessage());
      }
      Money price = each.unitPrice();
      if (price != null && !price.getCurrencyUnit().equals(currency)) {
        return Optional.of(
            "its price %s in price list '%s' must be in %s".formatted(price, list, currency));
      }
    }
    return Optional.empty();
  }

  /** Returns why price lists cannot become others; empty if they can. */
  public static Optional<String> objection(Products products, Stores before, Stores after) {
    if (before.lists().equals(after.lists()) && before.vat().equals(after.vat())) {
      return Optional.empty();
    }
    for (Product product : products) {
      if (flaw(product, before).isEmpty()) {
        Optional<String> flaw = flaw(product, after);
        if (flaw.isPresent()) {
          return Optional.of(
              "product " + Printable.of(product.code(), LONGEST) + ": " + flaw.get());
        }
      }
    }
    return Optional.empty();
  }
}
