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

  /**
   * Returns what of a change would leave a product with a deposit that is none, by code. Only if
   * something goes, or can be no deposit any more, all products are looked at.
   */
  static Map<String, String> faults(Products before, CatalogueChange change, Products after) {
    Map<String, String> faults = new TreeMap<>();
    for (Product product : change.entries().values()) {
      newFlaw(product, before, after).ifPresent(flaw -> faults.put(product.code(), flaw));
    }
    if (!change.gone().isEmpty() || loses(before, change)) {
      for (Product product : after) {
        boolean isLeft =
            !change.entries().containsKey(product.code())
                && newFlaw(product, before, after).isPresent();
        if (isLeft) {
          faults.put(product.deposit(), words(product));
        }
      }
    }
    return faults;
  }

  private static String words(Product by) {
    return "it is the deposit of product '%s': it stays, is sold by piece, and brings no deposit itself"
        .formatted(Printable.of(by.code(), LONGEST));
  }

  private static Optional<String> newFlaw(Product product, Products before, Products after) {
    if (product.deposit().isEmpty()) {
      return Optional.empty();
    }
    return flaw(before.get(product.code()), before).isPresent()
        ? Optional.empty()
        : flaw(product, after);
  }

  /** Whether something can be no deposit any more. */
  private static boolean loses(Products before, CatalogueChange change) {
    for (Product now : change.entries().values()) {
      Product old = now.canBeDeposit() ? null : before.get(now.code());
      if (old != null && old.canBeDeposit()) {
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
