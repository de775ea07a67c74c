package supermarket.product.manager.catalogue;

import java.util.Map;
import java.util.TreeMap;
import supermarket.basket.api.catalogue.CatalogueChange;

/** What is wrong with a change as far as that hangs on other products. */
public final class ChangeFaults {

  private ChangeFaults() {}

  /** Returns which products cannot change, or go, and why, by code. */
  public static Map<String, String> of(Products before, CatalogueChange change) {
    if (change.entries().isEmpty() && change.gone().isEmpty()) {
      return Map.of();
    }
    Products after = before.after(change);
    Map<String, String> faults = new TreeMap<>(Deposits.faults(before, change, after));
    faults.putAll(ScanConflicts.faults(before, change, after));
    return faults;
  }
}
