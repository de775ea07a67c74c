package supermarket.basket.api;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a basket besides its items.
 *
 * @param at the instant whose prices and promotions are meant, taken once by whoever took the
 *     basket; null for that at which it is priced
 * @param member whether the customer is a member
 * @param codes for promotions, normalised
 * @param explain whether the reply is to say of each promotion what it did, or why it did nothing
 */
public record BasketFacts(
    @Nullable Instant at, boolean member, Set<String> codes, boolean explain) {

  /** Nothing is said. */
  public static final BasketFacts NONE = new BasketFacts(null, false, Set.of(), false);

  /** Takes an unmodifiable copy of the codes. */
  public BasketFacts {
    codes = Set.copyOf(codes);
  }

  /** Returns the same at an instant. */
  public BasketFacts at(Instant instant) {
    return new BasketFacts(instant, member, codes, explain);
  }
}
