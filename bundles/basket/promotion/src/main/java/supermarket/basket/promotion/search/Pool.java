package supermarket.basket.promotion.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** All patterns that may be part of a better deal: those that lose less than what is to be won. */
final class Pool {

  private final Problem problem;
  private final Scale scale;
  private final Pricing pricing;
  private final long[] duals;
  private final long[] left;
  private final Steps steps;
  private final List<Pattern> patterns = new ArrayList<>();
  private boolean isComplete = true;

  /**
   * An empty pool.
   *
   * @param left what there is of each row
   * @param steps those that may be taken to fill it
   */
  Pool(Problem problem, Scale scale, Pricing pricing, long[] duals, long[] left, Steps steps) {
    this.problem = problem;
    this.scale = scale;
    this.pricing = pricing;
    this.duals = duals;
    this.left = left.clone();
    this.steps = steps;
  }

  /** Fills it with the patterns that lose less than so much. */
  void fill(long loss) {
    for (int offer = 0; offer < problem.offers().size() && isComplete; offer++) {
      long dual = duals[problem.stocks().size() + offer];
      if (dual - pricing.most(offer, duals, left) < loss) {
        new Filling(offer, loss, dual).fill(0, 0, 0, 0, 0);
      }
    }
    patterns.sort(
        Comparator.comparingLong((Pattern pattern) -> pattern.loss(duals))
            .thenComparing(Comparator.comparingLong(Pattern::worth).reversed())
            .thenComparingInt(Pattern::offer)
            .thenComparing(Pattern::rows, Arrays::compare)
            .thenComparing(Pattern::counts, Arrays::compare));
    removeEqual();
  }

  /** Of patterns of an offer that use up the same, leaves the first, which is worth most. */
  private void removeEqual() {
    List<Pattern> others = new ArrayList<>(patterns.size());
    for (Pattern pattern : patterns) {
      if (others.isEmpty() || !others.getLast().usesTheSameAs(pattern)) {
        others.add(pattern);
      }
    }
    patterns.clear();
    patterns.addAll(others);
  }

  /** Returns them, those that lose least first. */
  List<Pattern> patterns() {
    return patterns;
  }

  /** Returns whether no such pattern is missing. */
  boolean isComplete() {
    return isComplete;
  }

  /** Fills the roles of an offer, one position after another. */
  private final class Filling {

    private final int number;
    private final Offer offer;
    private final RoleTable[] priced;
    private final long[] later;
    private final int[][] filled;
    private final long loss;
    private final long least;

    Filling(int number, long loss, long dual) {
      this.number = number;
      this.loss = loss;
      this.offer = problem.offers().get(number);
      this.priced = new RoleTable[offer.roles().size()];
      this.later = new long[priced.length + 1];
      this.filled = new int[priced.length][];
      for (int r = priced.length - 1; r >= 0; r--) {
        priced[r] = new RoleTable(offer.roles().get(r));
        priced[r].fill(scale.money(), duals, left);
        later[r] = later[r + 1] + priced[r].most(0, 0);
        filled[r] = new int[offer.roles().get(r).count()];
      }
      this.least = dual - scale.worth(offer, offer.base()) - loss;
    }

    /** Goes on with a position, whose stock is not dearer than one of an index. */
    void fill(int r, int position, int from, long sum, long gain) {
      if (r == priced.length) {
        add(gain);
        return;
      }
      Role role = offer.roles().get(r);
      if (position == role.count()) {
        fill(r + 1, 0, 0, sum, gain);
        return;
      }
      for (int i = from; i < role.size() && isComplete; i++) {
        if (sum + priced[r].most(position, i) + later[r + 1] <= least) {
          return; // nor do cheaper ones bring more
        }
        long with = sum + priced[r].value(position, i, scale.money());
        if (left[role.stock(i)] > 0
            && with + priced[r].most(position + 1, i) + later[r + 1] > least) {
          isComplete &= steps.take();
          left[role.stock(i)]--;
          filled[r][position] = i;
          fill(r, position + 1, i, with, gain + role.gain(position, i));
          left[role.stock(i)]++;
        }
      }
    }

    private void add(long gain) {
      if (offer.saving(gain) > 0) {
        Pattern pattern = Pattern.of(problem, scale, number, filled);
        if (pattern.loss(duals) < loss) {
          patterns.add(pattern);
        }
      }
    }
  }
}
