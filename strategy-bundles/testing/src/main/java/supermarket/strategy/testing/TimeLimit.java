package supermarket.strategy.testing;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;
import supermarket.pricing.api.promotion.PromotionKind;

/**
 * Calls a strategy and its rules, or a kind, each caller's calls on a thread of their own, and
 * fails when one does not come back. A loop without an end cannot be ended: its thread is left
 * behind, and what is asked after it fails at once, with the same message.
 *
 * <p>Thread-safe.
 */
final class TimeLimit {

  private static final int SHOWN = 3;

  private final Duration longest;
  private final ThreadLocal<Caller> caller = ThreadLocal.withInitial(Caller::new);
  private volatile @Nullable String late;

  TimeLimit(Duration longest) {
    this.longest = longest;
  }

  /** The strategy, within the limit. */
  @SuppressWarnings("NullAway") // what a strategy answers against its contract is handed on
  PricingStrategy of(PricingStrategy strategy) {
    return new PricingStrategy() {
      @Override
      public PricingRule rule(Terms terms) {
        PricingRule rule = call("rule", () -> strategy.rule(terms));
        return rule == null ? null : line -> call("cost of " + line, () -> rule.cost(line));
      }

      @Override
      public String words(Terms terms) {
        return call("words", () -> strategy.words(terms));
      }
    };
  }

  /** The kind, within the limit. */
  PromotionKind ofKind(PromotionKind kind) {
    return terms -> call("deal", () -> kind.deal(terms));
  }

  private <T> T call(String what, Callable<T> code) {
    if (late != null) {
      throw new AssertionError(late);
    }
    Caller thread = caller.get();
    Future<T> result = thread.executor.submit(code);
    try {
      return result.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      late = thread.tell(what + " did not come back within " + longest.toSeconds() + " s");
      throw new AssertionError(late);
    } catch (ExecutionException e) {
      throw TimeLimit.<RuntimeException>as(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Throws what the strategy threw, whatever it is. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T as(@Nullable Throwable thrown) throws T {
    throw (T) thrown;
  }

  /** The thread for one caller; it ends when it has nothing to do for a second. */
  private static final class Caller {

    private volatile @Nullable Thread thread;
    private final ExecutorService executor = executor();

    private ExecutorService executor() {
      ThreadPoolExecutor single =
          new ThreadPoolExecutor(
              1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::make);
      single.allowCoreThreadTimeOut(true);
      return single;
    }

    private Thread make(Runnable calls) {
      Thread made = Thread.ofPlatform().daemon().name("strategy-test").unstarted(calls);
      thread = made;
      return made;
    }

    String tell(String problem) {
      Thread stuck = thread;
      return stuck == null
          ? problem
          : problem
              + "; it is at "
              + Arrays.stream(stuck.getStackTrace())
                  .limit(SHOWN)
                  .map(StackTraceElement::toString)
                  .collect(Collectors.joining(", called by "));
    }
  }
}
