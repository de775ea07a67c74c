package supermarket.deployer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.CatalogueStage;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.library.vital.VitalTask;

/**
 * Asks the chain for what the author of the catalogue's file has changed. What is refused is asked
 * for again after pauses that double, since the reason may be over by then.
 *
 * <p>Thread safety: any thread; the work is done under the deployer's monitor.
 */
final class CatalogueFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogueFeed.class);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LAST_PAUSE = Duration.ofMinutes(1);

  /** How long a deployment may take that is under way when the deployer stops. */
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final Object deployer;
  private final CatalogueStage stage;
  private final CatalogueCommands commands;
  private final Runnable catchUp;
  private final LongSupplier clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("catalogue-feed").daemon().factory());
  private final VitalTask looks = new VitalTask("catalogue feed", Gravity.WARNING, LOG, this::look);

  /** What was refused last; null if nothing is. */
  @GuardedBy("deployer")
  private @Nullable CatalogueChange refused;

  @GuardedBy("deployer")
  private Duration pause = FIRST_PAUSE;

  @GuardedBy("deployer")
  private long at;

  private volatile List<String> reasons = List.of();

  /**
   * Starts nothing.
   *
   * @param deployer the deployer's monitor
   * @param catchUp does what the chain has agreed on
   * @param clock the time in nanoseconds
   */
  CatalogueFeed(
      Object deployer,
      CatalogueStage stage,
      CatalogueCommands commands,
      Runnable catchUp,
      LongSupplier clock) {
    this.deployer = deployer;
    this.stage = stage;
    this.commands = commands;
    this.catchUp = catchUp;
    this.clock = clock;
  }

  /** Asks for what has changed since the last run before it returns, and goes on looking. */
  void start(Duration poll) {
    looks.run();
    looks.every(poll, thread);
  }

  private void look() {
    if (wanted().isEmpty()) {
      reasons = List.of();
      return;
    }
    synchronized (deployer) {
      catchUp.run();
      Optional<CatalogueChange> wanted = wanted(); // it may be what another node was asked for too
      if (wanted.isPresent() && isDue(wanted.get())) {
        ask(wanted.get());
      }
    }
  }

  /** A chain that has no catalogue yet begins with what this node has. */
  private Optional<CatalogueChange> wanted() {
    Optional<CatalogueChange> edited = stage.edited();
    return edited.isEmpty() && commands.state().isNone() ? stage.present() : edited;
  }

  @GuardedBy("deployer")
  private boolean isDue(CatalogueChange change) {
    if (!change.equals(refused)) {
      pause = FIRST_PAUSE;
      return true;
    }
    if (clock.getAsLong() - at < pause.toNanos()) {
      return false;
    }
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LAST_PAUSE) < 0 ? twice : LAST_PAUSE;
    return true;
  }

  @GuardedBy("deployer")
  private void ask(CatalogueChange change) {
    Deployment asked = commands.edit(change, change.equals(refused) ? reasons : List.of());
    boolean isRefused = asked.outcome() == Outcome.REFUSED;
    refused = isRefused ? change : null;
    reasons = isRefused ? asked.details() : List.of();
    at = clock.getAsLong();
  }

  /** Returns why what is in the file is not in force. */
  List<Trouble> troubles() {
    List<Trouble> all = new ArrayList<>();
    List<String> why = reasons;
    if (!why.isEmpty()) {
      all.add(
          new Trouble(
              CatalogueCommands.CATALOGUE,
              Gravity.WARNING,
              "what was changed in its file is not in force: " + String.join("; ", why)));
    }
    looks.trouble().ifPresent(all::add);
    return all;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("a change of the catalogue that was under way did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
