package supermarket.basket.promotion.search;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Applies again and again what looks best, as often as it can be applied. */
final class Greedy {

  /** What looks best. */
  enum Rule {
    /** The application that is worth most. */
    WORTH,
    /** The application that is worth most for each of its pieces. */
    WORTH_PER_PIECE,
    /** The application that loses least of what its pieces could bring. */
    LOSS
  }

  /**
   * The offers that come into question are those that can be looked at in this part of the steps.
   */
  private static final long FIRST_PART = 8;

  private final Problem problem;
  private final Pricing pricing;
  private final long[] none;
  private final int[] promising;

  /**
   * A greedy search.
   *
   * @param amounts what there is of each stock, then of each offer
   */
  Greedy(Problem problem, Pricing pricing, long[] amounts) {
    this.problem = problem;
    this.pricing = pricing;
    this.none = new long[amounts.length];
    this.promising = promising(amounts);
  }

  /** Returns the numbers of the offers, first those that could save most for the work they are. */
  private int[] promising(long[] amounts) {
    List<Offer> offers = problem.offers();
    double[] promises = new double[offers.size()];
    for (int i = 0; i < promises.length; i++) {
      double most = (double) offers.get(i).mostSaving() * amounts[problem.stocks().size() + i];
      promises[i] = most / pricing.work(i);
    }
    return IntStream.range(0, promises.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> promises[i]).reversed())
        .mapToInt(i -> i)
        .toArray();
  }

  /** Adds to a plan what can be added within some steps. */
  void fill(Plan plan, Rule rule, long[] duals, Steps steps) {
    long[] itsDuals = rule == Rule.LOSS ? duals : none;
    @Nullable Pattern[] best = new @Nullable Pattern[promising.length];
    Steps first = steps.part(steps.left() / FIRST_PART);
    for (int offer : promising) {
      if (first.takeWork(pricing.work(offer))) {
        best[offer] = next(plan, offer, itsDuals);
      }
    }
    steps.giveBack(first);
    for (Pattern chosen = choose(best, rule, duals);
        chosen != null;
        chosen = choose(best, rule, duals)) {
      // a pattern for which there are pieces no more says what the next one brings at most
      int offer = chosen.offer();
      if (chosen.times(plan.left()) > 0) {
        plan.add(chosen, chosen.times(plan.left()));
      }
      best[offer] =
          steps.takeWork(pricing.work(offer) + best.length) ? next(plan, offer, itsDuals) : null;
    }
  }

  private @Nullable Pattern next(Plan plan, int offer, long[] duals) {
    if (plan.left()[problem.stocks().size() + offer] == 0) {
      return null;
    }
    Pattern pattern = pricing.best(offer, duals, plan.left());
    return pattern == null || pattern.saving() <= 0 ? null : pattern;
  }

  private @Nullable Pattern choose(@Nullable Pattern[] patterns, Rule rule, long[] duals) {
    Pattern best = null;
    for (Pattern pattern : patterns) {
      if (pattern != null && (best == null || isBetter(pattern, best, rule, duals))) {
        best = pattern;
      }
    }
    return best;
  }

  private boolean isBetter(Pattern pattern, Pattern other, Rule rule, long[] duals) {
    return switch (rule) {
      case WORTH -> pattern.worth() > other.worth();
      case WORTH_PER_PIECE -> pattern.worth() / pieces(pattern) > other.worth() / pieces(other);
      case LOSS -> pattern.loss(duals) < other.loss(duals);
    };
  }

  private int pieces(Pattern pattern) {
    return problem.offers().get(pattern.offer()).pieces();
  }
}
