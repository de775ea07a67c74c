package supermarket.basket.api;

/** What is asked of prices without a basket, for shelf labels and kiosks. */
public sealed interface LookUp {

  /**
   * One product.
   *
   * @param scanned its code, or what else it is scanned by
   */
  record One(String scanned) implements LookUp {}

  /**
   * Products in the order of their codes, {@link #MOST} at most.
   *
   * @param after the code after which they begin, which need not be there; empty for the first
   */
  record Page(String after) implements LookUp {

    /** So many products are on a page. */
    public static final int MOST = 200;
  }
}
