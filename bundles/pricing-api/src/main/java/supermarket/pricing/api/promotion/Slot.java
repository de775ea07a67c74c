package supermarket.pricing.api.promotion;

/**
 * A place of a promotion that pieces of products take, such as the drink of a meal deal.
 *
 * @param name unique in its promotion, not empty; customers are told of it
 * @param of the products whose pieces may take it
 * @param count how many pieces one application takes, from 1 to {@link Deal#MOST_PIECES}
 */
public record Slot(String name, Products of, long count) {

  /**
   * Checks what is stated above.
   *
   * @throws IllegalArgumentException if it is not so
   */
  public Slot {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a slot without a name");
    }
    if (count < 1 || count > Deal.MOST_PIECES) {
      throw new IllegalArgumentException(
          "%d pieces of '%s', but one application takes 1 to %d"
              .formatted(count, name, Deal.MOST_PIECES));
    }
  }
}
