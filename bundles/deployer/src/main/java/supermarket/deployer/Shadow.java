package supermarket.deployer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.PricedLines;
import supermarket.basket.api.PricedLines.Excerpt;
import supermarket.basket.api.PricedLines.Recorded;
import supermarket.basket.api.deployment.Findings;

/**
 * Follows the lines of live baskets and prices them again with a version on trial. It reads what
 * was priced, so no basket waits for it; what it does not keep up with it misses.
 *
 * <p>Thread safety: the findings are replaced whole, by the shadow's own thread, and read by any;
 * all else belongs to that thread.
 */
final class Shadow implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Shadow.class);

  /** Between two looks at the lines. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** So many lines at once have to come back in the guard's time. */
  private static final int BATCH = 500;

  private final Bundle bundle;
  private final StrategyServices strategies;
  private final Supplier<@Nullable PricedLines> source;
  private final Guard guard;
  private final Comparison comparison;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("strategy-shadow").daemon().factory());
  private volatile Findings findings;
  private @Nullable PricedLines followed;
  private long position;

  /** Takes over the strategies, and closes them in the end. */
  Shadow(
      Bundle bundle,
      StrategyServices strategies,
      Supplier<@Nullable PricedLines> source,
      Guard guard) {
    this.bundle = bundle;
    this.strategies = strategies;
    this.source = source;
    this.guard = guard;
    this.comparison =
        new Comparison(
            bundle.getSymbolicName(), bundle.getVersion().toString(), strategies.byName());
    this.findings = comparison.of(List.of());
    look();
  }

  /** Begins to follow. */
  @SuppressWarnings("FutureReturnValueIgnored") // ends with its executor
  void start() {
    thread.scheduleWithFixedDelay(
        this::followLines, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  Findings findings() {
    return findings;
  }

  private void followLines() {
    try {
      look();
    } catch (RuntimeException | Error unexpected) {
      LOG.error("the shadow of {} failed", bundle, unexpected);
      end("the comparison failed, see the log");
    }
  }

  private void look() {
    PricedLines lines = source.get();
    if (lines == null || !lines.equals(followed)) {
      followed = lines; // another one has other positions
      position = lines == null ? 0 : lines.end();
      return;
    }
    if (bundle.getState() != Bundle.ACTIVE) {
      end("its bundle was stopped");
      return;
    }
    Excerpt excerpt = lines.from(position);
    position = excerpt.next();
    findings = missed(findings, excerpt.missed());
    compare(excerpt.lines());
  }

  private void compare(List<Recorded> lines) {
    try {
      for (int from = 0; from < lines.size(); from += BATCH) {
        List<Recorded> batch = lines.subList(from, Math.min(lines.size(), from + BATCH));
        Findings more = guard.call("pricing live lines", () -> comparison.of(batch));
        findings = Comparison.sum(findings, more);
      }
    } catch (Unfit e) {
      end(String.join("; ", e.reasons()));
    }
  }

  private static Findings missed(Findings before, long more) {
    return new Findings(
        before.bundle(),
        before.version(),
        before.refusals(),
        before.compared(),
        before.missed() + more,
        before.differing(),
        before.totals(),
        before.largest());
  }

  /** Stops following; what was found stays, with the reason. */
  private void end(String why) {
    thread.shutdown();
    letGo();
    Findings before = findings;
    LOG.warn("the shadow of {} has ended: {}", bundle, why);
    findings =
        new Findings(
            before.bundle(),
            before.version(),
            List.of(why),
            before.compared(),
            before.missed(),
            before.differing(),
            before.totals(),
            before.largest());
  }

  /** Stops following, and lets go of the strategies. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      thread.awaitTermination(2 * guard.longest().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    letGo();
  }

  private void letGo() {
    comparison.clear();
    strategies.close();
  }
}
