package supermarket.itests;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import supermarket.itests.Outcome.Kind;

/** What became of many baskets: counts and latencies of all or of some of them. */
record Outcomes(List<Outcome> all) {

  Outcomes {
    all = List.copyOf(all);
  }

  /** Those that meet a condition. */
  Outcomes where(Predicate<Outcome> condition) {
    return new Outcomes(all.stream().filter(condition).toList());
  }

  Outcomes of(Kind kind) {
    return where(outcome -> outcome.kind() == kind);
  }

  /** Those sent to this gateway, by its place among the addresses of the load. */
  Outcomes at(int gateway) {
    return where(outcome -> outcome.gateway() == gateway);
  }

  Outcomes ofSupermarket(String supermarket) {
    return where(outcome -> outcome.supermarket().equals(supermarket));
  }

  /** Those that should have been sent in this time after an instant. */
  Outcomes within(Duration time, long afterNanos) {
    return where(
        outcome ->
            outcome.intended() - afterNanos >= 0
                && outcome.intended() - afterNanos < time.toNanos());
  }

  /** Those that should have been sent at this instant or later. */
  Outcomes since(long nanos) {
    return where(outcome -> outcome.intended() - nanos >= 0);
  }

  int count() {
    return all.size();
  }

  int count(Kind kind) {
    return of(kind).count();
  }

  /** How many were not priced with their own total, for whatever reason. */
  int failed() {
    return count() - count(Kind.PRICED);
  }

  /** The latency that so many in a hundred do not exceed, from when they should have been sent. */
  Duration percentile(double percent) {
    return percentile(percent, Outcome::latency);
  }

  /** The time to a reply that so many in a hundred do not exceed, from when they were sent. */
  Duration servicePercentile(double percent) {
    return percentile(percent, Outcome::serviceTime);
  }

  private Duration percentile(double percent, ToLongFunction<Outcome> time) {
    Histogram micros = new Histogram(3);
    for (Outcome outcome : all) {
      micros.recordValue(TimeUnit.NANOSECONDS.toMicros(Math.max(0, time.applyAsLong(outcome))));
    }
    return Duration.of(micros.getValueAtPercentile(percent), TimeUnit.MICROSECONDS.toChronoUnit());
  }

  /** How many of which kind, and how many of each detail, in words. */
  Map<String, Long> failures() {
    return all.stream()
        .filter(outcome -> outcome.kind() != Kind.PRICED)
        .collect(
            Collectors.groupingBy(
                outcome -> (outcome.kind() + " " + outcome.detail()).toLowerCase(Locale.ROOT),
                TreeMap::new,
                Collectors.counting()));
  }

  /** One line. */
  @Override
  public String toString() {
    return "%d baskets, %d priced, %d wrong, %d of others, %d lost, %d broken, %d twice, %d rejected%s; p50 %s, p99 %s, most %s"
        .formatted(
            count(),
            count(Kind.PRICED),
            count(Kind.WRONG),
            count(Kind.FOREIGN),
            count(Kind.LOST),
            count(Kind.BROKEN),
            count(Kind.DUPLICATE),
            count(Kind.REJECTED),
            failed() == 0 ? "" : " " + failures(),
            millis(percentile(50)),
            millis(percentile(99)),
            millis(percentile(100)));
  }

  static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
  }
}
