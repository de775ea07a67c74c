package supermarket.basket.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups what a store scanned by product, in order of first appearance. Not thread-safe. */
public final class Items {

  private final Map<String, Long> quantities = new LinkedHashMap<>();

  /**
   * Adds so many of a product.
   *
   * @throws ArithmeticException if the quantity of one product no longer fits a long
   */
  public void add(String product, long quantity) {
    quantities.merge(product, quantity, Math::addExact);
  }

  /** How many distinct products there are so far. */
  public int products() {
    return quantities.size();
  }

  /** One item for each product, in order of first appearance. */
  public List<Item> grouped() {
    List<Item> items = new ArrayList<>(quantities.size());
    quantities.forEach((product, quantity) -> items.add(new Item(product, quantity)));
    return List.copyOf(items);
  }
}
