package supermarket.deployer.trial;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.deployment.Findings;
import supermarket.basket.api.deployment.Findings.UnderWay;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.check.Comparison;
import supermarket.deployer.check.Guard;
import supermarket.deployer.check.Priced;
import supermarket.deployer.check.StrategyServices;
import supermarket.deployer.check.Tally;
import supermarket.library.text.Printable;
import supermarket.library.vital.VitalTask;

/**
 * Follows the lines of live baskets and prices them again with a version on trial. It reads what
 * was priced, so no basket waits for it; what it does not keep up with it misses.
 *
 * <p>Thread safety: the findings are replaced whole, by the shadow's own thread, and read by any;
 * all else belongs to that thread.
 */
public final class Shadow implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Shadow.class);

  /** A call that takes longer than this is worth telling. */
  private static final Duration SLOW = Duration.ofSeconds(1);

  /** Between two looks at the lines. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Bundle bundle;
  private final StrategyServices strategies;
  private final List<Feed> feeds;
  private final Guard guard;
  private final Tally tally;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("strategy-shadow").daemon().factory());
  private volatile Findings findings;
  private boolean hasBegun;
  private boolean hasEnded;

  /**
   * Takes over the strategies, and closes them in the end.
   *
   * @param stage has the promotions as the bundle's kinds make them
   */
  public Shadow(
      Bundle bundle, StrategyServices strategies, Priced priced, Stage stage, Guard guard) {
    this.bundle = bundle;
    this.strategies = strategies;
    this.guard = guard;
    String version = bundle.getVersion().toString();
    this.tally = new Tally(bundle.getSymbolicName(), version);
    if (strategies.byName().isEmpty()) {
      tally.isOfBaskets();
    }
    this.feeds =
        List.of(
            new LineFeed(priced.lines(), guard, new Comparison(version, strategies.byName())),
            new BasketFeed(version, priced, stage, bundle.getBundleId()));
    this.findings = tally.findings(List.of(), null);
    look();
  }

  /** Begins to follow. */
  public void start() {
    new VitalTask("shadow of " + bundle, Gravity.WARNING, LOG, this::followLines)
        .every(PAUSE, thread);
  }

  /** What was found so far, and the call that is under way, if there is one. */
  public Findings findings() {
    Findings found = findings;
    return new Findings(
        found.bundle(),
        found.version(),
        found.refusals(),
        found.compared(),
        found.missed(),
        found.failed(),
        found.differing(),
        found.changes(),
        found.kinds(),
        underWay(),
        List.of(),
        found.ofBaskets());
  }

  /**
   * Why its version should not price for anybody, one sentence each; empty if nothing speaks
   * against it.
   */
  List<String> objections() {
    Findings found = findings();
    List<String> objections = new ArrayList<>();
    found.refusals().forEach(why -> objections.add("its shadow has ended: " + why));
    if (found.failed() > 0) {
      objections.add(
          "its shadow could not price "
              + found.failed()
              + " of "
              + found.compared()
              + " lines: strategy:diff shows which");
    }
    UnderWay underWay = found.underWay();
    if (underWay != null && underWay.since().isBefore(Instant.now().minus(SLOW))) {
      objections.add(
          "its shadow has been pricing "
              + Printable.of(underWay.what(), 100)
              + " since "
              + underWay.since().truncatedTo(ChronoUnit.SECONDS));
    }
    return objections;
  }

  private void followLines() {
    try {
      look();
    } catch (RuntimeException | Error unexpected) {
      end("the comparison failed, see the log");
      throw unexpected;
    }
  }

  private @Nullable UnderWay underWay() {
    return feeds.stream().map(Feed::underWay).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private void look() {
    if (hasBegun && bundle.getState() != Bundle.ACTIVE) {
      end("its bundle was stopped");
    }
    hasBegun = true;
    feeds.forEach(this::look);
  }

  private void look(Feed feed) {
    try {
      boolean isAll = hasEnded;
      while (!isAll) {
        Feed.More more = feed.next();
        tally.miss(more.missed());
        tally.add(more.compared(), more.differences());
        findings = tally.findings(List.of(), null);
        isAll = more.isAll();
      }
    } catch (Refused e) {
      UnderWay left = feed.underWay();
      String where = left == null ? "" : ", at " + Printable.of(left.what(), 100);
      end(String.join("; ", e.reasons()) + where);
    }
  }

  /** Stops following; what was found stays, with the reason. */
  private void end(String why) {
    hasEnded = true;
    thread.shutdown();
    LOG.warn("the shadow of {} has ended: {}", bundle, why);
    findings = tally.findings(List.of(why), null);
    letGo();
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
    feeds.forEach(Feed::close);
    strategies.close();
  }
}
