package supermarket.basket.user;

import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.UserId;
import supermarket.basket.api.basket.ProductWorkers;
import supermarket.basket.api.basket.UserWorkers;
import supermarket.basket.api.catalogue.PriceBook;
import supermarket.basket.api.deployment.PricedBaskets;
import supermarket.basket.api.promotion.PromotionEngine;

/** Starts user workers: a virtual thread each, only while there is work for it. */
@Component(
    configurationPid = "supermarket.basket.user",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class UserServer implements UserWorkers, PricedBaskets {

  private static final int RECENT_BASKETS = 2_000;

  /** Configuration {@code supermarket.basket.user}. */
  @interface Config {
    /** Baskets of one user that may wait in the user's mailbox. */
    int mailbox() default 64;

    /** Baskets that are kept in memory, of at most as many a second, to try kinds on. */
    int recent_baskets() default RECENT_BASKETS;

    /** Milliseconds that workers have to finish when the bundle stops. */
    long stop_timeout_ms() default 5_000;
  }

  private final RecentBaskets recent;
  private final Pricing pricing;
  private final Settings settings;
  private final LongSupplier clock;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual().inheritInheritableThreadLocals(false).factory());

  /** Called by Declarative Services. */
  @Activate
  public UserServer(
      Config config,
      @Reference PriceBook priceBook,
      @Reference ProductWorkers productWorkers,
      @Reference PromotionEngine promotionEngine) {
    this(
        Settings.of(config),
        config.recent_baskets(),
        priceBook,
        productWorkers,
        promotionEngine,
        System::nanoTime);
  }

  UserServer(
      Settings settings,
      PriceBook priceBook,
      ProductWorkers productWorkers,
      PromotionEngine promotionEngine,
      LongSupplier clock) {
    this(settings, RECENT_BASKETS, priceBook, productWorkers, promotionEngine, clock);
  }

  private UserServer(
      Settings settings,
      int recentBaskets,
      PriceBook priceBook,
      ProductWorkers productWorkers,
      PromotionEngine promotionEngine,
      LongSupplier clock) {
    this.settings = settings;
    this.recent = new RecentBaskets(recentBaskets, clock);
    this.pricing =
        new Pricing(
            priceBook, productWorkers, new Totals(promotionEngine, recent), InstantSource.system());
    this.clock = clock;
  }

  @Override
  public UserWorker start(UserId user, String server, BasketCall first, Supervisor supervisor) {
    MailboxWorker worker =
        new MailboxWorker(user, server, settings.mailbox(), pricing, supervisor, threads, clock);
    worker.deliver(first);
    try {
      threads.execute(worker);
    } catch (RejectedExecutionException stopping) {
      throw new IllegalStateException("the user bundle is stopping", stopping);
    }
    return worker;
  }

  @Override
  public long end() {
    return recent.end();
  }

  @Override
  public Excerpt from(long position) {
    return recent.from(position);
  }

  @Deactivate
  void stop() throws InterruptedException {
    long millis = settings.stopTimeout().toMillis();
    threads.shutdown();
    boolean ended = false;
    try {
      ended = threads.awaitTermination(millis, TimeUnit.MILLISECONDS);
    } finally { // whoever stops the bundle may be interrupted too
      if (!ended) {
        threads.shutdownNow();
      }
    }
    if (!ended) {
      threads.awaitTermination(millis, TimeUnit.MILLISECONDS);
    }
  }
}
