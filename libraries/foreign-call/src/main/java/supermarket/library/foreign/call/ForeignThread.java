package supermarket.library.foreign.call;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A thread for calls of foreign code, one after another, each within a time limit. A call that is
 * late is interrupted; one that ignores its interrupt keeps the thread, and the next call gets
 * another one.
 *
 * <p>It is a platform thread, because virtual ones are not time-sliced: code that spins would hold
 * up the runtime's own.
 *
 * <p>Thread safety: one thread at a time calls.
 */
public final class ForeignThread implements AutoCloseable {

  private final String name;
  private final Duration limit;
  private final Duration grace;
  private @Nullable Worker worker;

  /**
   * A thread that is started by the first call.
   *
   * @param name the thread's name
   * @param limit how long a call may take
   * @param grace how long an interrupted call has to come back
   */
  public ForeignThread(String name, Duration limit, Duration grace) {
    this.name = name;
    this.limit = limit;
    this.grace = grace;
  }

  /**
   * Calls the code and waits for it, for limit and grace at most.
   *
   * @throws InterruptedException if the waiting thread is interrupted; so is the call
   */
  public <T> Outcome<T> call(Callable<? extends T> code) throws InterruptedException {
    Worker present = worker == null ? new Worker(name) : worker;
    worker = present;
    CompletableFuture<Outcome<T>> outcome = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    present.jobs.add(
        () -> {
          begun.countDown();
          outcome.complete(ForeignCall.attempt(code));
        });
    try {
      begun.await(); // a machine that is slow to start a thread is no fault of the code
      return await(outcome, limit);
    } catch (TimeoutException late) {
      close();
      return comesBack(outcome) ? new Outcome.Late<>() : new Outcome.Stuck<>();
    } catch (InterruptedException stopping) {
      close();
      throw stopping;
    }
  }

  private <T> boolean comesBack(CompletableFuture<Outcome<T>> outcome) throws InterruptedException {
    try {
      await(outcome, grace);
      return true;
    } catch (TimeoutException stuck) {
      return false;
    }
  }

  private static <T> Outcome<T> await(CompletableFuture<Outcome<T>> outcome, Duration longest)
      throws InterruptedException, TimeoutException {
    try {
      return outcome.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("an attempt never throws", impossible);
    }
  }

  /** Ends the thread; a call that is under way is interrupted. A later call starts another. */
  @Override
  public void close() {
    if (worker != null) {
      worker.end();
      worker = null;
    }
  }

  /** One thread; interrupted once, when it is to end. */
  private static final class Worker implements Runnable {

    private final BlockingQueue<Runnable> jobs = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean ended;

    Worker(String name) {
      thread =
          Thread.ofPlatform()
              .name(name)
              .daemon()
              .inheritInheritableThreadLocals(false)
              .unstarted(this);
      thread.setContextClassLoader(ForeignThread.class.getClassLoader());
      thread.start();
    }

    @Override
    public void run() {
      while (!ended) {
        try {
          jobs.take().run();
        } catch (InterruptedException mayBeStray) {
          // Foreign code can leave an interrupt behind; only end() ends this thread.
        }
      }
    }

    void end() {
      ended = true;
      thread.interrupt();
    }
  }
}
