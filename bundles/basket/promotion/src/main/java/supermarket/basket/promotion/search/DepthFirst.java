package supermarket.basket.promotion.search;

import java.util.List;

/**
 * Looks through all plans that may be better than the best so far. It takes the row that may bring
 * most, and tries each pattern that uses it, as often as possible first; then none. What is left
 * brings its duals at most.
 */
final class DepthFirst {

  private static final int ANY = -1;

  private final long[] duals;
  private final long[] kept;
  private final Pattern[][] patterns;
  private final long[][] losses;
  private final Steps steps;
  private final boolean[] isClosed;
  private final Plan plan;
  private final Seen seen;
  private Plan best;
  private long bestWorth;
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
    this.duals = duals;
    this.kept = new long[duals.length];
    for (int i = 0; i < problem.stocks().size(); i++) {
      kept[i] = problem.stocks().get(i).kept() * scale.money();
    }
    this.patterns = new Pattern[duals.length][];
    this.losses = new long[duals.length][];
    for (int row = 0; row < duals.length; row++) {
      this.patterns[row] = patterns.get(row).toArray(Pattern[]::new);
      losses[row] = patterns.get(row).stream().mapToLong(each -> each.loss(duals)).toArray();
    }
    this.steps = steps;
    this.plan = start.copy();
    this.best = best;
    this.bestWorth = best.worth();
    this.isClosed = new boolean[duals.length];
    this.seen = new Seen(problem);
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
    for (int i = 0; i < duals.length; i++) {
      bound += closed(i) + atStake(i);
    }
    long slack = bound - bestWorth;
    if (slack <= 0) {
      return;
    }
    int chosen = row == ANY ? choose(slack) : row;
    if (chosen == ANY) {
      best = plan.copy();
      bestWorth = bound;
    } else if (row != ANY || seen.isBetterThanBefore(plan, isClosed)) {
      visit(chosen, from, bound);
      if (isComplete && atStake(chosen) < bound - bestWorth) {
        isClosed[chosen] = true;
        visit(ANY, 0);
        isClosed[chosen] = false;
      }
    }
  }

  /** Returns what a row brings if no more pattern uses it. */
  private long closed(int row) {
    return kept[row] > 0 && !plan.isTouched(row) ? kept[row] : 0;
  }

  /** Returns what is lost if no more pattern uses a row. */
  private long atStake(int row) {
    return isClosed[row] ? 0 : Math.max(0, duals[row] * plan.left()[row] - closed(row));
  }

  /** Returns the row with the fewest ways to go on; ANY if nothing more is at stake. */
  private int choose(long slack) {
    int choice = ANY;
    int fewest = Integer.MAX_VALUE;
    long most = 0;
    for (int i = 0; i < duals.length; i++) {
      long stake = atStake(i);
      if (stake > 0) {
        int ways = ways(i, slack, fewest) + (stake < slack ? 1 : 0);
        if (ways < fewest || (ways == fewest && stake > most)) {
          choice = i;
          fewest = ways;
          most = stake;
        }
      }
    }
    return choice;
  }

  /** Counts the patterns that may use a row, up to a number. */
  private int ways(int row, long slack, int most) {
    int ways = 0;
    long[] itsLosses = losses[row];
    for (int i = 0; i < itsLosses.length && ways <= most && itsLosses[i] < slack; i++) {
      if (isOpen(patterns[row][i])) {
        ways++;
      }
    }
    return ways;
  }

  private void visit(int row, int from, long bound) {
    Pattern[] itsPatterns = patterns[row];
    for (int i = from; i < itsPatterns.length && isComplete; i++) {
      Pattern pattern = itsPatterns[i];
      if (bound - losses[row][i] <= bestWorth) {
        return; // those that follow lose more
      }
      if (isOpen(pattern)) {
        for (long times = pattern.times(plan.left()); times > 0 && isComplete; times--) {
          plan.add(pattern, times);
          if (plan.left()[row] == 0) {
            visit(ANY, 0);
          } else {
            visit(row, i + 1);
          }
          plan.undo();
        }
      }
    }
  }

  private boolean isOpen(Pattern pattern) {
    int[] rows = pattern.rows();
    int[] counts = pattern.counts();
    long[] left = plan.left();
    for (int i = 0; i < rows.length; i++) {
      if (isClosed[rows[i]] || left[rows[i]] < counts[i]) {
        return false;
      }
    }
    return true;
  }
}
