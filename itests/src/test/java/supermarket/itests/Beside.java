package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;

/**
 * What baskets of others notice of something bad: they are posted at a fixed rate, for a while
 * before and then meanwhile. None may fail. How their times compare is printed, not judged: who
 * knows what else the machine does.
 */
final class Beside {

  private static final int PER_SECOND = 50;
  private static final Duration SETTLE = Duration.ofSeconds(1);
  private static final Duration SECTION =
      Duration.ofSeconds(Integer.getInteger("supermarket.isolation.seconds", 3));

  private Beside() {}

  /** Something bad. */
  interface Bad {
    void happens() throws Exception;
  }

  /** Lets it happen beside others. */
  static void others(String gateway, String what, Bad bad) throws Exception {
    try (Load load = Load.on(gateway).users("other").tills(16).perSecond(PER_SECOND)) {
      load.goOnFor(SETTLE);
      long quietFrom = System.nanoTime();
      load.goOnFor(SECTION);
      long badFrom = System.nanoTime();
      bad.happens();
      load.goOnFor(SECTION.minus(Duration.ofNanos(System.nanoTime() - badFrom)));
      Outcomes all = load.end();
      Outcomes quiet = all.within(SECTION, quietFrom);
      Outcomes beside = all.since(badFrom);
      System.out.println(line(what, quiet, beside));
      assertThat(beside.count()).as("baskets beside: " + what).isPositive();
      assertThat(all.failed()).as(what + ": " + all).isZero();
    }
  }

  /** One line in one form for all that is tried: docs/performance.md has a table of them. */
  private static String line(String what, Outcomes quiet, Outcomes beside) {
    double ratio =
        (double) beside.percentile(99).toNanos() / Math.max(1, quiet.percentile(99).toNanos());
    return String.format(
        Locale.ROOT,
        "isolation: %s: others' p99 %s, quiet %s, ratio %.2f; %d baskets, %d failed",
        what,
        Outcomes.millis(beside.percentile(99)),
        Outcomes.millis(quiet.percentile(99)),
        ratio,
        beside.count(),
        beside.failed());
  }
}
