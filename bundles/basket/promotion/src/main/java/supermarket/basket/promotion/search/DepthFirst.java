package supermarket.basket.promotion.search;

import java.util.List;

/**
 * Looks through all plans that may be better than the best so far. It takes the row that may bring
 * most, and tries each pattern that uses it, as often as possible first; then none. What is left
 * brings its duals at most.
 */
final class DepthFirst {

  private static final int ANY = -1;

  private final Problem problem;
  private final Scale scale;
  private final long[] duals;
  private final List<List<Pattern>> patterns;
  private final Steps steps;
  private final boolean[] isClosed;
  private final Plan plan;
  private Plan best;
  private boolean isComplete = true;

  /**
   * A search.
   *
   * @param start with what it begins
   * @param best the best plan so far
   * @param patterns by row
   */
  DepthFirst(
      Problem problem,
      Scale scale,
      long[] duals,
      Plan start,
      Plan best,
      List<List<Pattern>> patterns,
      Steps steps) {
    this.problem = problem;
    this.scale = scale;
    this.duals = duals;
    this.patterns = patterns;
    this.steps = steps;
    this.plan = start.copy();
    this.best = best;
    this.isClosed = new boolean[duals.length];
  }

  /** Searches, and returns the best plan. */
  Plan best() {
    visit(ANY, 0);
    return best;
  }

  /** Returns whether there was nothing more to look at. */
  boolean isComplete() {
    return isComplete;
  }

  private void visit(int row, int from) {
    if (!steps.take()) {
      isComplete = false;
      return;
    }
    long bound = plan.worthOfPatterns();
    long most = 0;
    int choice = ANY;
    for (int i = 0; i < duals.length; i++) {
      long least = i < problem.stocks().size() && !plan.isTouched(i) ? kept(i) : 0;
      long possible = isClosed[i] ? least : Math.max(least, duals[i] * plan.left()[i]);
      bound += possible;
      if (possible - least > most) {
        most = possible - least;
        choice = i;
      }
    }
    if (bound <= best.worth()) {
      return;
    }
    int chosen = row == ANY ? choice : row;
    if (chosen == ANY) {
      best = plan.copy();
      return;
    }
    visit(chosen, from, bound);
    if (isComplete) {
      isClosed[chosen] = true;
      visit(ANY, 0);
      isClosed[chosen] = false;
    }
  }

  private void visit(int row, int from, long bound) {
    List<Pattern> itsPatterns = patterns.get(row);
    for (int i = from; i < itsPatterns.size(); i++) {
      Pattern pattern = itsPatterns.get(i);
      if (bound - pattern.loss(duals) <= best.worth()) {
        return; // those that follow lose more
      }
      if (isOpen(pattern)) {
        for (long times = pattern.times(plan.left()); times > 0 && isComplete; times--) {
          plan.add(pattern, times);
          visit(row, i + 1);
          plan.undo();
        }
      }
    }
  }

  private boolean isOpen(Pattern pattern) {
    for (int row : pattern.rows()) {
      if (isClosed[row]) {
        return false;
      }
    }
    return true;
  }

  private long kept(int stock) {
    return problem.stocks().get(stock).kept() * scale.money();
  }
}
