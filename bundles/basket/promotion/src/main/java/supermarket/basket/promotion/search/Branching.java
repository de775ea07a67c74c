package supermarket.basket.promotion.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Looks through all plans of some columns that may be better than the best so far. Where the
 * program parts something, there are two ways to go on: less of it, or more.
 */
final class Branching {

  private static final double NEAR = 1e-6;
  private static final int NONE = -1;

  /** Deeper than this, something other than parted applications keeps it going. */
  private static final int DEEPEST = 200;

  private final Problem problem;
  private final Scale scale;
  private final Columns columns;
  private final Bounds bounds;
  private final Simplex simplex;
  private final DualBound dualBound;
  private final Steps steps;
  private Pattern[] bestFirst = {};
  private Plan best;
  private long bestWorth;
  private long open;
  private int depth;

  private Branching(Problem problem, Scale scale, Columns columns, Plan best, Steps steps) {
    this.problem = problem;
    this.scale = scale;
    this.columns = columns;
    this.bounds = new Bounds(columns);
    this.simplex = new Simplex(columns, bounds);
    this.dualBound = new DualBound(columns, bounds);
    this.best = best;
    this.bestWorth = best.worth();
    this.steps = steps;
  }

  /**
   * Returns a search among some patterns.
   *
   * @param best the best plan so far
   * @param amounts what there is of each stock, then of each offer
   */
  static Branching among(
      List<Pattern> patterns,
      Plan best,
      Problem problem,
      Scale scale,
      long[] amounts,
      Steps steps) {
    List<Pattern> its = Dominance.without(problem, amounts, patterns, steps);
    return new Branching(problem, scale, new Columns(problem, scale, its, amounts), best, steps);
  }

  /** Searches, and returns the best plan. */
  Plan best() {
    visit(Long.MAX_VALUE);
    return best;
  }

  /** Returns what those plans are worth at most that were not looked at; 0 if there are none. */
  long open() {
    return open;
  }

  /** Looks through the plans within the bounds, which are worth so much at most. */
  private void visit(long atMost) {
    if (depth == DEEPEST || !steps.takeWork(4L * columns.entryCount())) {
      open = Math.max(open, atMost);
      return;
    }
    simplex.solve(steps);
    long bound = Math.min(atMost, dualBound.of(simplex.duals(bestWorth)));
    if (isOfUse(bound) && !simplex.isImpossible()) {
      round();
    }
    if (isOfUse(bound)) {
      int variable = simplex.isImpossible() ? NONE : choose();
      if (variable == NONE) {
        open = Math.max(open, bound); // by rounding only
      } else {
        branch(variable, bound);
      }
    }
  }

  private boolean isOfUse(long bound) {
    return bound >= bestWorth + scale.unit();
  }

  private void branch(int variable, long bound) {
    long least = bounds.least(variable);
    long most = bounds.most(variable);
    double value = simplex.value(variable);
    long down = (long) Math.floor(value);
    boolean isDownFirst = value - down < 0.5;
    for (boolean isDown : new boolean[] {isDownFirst, !isDownFirst}) {
      bounds.set(variable, isDown ? least : down + 1, isDown ? down : most);
      depth++;
      visit(bound);
      depth--;
    }
    bounds.set(variable, least, most);
  }

  /**
   * Returns what is parted: a line, the times of an offer, or those of a pattern, in this order.
   */
  private int choose() {
    int size = columns.size();
    int choice = farthest(columns.patterns().size(), size);
    if (choice == NONE) {
      choice = farthest(size, size + columns.rowCount());
    }
    return choice == NONE ? farthest(0, columns.patterns().size()) : choice;
  }

  /** Returns the variable that is farthest from a whole number; none if all are whole. */
  private int farthest(int from, int to) {
    int choice = NONE;
    double farthest = NEAR;
    for (int j = from; j < to; j++) {
      double part = Math.abs(simplex.value(j) - Math.rint(simplex.value(j)));
      if (part > farthest && (j < columns.size() || columns.isOffer(j - columns.size()))) {
        farthest = part;
        choice = j;
      }
    }
    return choice;
  }

  /** Makes a plan of what the program has in whole numbers, and of what can be added. */
  private void round() {
    Plan plan = new Plan(problem, scale, columns.amounts());
    List<Pattern> patterns = columns.patterns();
    for (int j = 0; j < patterns.size(); j++) {
      plan.addUpTo(patterns.get(j), (long) (simplex.value(j) + NEAR));
    }
    if (bestFirst.length == 0) {
      bestFirst = bestFirst();
    }
    for (Pattern pattern : bestFirst) {
      if (plan.isGain(pattern)) {
        plan.addUpTo(pattern, Long.MAX_VALUE);
      }
    }
    if (plan.worth() > bestWorth) {
      best = plan;
      bestWorth = plan.worth();
    }
  }

  /** Returns the patterns, those that lose least by the first duals first. */
  private Pattern[] bestFirst() {
    List<Pattern> patterns = columns.patterns();
    Ordered[] ordered = new Ordered[patterns.size()];
    for (int j = 0; j < ordered.length; j++) {
      ordered[j] = new Ordered(dualBound.loss(j), patterns.get(j));
    }
    Arrays.sort(ordered, Comparator.comparingLong(Ordered::loss));
    Pattern[] its = new Pattern[ordered.length];
    Arrays.setAll(its, j -> ordered[j].pattern());
    return its;
  }

  private record Ordered(long loss, Pattern pattern) {}
}
