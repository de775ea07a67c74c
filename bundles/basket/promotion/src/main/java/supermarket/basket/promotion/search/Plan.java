package supermarket.basket.promotion.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Patterns that are applied, how often, and what they leave. Can be undone. */
final class Plan {

  private final Problem problem;
  private final Scale scale;
  private final long[] left;
  private final int[] touches;
  private final List<Pattern> patterns = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private long worth;

  Plan(Problem problem, Scale scale, long[] left) {
    this.problem = problem;
    this.scale = scale;
    this.left = left.clone();
    this.touches = new int[problem.stocks().size()];
  }

  long[] left() {
    return left;
  }

  boolean isTouched(int stock) {
    return touches[stock] > 0;
  }

  /** Applies a pattern. */
  void add(Pattern pattern, long count) {
    pattern.use(left, count);
    patterns.add(pattern);
    times.add(count);
    worth += pattern.worth() * count;
    touch(pattern, 1);
  }

  /** Takes back what was applied last. */
  void undo() {
    Pattern pattern = patterns.removeLast();
    long count = times.removeLast();
    pattern.use(left, -count);
    worth -= pattern.worth() * count;
    touch(pattern, -1);
  }

  private void touch(Pattern pattern, int by) {
    for (int i = 0; i < pattern.rows().length - 1; i++) {
      touches[pattern.rows()[i]] += by;
    }
  }

  /** Returns what it is worth with the rules of the lines that it does not touch. */
  long worth() {
    long sum = worth;
    for (int i = 0; i < touches.length; i++) {
      if (!isTouched(i)) {
        sum += problem.stocks().get(i).kept() * scale.money();
      }
    }
    return sum;
  }

  /** Returns what the patterns are worth, without lines. */
  long worthOfPatterns() {
    return worth;
  }

  Plan copy() {
    Plan plan = new Plan(problem, scale, left);
    plan.patterns.addAll(patterns);
    plan.times.addAll(times);
    plan.worth = worth;
    System.arraycopy(touches, 0, plan.touches, 0, touches.length);
    return plan;
  }

  /** Returns what it saves, and what a better one would save at most. */
  Best best(long bound) {
    long saving = 0;
    Long[] counts = new Long[problem.offers().size()];
    Arrays.fill(counts, 0L);
    Long[] savings = counts.clone();
    List<Take> takes = new ArrayList<>();
    for (int i = 0; i < patterns.size(); i++) {
      Pattern pattern = patterns.get(i);
      long count = times.get(i);
      Offer offer = problem.offers().get(pattern.offer());
      saving += (pattern.saving() + offer.bonus()) * count;
      counts[pattern.offer()] += count;
      savings[pattern.offer()] += pattern.saving() * count;
      for (int role = 0; role < pattern.stocks().length; role++) {
        int[] stocks = pattern.stocks()[role];
        for (int position = 0; position < stocks.length; position++) {
          takes.add(new Take(pattern.offer(), role, position, stocks[position], count));
        }
      }
    }
    for (int i = 0; i < touches.length; i++) {
      saving += isTouched(i) ? 0 : problem.stocks().get(i).kept();
    }
    return new Best(saving, Math.max(saving, bound), List.of(counts), List.of(savings), takes);
  }
}
