package supermarket.basket.api;

import org.jspecify.annotations.Nullable;

/**
 * So many of one product, or one that was weighed.
 *
 * @param product the product's code, not empty
 * @param quantity how many, at least 1; 1 if it was weighed
 * @param weight what it weighs; null if it was counted
 */
public record Item(String product, long quantity, @Nullable Weight weight) {

  /**
   * Checks what is stated above.
   *
   * @throws IllegalArgumentException if it is not so
   */
  public Item {
    if (product.isEmpty() || quantity < 1 || (weight != null && quantity != 1)) {
      throw new IllegalArgumentException("an item without product or quantity");
    }
  }

  /**
   * So many of one product.
   *
   * @throws IllegalArgumentException if the code is empty or the quantity less than 1
   */
  public Item(String product, long quantity) {
    this(product, quantity, null);
  }

  /** Returns how the product was scanned. */
  public SoldBy measure() {
    return weight == null ? SoldBy.PIECE : SoldBy.WEIGHT;
  }
}
