package supermarket.basket.api;

import java.util.Locale;

/**
 * Why a basket was rejected. The {@link #word()} is part of the HTTP contract and never changes.
 */
public enum Reason {
  /** At least one product has no price or no live strategy. */
  STRATEGY_NOT_FOUND,
  /** The products of the basket are priced in more than one currency. */
  MIXED_CURRENCIES,
  /** The basket, or an amount of it, is beyond what there may be. */
  TOO_LARGE,
  /** A strategy failed, answered nonsense or is quarantined. */
  PRODUCT_SERVER_ERROR,
  /** The user's worker died. */
  USER_SERVER_ERROR,
  /** The deadline passed. */
  TIMEOUT,
  /** A bound was reached; try again later. */
  OVERLOADED,
  /** The message broker cannot be reached; try again later. */
  BROKER_UNAVAILABLE;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The stable word for clients and logs, such as {@code strategy_not_found}. */
  public String word() {
    return word;
  }
}
