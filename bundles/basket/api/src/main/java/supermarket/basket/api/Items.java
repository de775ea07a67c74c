package supermarket.basket.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups what a store scanned by product, in order of first appearance. What was weighed is an item
 * of its own each time. Not thread-safe.
 */
public final class Items {

  private final List<Item> items = new ArrayList<>();

  /** Where the pieces of a product are. */
  private final Map<String, Integer> places = new HashMap<>();

  /**
   * Adds so many of a product.
   *
   * @throws ArithmeticException if the quantity of one product no longer fits a long
   */
  public void add(String product, long quantity) {
    Integer place = places.putIfAbsent(product, items.size());
    if (place == null) {
      items.add(new Item(product, quantity));
    } else {
      long before = items.get(place).quantity();
      items.set(place, new Item(product, Math.addExact(before, quantity)));
    }
  }

  /** Adds an item that is of one piece, such as one that was weighed or has a label. */
  public void add(Item one) {
    items.add(one);
  }

  /** Adds one that was weighed. */
  public void add(String product, Weight weight) {
    items.add(new Item(product, 1, weight));
  }

  /** How many items there are so far. */
  public int size() {
    return items.size();
  }

  /** One item for each product, and one for each that was weighed, in order of first appearance. */
  public List<Item> grouped() {
    return List.copyOf(items);
  }
}
