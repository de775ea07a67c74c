package supermarket.basket.promotion.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Patterns that are applied, how often, and what they leave. */
final class Plan {

  private final Problem problem;
  private final Scale scale;
  private final long[] left;
  private final boolean[] isTouched;
  private final List<Pattern> patterns = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private long worth;

  Plan(Problem problem, Scale scale, long[] left) {
    this.problem = problem;
    this.scale = scale;
    this.left = left.clone();
    this.isTouched = new boolean[problem.stocks().size()];
  }

  long[] left() {
    return left;
  }

  /** Applies a pattern so many times. */
  void add(Pattern pattern, long count) {
    pattern.use(left, count);
    patterns.add(pattern);
    times.add(count);
    worth += pattern.worth() * count;
    for (int i = 0; i < pattern.rows().length - 1; i++) {
      isTouched[pattern.rows()[i]] = true;
    }
  }

  /** Applies a pattern as often as there are pieces for it, but not more often than that. */
  void addUpTo(Pattern pattern, long most) {
    long times = Math.min(most, pattern.times(left));
    if (times > 0) {
      add(pattern, times);
    }
  }

  /** Returns whether an application is worth more than the rules of lines that it would end. */
  boolean isGain(Pattern pattern) {
    long lost = 0;
    for (int i = 0; i < pattern.rows().length - 1; i++) {
      int stock = pattern.rows()[i];
      lost += isTouched[stock] ? 0 : problem.stocks().get(stock).kept() * scale.money();
    }
    return pattern.worth() > lost;
  }

  /** Returns what it is worth with the rules of the lines that it does not touch. */
  long worth() {
    long sum = worth;
    for (int i = 0; i < isTouched.length; i++) {
      if (!isTouched[i]) {
        sum += problem.stocks().get(i).kept() * scale.money();
      }
    }
    return sum;
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
    for (int i = 0; i < isTouched.length; i++) {
      saving += isTouched[i] ? 0 : problem.stocks().get(i).kept();
    }
    return new Best(saving, Math.max(saving, bound), List.of(counts), List.of(savings), takes);
  }
}
