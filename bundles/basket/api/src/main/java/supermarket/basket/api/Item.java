package supermarket.basket.api;

/**
 * So many of one product.
 *
 * @param product the product's code, not empty
 * @param quantity how many, at least 1
 */
public record Item(String product, long quantity) {

  /**
   * Checks what is stated above.
   *
   * @throws IllegalArgumentException if it is not so
   */
  public Item {
    if (product.isEmpty() || quantity < 1) {
      throw new IllegalArgumentException("an item without product or quantity");
    }
  }
}
