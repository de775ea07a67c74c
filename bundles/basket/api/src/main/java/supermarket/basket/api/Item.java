package supermarket.basket.api;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * So many of one product, or one that was weighed.
 *
 * @param product the product's code, not empty
 * @param quantity how many, at least 1; 1 if it was weighed
 * @param weight what it weighs; null if it was counted
 * @param price what the one piece costs by its label; null if no label says so
 */
public record Item(String product, long quantity, @Nullable Weight weight, @Nullable Money price) {

  /**
   * Checks what is stated above.
   *
   * @throws IllegalArgumentException if it is not so
   */
  public Item {
    if (product.isEmpty() || quantity < 1 || ((weight != null || price != null) && quantity != 1)) {
      throw new IllegalArgumentException("an item without product or quantity");
    }
  }

  /**
   * So many of one product.
   *
   * @throws IllegalArgumentException if the code is empty or the quantity less than 1
   */
  public Item(String product, long quantity) {
    this(product, quantity, null, null);
  }

  /**
   * One that was weighed.
   *
   * @throws IllegalArgumentException if the code is empty or the quantity not 1
   */
  public Item(String product, long quantity, @Nullable Weight weight) {
    this(product, quantity, weight, null);
  }

  /**
   * Returns whether a product that is sold so can be scanned so. A label with a price fits both.
   */
  public boolean fits(SoldBy soldBy) {
    return price != null || soldBy == (weight == null ? SoldBy.PIECE : SoldBy.WEIGHT);
  }
}
