package supermarket.deployer.check;

import java.time.Duration;
import java.util.concurrent.Callable;
import supermarket.deployer.bundle.Refused;
import supermarket.library.foreign.call.ForeignThread;
import supermarket.library.foreign.call.Outcome;

/**
 * Runs foreign code on a thread of its own, for a bounded time. Thread-safe.
 *
 * @param longest how long it may take
 */
public record Guard(Duration longest) {

  /** How long an interrupted call has to come back before it counts as lost. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** For a start, a constructor, all examples. */
  public static Guard usual() {
    return new Guard(Duration.ofSeconds(5));
  }

  /**
   * Runs it, and interrupts it if it takes too long.
   *
   * @param what a subject for the sentence that says how it failed
   */
  public <T> T call(String what, Callable<T> code) throws Refused {
    try (ForeignThread thread = new ForeignThread("strategy-check", longest, GRACE)) {
      return switch (thread.<T>call(code)) {
        case Outcome.Came<T>(T value) -> value;
        case Outcome.Threw<T> threw -> throw new Refused(what + " failed: " + threw.what());
        case Outcome.Late<T> late -> throw new Refused(what + tooLong());
        case Outcome.Stuck<T> stuck ->
            throw new Refused(what + tooLong() + " and ignores its interrupt");
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refused(what + " was interrupted");
    }
  }

  private String tooLong() {
    return " did not come back within " + longest.toMillis() + " ms";
  }

  /** A verb for the sentence that says how an attempt failed. */
  static String says(Outcome<?> failed) {
    return failed instanceof Outcome.Threw<?> threw ? "threw " + threw.what() : "did not come back";
  }
}
