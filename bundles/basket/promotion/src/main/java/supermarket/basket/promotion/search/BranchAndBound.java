package supermarket.basket.promotion.search;

import java.util.List;

/**
 * Finds the best deal of any offers. Duals say what a piece could bring at most, so they bound what
 * any deal saves. Then come quick deals, and if none of them reaches the bound, a search among the
 * patterns that may be part of a better one.
 */
final class BranchAndBound {

  /** With more pieces, most of what is clear is fixed, and the search is about the rest. */
  private static final long MANY = 1_000;

  /** So many applications of a pattern are not fixed then. */
  private static final long OPEN = 20;

  private final Problem problem;
  private final Steps steps;
  private final long total;
  private final Scale scale;
  private final Pricing pricing;
  private final long[] amounts;
  private long pieces;

  BranchAndBound(Problem problem, Steps steps) {
    this.problem = problem;
    this.steps = steps;
    this.amounts = new long[problem.stocks().size() + problem.offers().size()];
    long sum = 0;
    for (int i = 0; i < problem.stocks().size(); i++) {
      Stock stock = problem.stocks().get(i);
      amounts[i] = stock.quantity();
      pieces = Exact.plus(pieces, stock.quantity());
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
    LinearProgram program = new LinearProgram(problem, scale, pricing, amounts);
    long[] duals = program.duals(steps);
    long bound = bound(duals);
    if (bound > Scale.MOST * 8) {
      return nothing.best(total);
    }
    Greedy greedy = new Greedy(problem, pricing);
    Plan quick = new Plan(problem, scale, withoutKept(duals));
    program.apply(quick, 0);
    greedy.fill(quick, Greedy.Rule.LOSS, duals, steps);
    Plan best = better(quick, nothing);
    return best.worth() >= bound ? best.best(0) : searched(program, duals, bound, best);
  }

  private Best searched(LinearProgram program, long[] duals, long bound, Plan known) {
    Plan start = new Plan(problem, scale, amounts);
    if (pieces > MANY) {
      program.apply(start, OPEN);
    }
    Pool pool = new Pool(problem, scale, pricing, duals, amounts, new Steps(steps.left() / 2));
    pool.fill(bound - known.worth());
    DepthFirst search = new DepthFirst(problem, scale, duals, start, known, pool.byRow(), steps);
    Plan best = search.best();
    if (pool.isComplete() && search.isComplete() && pieces <= MANY) {
      return best.best(0);
    }
    Greedy greedy = new Greedy(problem, pricing);
    for (Greedy.Rule rule : Greedy.Rule.values()) {
      for (long[] left : List.of(amounts, withoutKept(duals))) {
        Plan plan = new Plan(problem, scale, left);
        greedy.fill(plan, rule, duals, steps);
        best = better(best, plan);
      }
    }
    return best.best(scale.saving(bound));
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
