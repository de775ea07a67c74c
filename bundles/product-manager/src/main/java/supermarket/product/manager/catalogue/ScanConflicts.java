package supermarket.product.manager.catalogue;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ScanCodes;
import supermarket.library.text.Printable;

/** GTINs and numbers on labels that two products would have. */
final class ScanConflicts {

  private ScanConflicts() {}

  /** Returns which products of a change cannot have their numbers, and why, by code. */
  static Map<String, String> faults(Products before, CatalogueChange change) {
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
      }
    }
    return faults;
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
