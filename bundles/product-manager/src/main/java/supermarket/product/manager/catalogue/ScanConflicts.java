package supermarket.product.manager.catalogue;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Gtin;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ScanCodes;
import supermarket.library.text.Printable;

/** GTINs and numbers on labels that two products would have. */
final class ScanConflicts {

  private ScanConflicts() {}

  /** Returns which products of a change cannot have their numbers, and why, by code. */
  static Map<String, String> faults(Products before, CatalogueChange change, Products after) {
    Map<String, String> faults = new TreeMap<>();
    Map<Long, String> taken = new HashMap<>();
    for (Product product : change.entries().values()) {
      for (Long key : product.scanCodes().keys()) {
        String other = taken.putIfAbsent(key, product.code());
        if (other == null) {
          other = before.scanned(key);
        }
        if (other != null && !other.equals(product.code()) && has(other, key, before, change)) {
          faults.put(product.code(), words(key, other));
        }
        if (key > 0) {
          codeOfOther(key, product, after).ifPresent(why -> faults.put(product.code(), why));
        }
      }
      if (Gtin.isForm(product.code()) && !before.has(product.code())) {
        gtinOfOther(product, after).ifPresent(why -> faults.put(product.code(), why));
      }
    }
    return faults;
  }

  /** A product that is sold by a number as its code stays what that number is. */
  private static Optional<String> codeOfOther(long gtin, Product product, Products after) {
    return Gtin.texts(gtin).stream()
        .filter(code -> !code.equals(product.code()) && after.has(code))
        .findFirst()
        .map(code -> ScanCodes.words(gtin) + " is the code of product '" + code + "'");
  }

  private static Optional<String> gtinOfOther(Product product, Products after) {
    String code = product.code();
    if (!Gtin.isForm(code) || !Gtin.isChecked(code)) {
      return Optional.empty();
    }
    return Optional.ofNullable(after.scanned(Long.parseLong(code)))
        .filter(other -> !other.equals(code))
        .map(other -> "its code is a GTIN of product '" + Printable.of(other, 64) + "'");
  }

  /** Whether it still has it after the change. */
  private static boolean has(String code, Long key, Products before, CatalogueChange change) {
    Product product = change.entries().getOrDefault(code, before.get(code));
    return product != null
        && !change.gone().contains(code)
        && product.scanCodes().keys().contains(key);
  }

  /** What is wrong with a number that another product has. */
  static String words(long key, String other) {
    return ScanCodes.words(key) + " is that of product '" + Printable.of(other, 64) + "'";
  }
}
