package supermarket.console;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import supermarket.basket.api.Answer;
import supermarket.basket.api.operation.AnsweredBasket;

/**
 * Counts the baskets of a second.
 *
 * <p>Thread safety: any thread may add; one takes what there is.
 */
final class Tally {

  /** The words of the HTTP contract are some twenty. */
  static final int MOST_REASONS = 64;

  /** Longer ones count as this long, in microseconds. */
  private static final long LONGEST = TimeUnit.MINUTES.toMicros(1);

  private final LongAdder priced = new LongAdder();
  private final ConcurrentMap<String, LongAdder> reasons = new ConcurrentHashMap<>();
  private final Hop all = new Hop();
  private final Hop broker = new Hop();
  private final Hop mailbox = new Hop();
  private final Hop worker = new Hop();

  /** What was counted in a second. */
  record Counts(
      long priced,
      Map<String, Long> reasons,
      Sample.Latency all,
      Sample.Latency broker,
      Sample.Latency mailbox,
      Sample.Latency worker) {}

  private static final class Hop {

    private final Recorder recorder = new Recorder(LONGEST, 2);
    private Histogram interval = recorder.getIntervalHistogram();

    void add(long nanos) {
      recorder.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST));
    }

    Sample.Latency take() {
      interval = recorder.getIntervalHistogram(interval);
      return interval.getTotalCount() == 0
          ? new Sample.Latency(0, 0)
          : new Sample.Latency(
              interval.getValueAtPercentile(50), interval.getValueAtPercentile(99));
    }
  }

  void add(AnsweredBasket basket) {
    if (basket.total() != null) {
      priced.increment();
    } else if (reasons.size() < MOST_REASONS || reasons.containsKey(basket.outcome())) {
      reasons.computeIfAbsent(basket.outcome(), word -> new LongAdder()).increment();
    }
    all.add(basket.tookNanos());
    if (!basket.server().equals(Answer.NO_SERVER)) {
      broker.add(basket.brokerNanos());
      mailbox.add(basket.waitedNanos());
      worker.add(basket.pricedNanos());
    }
  }

  /** Returns what was counted since it was taken last. */
  Counts take() {
    Map<String, Long> failed = new TreeMap<>();
    reasons.forEach(
        (word, count) -> {
          long sum = count.sumThenReset();
          if (sum > 0) {
            failed.put(word, sum);
          }
        });
    return new Counts(
        priced.sumThenReset(), failed, all.take(), broker.take(), mailbox.take(), worker.take());
  }
}
