package supermarket.basket.api;

/**
 * Which revision of which chain: what its nodes agreed on, and price with.
 *
 * @param chain tells one chain from another, whose numbers are its own; at most {@link
 *     #LONGEST_CHAIN} characters
 * @param number a later revision of the same chain has a higher one
 */
public record RevisionId(String chain, long number) {

  /** The most characters of a chain's id. */
  public static final int LONGEST_CHAIN = 32;

  /** Stands for no revision: nothing was agreed on, or nobody knows what. */
  public static final RevisionId NONE = new RevisionId("", 0);

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if the chain's id is too long, or the number less than 0
   */
  public RevisionId {
    if (chain.length() > LONGEST_CHAIN || number < 0) {
      throw new IllegalArgumentException(
          "revision " + number + " of a chain whose id has " + chain.length() + " characters");
    }
  }

  /** Returns whether the other one is of the same chain and came after this one. */
  public boolean isBefore(RevisionId other) {
    return number < other.number && chain.equals(other.chain);
  }
}
