package supermarket.basket.promotion.search;

import java.util.List;

/**
 * Finds the best deal of any offers. If there are few patterns, it searches among all of them. Else
 * duals say what a piece could bring at most, so they bound what any deal saves. Then come quick
 * deals, and if none of them reaches the bound, a search among the patterns that may be part of a
 * better one: first those that lose little, then more.
 */
final class BranchAndBound {

  /** Of so many ways to fill the slots of its offers, a problem's patterns are few. */
  private static final long FEW = 400;

  /** What patterns lose at first, as a part of what could be won. */
  private static final long FIRST_PART = 16;

  /** How much more they lose from one search to the next. */
  private static final long GROWTH = 4;

  private final Problem problem;
  private final Steps steps;
  private final long total;
  private final Scale scale;
  private final Pricing pricing;
  private final long[] amounts;

  BranchAndBound(Problem problem, Steps steps) {
    this.problem = problem;
    this.steps = steps;
    this.amounts = new long[problem.stocks().size() + problem.offers().size()];
    long sum = 0;
    for (int i = 0; i < problem.stocks().size(); i++) {
      Stock stock = problem.stocks().get(i);
      amounts[i] = stock.quantity();
      sum = Exact.plus(sum, Exact.times(stock.price(), stock.quantity()));
    }
    for (int i = 0; i < problem.offers().size(); i++) {
      Offer offer = problem.offers().get(i);
      amounts[problem.stocks().size() + i] = offer.mostTimes(problem.stocks());
      sum = Exact.plus(sum, Exact.times(offer.bonus(), offer.atMost()));
    }
    this.total = sum;
    this.scale = Scale.of(problem, sum);
    this.pricing = new Pricing(problem, scale);
  }

  /** Returns the best that is found within the steps. */
  Best best() {
    Plan nothing = new Plan(problem, scale, amounts);
    if (total > Scale.MOST) {
      return nothing.best(total); // more than all money there is
    }
    List<Pattern> all = AllPatterns.of(problem, scale, amounts, FEW, steps);
    if (all != null) {
      Branching branching = branching(all, nothing);
      Plan best = branching.best();
      return best.best(scale.saving(branching.open()));
    }
    LinearProgram program = new LinearProgram(problem, scale, pricing, amounts);
    long[] duals = program.duals(steps);
    long bound = bound(duals);
    if (bound > Scale.MOST * 8) {
      return nothing.best(total);
    }
    Plan quick = new Plan(problem, scale, withoutKept(duals));
    program.apply(quick);
    new Greedy(problem, pricing).fill(quick, Greedy.Rule.LOSS, duals, steps);
    return searched(duals, bound, better(quick, nothing));
  }

  private Branching branching(List<Pattern> patterns, Plan best) {
    List<Pattern> its = Dominance.without(problem, patterns, steps);
    return new Branching(problem, scale, new Columns(problem, scale, its, amounts), best, steps);
  }

  /** Searches among more and more patterns, until no other one can be part of a better plan. */
  private Best searched(long[] duals, long bound, Plan quick) {
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
        return greedy(duals, best).best(scale.saving(open));
      }
      Branching branching = branching(pool.patterns(), best);
      best = branching.best();
      open = Math.min(open, Math.max(branching.open(), bound - loss));
      if (branching.open() > best.worth()) {
        break;
      }
      loss = Exact.times(loss, GROWTH);
    }
    return best.best(scale.saving(open));
  }

  private Plan greedy(long[] duals, Plan known) {
    Plan best = known;
    Greedy greedy = new Greedy(problem, pricing);
    for (Greedy.Rule rule : Greedy.Rule.values()) {
      for (long[] left : List.of(amounts, withoutKept(duals))) {
        Plan plan = new Plan(problem, scale, left);
        greedy.fill(plan, rule, duals, steps);
        best = better(best, plan);
      }
    }
    return best;
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
