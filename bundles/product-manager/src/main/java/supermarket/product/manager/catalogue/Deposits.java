package supermarket.product.manager.catalogue;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Product;
import supermarket.library.text.Printable;

/** What is wrong with the deposits that products bring: each is a product of the catalogue too. */
final class Deposits {

  private static final int LONGEST = 64;

  private Deposits() {}

  /** Returns what of a change would leave a product with a deposit that is none, by code. */
  static Map<String, String> faults(Products before, CatalogueChange change) {
    if (change.gone().isEmpty() && !concerns(before, change)) {
      return Map.of();
    }
    Products after = before.after(change);
    Map<String, String> faults = new TreeMap<>();
    for (Product product : after) {
      Optional<String> flaw = flaw(product, after);
      if (flaw.isPresent() && flaw(before.get(product.code()), before).isEmpty()) {
        if (change.entries().containsKey(product.code())) {
          faults.put(product.code(), flaw.get());
        } else {
          String by = Printable.of(product.code(), LONGEST);
          faults.put(
              product.deposit(),
              "it is the deposit of product '"
                  + by
                  + "': it stays, is sold by piece, and brings no"
                  + " deposit itself");
        }
      }
    }
    return faults;
  }

  /**
   * A change of prices, of which there are most, concerns no deposit: not all need be looked at.
   */
  private static boolean concerns(Products before, CatalogueChange change) {
    for (Map.Entry<String, Product> each : change.entries().entrySet()) {
      Product old = before.get(each.getKey());
      Product now = each.getValue();
      boolean isOther =
          old == null
              ? !now.deposit().isEmpty()
              : !old.deposit().equals(now.deposit()) || old.canBeDeposit() != now.canBeDeposit();
      if (isOther) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> flaw(@Nullable Product product, Products all) {
    if (product == null || product.deposit().isEmpty()) {
      return Optional.empty();
    }
    String code = Printable.of(product.deposit(), LONGEST);
    Product deposit = all.get(product.deposit());
    if (deposit == null) {
      return Optional.of("its deposit '" + code + "' is no product of the catalogue");
    }
    return deposit.canBeDeposit()
        ? Optional.empty()
        : Optional.of(
            "its deposit '" + code + "' must be sold by piece, and bring no deposit itself");
  }
}
