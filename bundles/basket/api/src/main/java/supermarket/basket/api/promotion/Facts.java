package supermarket.basket.api.promotion;

import java.time.LocalDateTime;
import java.util.Set;

/**
 * What promotions are told of a basket, besides its lines.
 *
 * @param store the id of the store
 * @param groups the groups of stores that it is in
 * @param time on the clock of the store
 * @param member whether the customer is a member
 * @param codes which were given, normalised
 */
public record Facts(
    String store, Set<String> groups, LocalDateTime time, boolean member, Set<String> codes) {
  /** Takes unmodifiable copies. */
  public Facts {
    groups = Set.copyOf(groups);
    codes = Set.copyOf(codes);
  }
}
