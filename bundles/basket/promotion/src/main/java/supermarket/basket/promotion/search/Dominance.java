package supermarket.basket.promotion.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Removes patterns that no plan needs: another one is worth as much, uses up no more of any stock,
 * and its offer may be applied as often as there are pieces.
 */
final class Dominance {

  private final List<Pattern> patterns;
  private final long[] masks;
  private final boolean[] isGone;

  private Dominance(List<Pattern> patterns) {
    this.patterns = patterns;
    this.isGone = new boolean[patterns.size()];
    this.masks = new long[isGone.length];
    Arrays.setAll(masks, i -> mask(patterns.get(i)));
  }

  /** Returns the others, in the same order. */
  static List<Pattern> without(
      Problem problem, long[] amounts, List<Pattern> patterns, Steps steps) {
    long work = (long) patterns.size() * patterns.size();
    if (!steps.takeWork(work)) {
      return patterns;
    }
    Dominance dominance = new Dominance(patterns);
    boolean[] isFree = new boolean[problem.offers().size()];
    for (int i = 0; i < isFree.length; i++) {
      Offer offer = problem.offers().get(i);
      isFree[i] =
          offer.atMost() > amounts[problem.stocks().size() + i]
              || offer.atMost() >= offer.atMost(Long.MAX_VALUE).mostTimes(problem.stocks());
    }
    for (int i = 0; i < patterns.size(); i++) {
      if (isFree[patterns.get(i).offer()]) {
        dominance.removeWorseThan(i);
      }
    }
    List<Pattern> others = new ArrayList<>(patterns.size());
    for (int i = 0; i < patterns.size(); i++) {
      if (!dominance.isGone[i]) {
        others.add(patterns.get(i));
      }
    }
    return others;
  }

  /** A bit for each stock, or for several: if one is missing, so is the stock. */
  private static long mask(Pattern pattern) {
    long mask = 0;
    for (int i = 0; i < pattern.rows().length - 1; i++) {
      mask |= 1L << pattern.rows()[i];
    }
    return mask;
  }

  private void removeWorseThan(int better) {
    Pattern pattern = patterns.get(better);
    for (int i = 0; i < isGone.length && !isGone[better]; i++) {
      if (i != better && (masks[better] & ~masks[i]) == 0 && !isGone[i]) {
        Pattern other = patterns.get(i);
        isGone[i] = pattern.worth() >= other.worth() && pattern.usesNoMoreStockThan(other);
      }
    }
  }
}
