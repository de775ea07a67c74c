package supermarket.basket.promotion.search;

import java.util.Arrays;

/**
 * Finds the best deal of offers with many patterns. Duals say what a piece could bring at most, so
 * they bound what any deal saves. Then come quick deals, and if none of them reaches the bound, a
 * search among the patterns that may be part of a better one: first those that lose little, then
 * more.
 */
final class ManyPatterns {

  /** What patterns lose at first, as a part of what could be won. */
  private static final long FIRST_PART = 16;

  /** How much more they lose from one search to the next. */
  private static final long GROWTH = 4;

  /** Of a program that is not solved in so few rounds, nothing is known. */
  private static final long FEWEST_ROUNDS = 4;

  /** So many steps, beside those of the search, each greedy search takes at most. */
  private static final long QUICK = 15_000;

  private final Problem problem;
  private final Scale scale;
  private final Pricing pricing;
  private final long[] amounts;
  private final Greedy greedy;
  private final Steps steps;

  /**
   * A search.
   *
   * @param amounts what there is of each stock, then of each offer
   */
  ManyPatterns(Problem problem, Scale scale, long[] amounts, Steps steps) {
    this.problem = problem;
    this.scale = scale;
    this.pricing = new Pricing(problem, scale, amounts);
    this.greedy = new Greedy(problem, pricing, amounts);
    this.amounts = amounts;
    this.steps = steps;
  }

  /**
   * Returns the best that is found within the steps.
   *
   * @param total what nothing can save more than
   */
  Best best(long total) {
    Plan nothing = new Plan(problem, scale, amounts);
    if (Exact.times(FEWEST_ROUNDS, LinearProgram.work(problem, amounts, pricing))
        > steps.leftWork()) {
      return greedy(new long[amounts.length], nothing).best(total);
    }
    LinearProgram program = new LinearProgram(problem, scale, pricing, amounts);
    long[] duals = program.duals(steps);
    long bound = bound(duals);
    if (bound > Scale.MOST * 8) {
      return greedy(new long[amounts.length], nothing).best(total);
    }
    Plan quick = new Plan(problem, scale, withoutKept(duals));
    program.apply(quick);
    Steps some = steps.part(QUICK);
    greedy.fill(quick, Greedy.Rule.LOSS, duals, some);
    steps.giveBack(some);
    return searched(duals, bound, better(quick, nothing), total);
  }

  /** Searches among more and more patterns, until no other one can be part of a better plan. */
  private Best searched(long[] duals, long bound, Plan quick, long total) {
    Plan best = quick;
    long loss = Math.max(1, (bound - best.worth()) / FIRST_PART);
    long open = bound;
    while (open > best.worth()) {
      loss = Math.min(loss, bound - best.worth());
      Steps half = steps.half();
      Pool pool = new Pool(problem, scale, pricing, duals, amounts, half);
      pool.fill(loss);
      steps.giveBack(half);
      if (!pool.isComplete()) {
        return greedy(duals, best).best(Math.min(total, scale.saving(open)));
      }
      Branching branching = Branching.among(pool.patterns(), best, problem, scale, amounts, steps);
      best = branching.best();
      open = Math.min(open, Math.max(branching.open(), bound - loss));
      if (branching.open() > best.worth()) {
        break;
      }
      loss = Exact.times(loss, GROWTH);
    }
    return best.best(Math.min(total, scale.saving(open)));
  }

  private Plan greedy(long[] duals, Plan known) {
    Plan best = known;
    long[] withoutKept = withoutKept(duals);
    for (Greedy.Rule rule : Greedy.Rule.values()) {
      best = better(best, greedy(amounts, rule, duals));
      if (!Arrays.equals(withoutKept, amounts)) {
        best = better(best, greedy(withoutKept, rule, duals));
      }
    }
    return best;
  }

  private Plan greedy(long[] left, Greedy.Rule rule, long[] duals) {
    Plan plan = new Plan(problem, scale, left);
    Steps some = steps.part(QUICK);
    greedy.fill(plan, rule, duals, some);
    steps.giveBack(some);
    return plan;
  }

  private static Plan better(Plan plan, Plan other) {
    return other.worth() > plan.worth() ? other : plan;
  }

  /** Completes the duals so that no pattern is worth more than what it uses up. */
  private long bound(long[] duals) {
    long bound = 0;
    for (int i = 0; i < amounts.length; i++) {
      long least = 0;
      if (i < problem.stocks().size()) {
        least = problem.stocks().get(i).kept() * scale.money();
        duals[i] = Math.min(duals[i], Scale.MOST / Math.max(1, amounts[i]));
      } else {
        int offer = i - problem.stocks().size();
        duals[i] = Math.max(0, pricing.most(offer, duals, amounts));
      }
      bound = Exact.plus(bound, Math.max(least, Exact.times(duals[i], amounts[i])));
    }
    return bound;
  }

  /** Returns what there is without the lines whose rules look better than any offer. */
  private long[] withoutKept(long[] duals) {
    long[] left = amounts.clone();
    for (int i = 0; i < problem.stocks().size(); i++) {
      long kept = problem.stocks().get(i).kept() * scale.money();
      if (kept > 0 && kept >= Exact.times(duals[i], amounts[i])) {
        left[i] = 0;
      }
    }
    return left;
  }
}
