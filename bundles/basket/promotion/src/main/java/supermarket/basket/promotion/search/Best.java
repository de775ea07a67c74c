package supermarket.basket.promotion.search;

import java.util.List;

/**
 * The best that was found. A stock that no offer takes of keeps its line's rule.
 *
 * @param saving of the offers and the rules that are kept, with bonuses
 * @param bound what a better one would save at most; {@code saving} if it is proven that there is
 *     none
 * @param times how often each offer is applied
 * @param savings what each offer saves, without a bonus
 * @param takes what they take
 */
public record Best(
    long saving, long bound, List<Long> times, List<Long> savings, List<Take> takes) {
  /** Takes unmodifiable copies. */
  public Best {
    times = List.copyOf(times);
    savings = List.copyOf(savings);
    takes = List.copyOf(takes);
  }
}
