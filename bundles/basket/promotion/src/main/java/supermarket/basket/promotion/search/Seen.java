package supermarket.basket.promotion.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What a search has seen: the best that left the same. What can follow depends on nothing else, so
 * a plan that is not better need not be looked at.
 */
final class Seen {

  private final Problem problem;
  private final Map<Rest, Long> best = new HashMap<>();

  Seen(Problem problem) {
    this.problem = problem;
  }

  /** Returns whether a plan is better than all before it that left the same, and notes it. */
  boolean isBetterThanBefore(Plan plan, boolean[] isClosed) {
    long[] left = plan.left().clone();
    for (int i = 0; i < left.length; i++) {
      boolean isKept =
          i < problem.stocks().size() && problem.stocks().get(i).kept() > 0 && !plan.isTouched(i);
      left[i] = (isClosed[i] ? 0 : left[i]) * 2 + (isKept ? 1 : 0);
    }
    Rest rest = new Rest(left, Arrays.hashCode(left));
    Long before = best.get(rest);
    if (before != null && before >= plan.worthOfPatterns()) {
      return false;
    }
    best.put(rest, plan.worthOfPatterns());
    return true;
  }

  /** What is left. */
  private static final class Rest {

    private final long[] left;
    private final int hash;

    Rest(long[] left, int hash) {
      this.left = left;
      this.hash = hash;
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Rest rest && Arrays.equals(left, rest.left);
    }
  }
}
