package supermarket.basket.user;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.ProductWorkers;
import supermarket.basket.api.UserId;
import supermarket.basket.api.UserWorkers;
import supermarket.basket.api.catalogue.PriceBook;

/** Starts user workers: a virtual thread each, only while there is work for it. */
@Component(configurationPid = "supermarket.basket.user")
public final class UserServer implements UserWorkers {

  /** Configuration {@code supermarket.basket.user}. */
  @interface Config {
    /** Baskets of one user that may wait in the user's mailbox. */
    int mailbox() default 64;

    /** Milliseconds that workers have to finish when the bundle stops. */
    long stop_timeout_ms() default 5_000;
  }

  private final Pricing pricing;
  private final int mailbox;
  private final long stopTimeoutMillis;
  private final LongSupplier clock;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual().inheritInheritableThreadLocals(false).factory());

  /** Called by Declarative Services. */
  @Activate
  public UserServer(
      Config config, @Reference PriceBook priceBook, @Reference ProductWorkers productWorkers) {
    this(config.mailbox(), config.stop_timeout_ms(), priceBook, productWorkers, System::nanoTime);
  }

  UserServer(
      int mailbox,
      long stopTimeoutMillis,
      PriceBook priceBook,
      ProductWorkers productWorkers,
      LongSupplier clock) {
    if (mailbox < 1) {
      throw new IllegalArgumentException(
          "supermarket.basket.user: mailbox is " + mailbox + ", but must be at least 1");
    }
    this.mailbox = mailbox;
    this.stopTimeoutMillis = stopTimeoutMillis;
    this.pricing = new Pricing(priceBook, productWorkers);
    this.clock = clock;
  }

  @Override
  public UserWorker start(UserId user, String server, BasketCall first, Supervisor supervisor) {
    MailboxWorker worker =
        new MailboxWorker(user, server, mailbox, pricing, supervisor, threads, clock);
    worker.offer(first);
    try {
      threads.execute(worker);
    } catch (RejectedExecutionException stopping) {
      throw new IllegalStateException("the user bundle is stopping", stopping);
    }
    return worker;
  }

  @Deactivate
  void stop() throws InterruptedException {
    threads.shutdown();
    boolean ended = false;
    try {
      ended = threads.awaitTermination(stopTimeoutMillis, TimeUnit.MILLISECONDS);
    } finally { // whoever stops the bundle may be interrupted too
      if (!ended) {
        threads.shutdownNow();
      }
    }
    if (!ended) {
      threads.awaitTermination(stopTimeoutMillis, TimeUnit.MILLISECONDS);
    }
  }
}
