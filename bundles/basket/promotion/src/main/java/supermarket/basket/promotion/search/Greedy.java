package supermarket.basket.promotion.search;

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

  private final Problem problem;
  private final Pricing pricing;
  private final long[] none;

  Greedy(Problem problem, Pricing pricing) {
    this.problem = problem;
    this.pricing = pricing;
    this.none = new long[problem.stocks().size() + problem.offers().size()];
  }

  /** Adds to a plan what can be added. */
  void fill(Plan plan, Rule rule, long[] duals, Steps steps) {
    steps.takeWork(pricing.work()); // counted, but it is done however few there are
    long[] itsDuals = rule == Rule.LOSS ? duals : none;
    @Nullable Pattern[] best = new @Nullable Pattern[problem.offers().size()];
    for (int offer = 0; offer < best.length; offer++) {
      best[offer] = next(plan, offer, itsDuals);
    }
    for (Pattern chosen = choose(best, rule, duals);
        chosen != null;
        chosen = choose(best, rule, duals)) {
      steps.take(); // each ends up one stock at least: it ends by itself
      plan.add(chosen, chosen.times(plan.left()));
      for (int offer = 0; offer < best.length; offer++) {
        Pattern pattern = best[offer];
        if (pattern != null && pattern.times(plan.left()) == 0) {
          best[offer] = next(plan, offer, itsDuals);
        }
      }
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
