package supermarket.runtime.launcher;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import supermarket.runtime.launcher.NodeHealth.Reason;

/**
 * Judges a node whose bundles are started and that is not ready yet. What keeps it from that and
 * does not pass by itself, such as a port that is taken, ends the start soon, so that a node either
 * serves or is gone. What may pass, such as a broker that is away, is waited for.
 *
 * <p>Times are those of {@link System#nanoTime}. One thread uses it.
 */
final class Beginning {

  /** What is to be done with the node. */
  sealed interface Verdict {
    /** Look again in a moment. */
    record Wait() implements Verdict {}

    /** It goes on by itself; whoever waits for it may do something else. */
    record GoOn() implements Verdict {}

    /**
     * It cannot become ready.
     *
     * @param why for the operator
     */
    record End(String why) implements Verdict {}
  }

  /** A port may still be held by a process that is about to end. */
  static final Duration LASTING = Duration.ofSeconds(2);

  /** After this the shell of a terminal is given out while the node waits. */
  static final Duration PASSING = Duration.ofSeconds(10);

  /** Longer than a slow machine needs from its last bundle to its first basket. */
  static final Duration UNEXPLAINED = Duration.ofSeconds(15);

  /** How the line begins that says what a node waits for. */
  static final String WAITS = "Not ready yet, and tried again: ";

  private final boolean needsOthers;
  private final Consumer<String> told;
  private final long begun;
  private final Set<String> toldAlready = new HashSet<>();
  private OptionalLong lastingSince = OptionalLong.empty();
  private long explained;

  /**
   * A node whose bundles have just started.
   *
   * @param needsOthers whether only other nodes make it ready, as those that price do for a gateway
   * @param told gets a line for each reason that it waits for, once
   */
  Beginning(boolean needsOthers, Consumer<String> told, long now) {
    this.needsOthers = needsOthers;
    this.told = told;
    this.begun = now;
    this.explained = now;
  }

  /** What is to be done now, with these reasons against its being ready. */
  Verdict judge(List<Reason> reasons, long now) {
    if (reasons.isEmpty()) {
      lastingSince = OptionalLong.empty();
      return has(UNEXPLAINED, explained, now) ? unexplained() : new Verdict.Wait();
    }
    explained = now;
    if (reasons.stream().allMatch(Reason::passing)) {
      lastingSince = OptionalLong.empty();
      reasons.stream().map(Reason::text).filter(toldAlready::add).forEach(this::tell);
      return has(PASSING, begun, now) ? new Verdict.GoOn() : new Verdict.Wait();
    }
    long since = lastingSince.orElse(now);
    lastingSince = OptionalLong.of(since);
    return has(LASTING, since, now)
        ? new Verdict.End(reasons.stream().map(Reason::text).collect(Collectors.joining("\n  ")))
        : new Verdict.Wait();
  }

  private Verdict unexplained() {
    if (needsOthers) {
      tell("no other node prices its baskets.");
      return new Verdict.GoOn();
    }
    return new Verdict.End(
        "it is not ready after %d s, and no part of it says why."
            .formatted(UNEXPLAINED.toSeconds()));
  }

  private void tell(String reason) {
    told.accept(WAITS + reason);
  }

  private static boolean has(Duration passed, long since, long now) {
    return now - since >= passed.toNanos();
  }
}
