package supermarket.basket.promotion.search;

import java.util.List;

/** Finds the best deal of any offers. If there are few patterns, it searches among all of them. */
final class BranchAndBound {

  /** Of so many ways to fill the slots of its offers, a problem's patterns are few. */
  private static final long FEW = 400;

  private BranchAndBound() {}

  /** Returns the best that is found within the steps. */
  static Best best(Problem problem, Steps steps) {
    long[] amounts = new long[problem.stocks().size() + problem.offers().size()];
    long total = 0;
    for (int i = 0; i < problem.stocks().size(); i++) {
      Stock stock = problem.stocks().get(i);
      amounts[i] = stock.quantity();
      total = Exact.plus(total, Exact.times(stock.price(), stock.quantity()));
    }
    for (int i = 0; i < problem.offers().size(); i++) {
      Offer offer = problem.offers().get(i);
      amounts[problem.stocks().size() + i] = offer.mostTimes(problem.stocks());
      total = Exact.plus(total, Exact.times(offer.bonus(), offer.atMost()));
    }
    Scale scale = Scale.of(problem, amounts, total);
    Plan nothing = new Plan(problem, scale, amounts);
    if (total > Scale.MOST) {
      return nothing.best(total); // more than all money there is
    }
    List<Pattern> all = AllPatterns.of(problem, scale, amounts, FEW, steps);
    if (all == null) {
      if (steps.giveUpBeforeMuchWork()) {
        return nothing.best(total);
      }
      return new ManyPatterns(problem, scale, amounts, steps).best(total);
    }
    Branching branching = Branching.among(all, nothing, problem, scale, amounts, steps);
    Plan best = branching.best();
    return best.best(Math.min(total, scale.saving(branching.open())));
  }
}
