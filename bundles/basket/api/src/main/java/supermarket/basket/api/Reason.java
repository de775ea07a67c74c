package supermarket.basket.api;

import java.util.Comparator;
import java.util.Locale;

/**
 * Why a basket was rejected. The {@link #word()} is part of the HTTP contract and never changes.
 */
public enum Reason {
  /** What is looked up is no product. */
  PRODUCT_NOT_FOUND(13),
  /** At least one product has no price or no live strategy. */
  STRATEGY_NOT_FOUND(9),
  /**
   * What was scanned has a wrong check digit, or is a label that says nothing or is of no product.
   */
  MISREAD(12),
  /** The store is not known, and baskets of unknown stores are refused. */
  STORE_NOT_FOUND(11),
  /** A product that is sold by weight was counted, or one that is sold by the piece weighed. */
  WRONG_MEASURE(10),
  /** The products of the basket are priced in more than one currency. */
  MIXED_CURRENCIES(8),
  /** The basket, or an amount of it, is beyond what there may be. */
  TOO_LARGE(7),
  /** A strategy failed, answered nonsense or is quarantined. */
  PRODUCT_SERVER_ERROR(6),
  /** The user's worker died. */
  USER_SERVER_ERROR(5),
  /** The deadline passed. */
  TIMEOUT(4),
  /** A bound was reached; try again later. */
  OVERLOADED(3),
  /** The basket server has not done yet what its user was priced with before; try again later. */
  BEHIND(2),
  /** The message broker cannot be reached; try again later. */
  BROKER_UNAVAILABLE(1);

  /** The gravest first: it decides if the lines of a basket fail for several reasons. */
  public static final Comparator<Reason> GRAVEST_FIRST =
      Comparator.comparingInt((Reason reason) -> reason.gravity).reversed();

  private final int gravity;
  private final String word = name().toLowerCase(Locale.ROOT);

  Reason(int gravity) {
    this.gravity = gravity;
  }

  /** The stable word for clients and logs, such as {@code strategy_not_found}. */
  public String word() {
    return word;
  }
}
