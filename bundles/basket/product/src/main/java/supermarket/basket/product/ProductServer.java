package supermarket.basket.product;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.Reason;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.basket.ProductWorkers;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.StrategyCalls;
import supermarket.basket.api.deployment.PricedLines;
import supermarket.basket.api.operation.CallCount;
import supermarket.basket.api.operation.CallCounts;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.QuarantineListener;
import supermarket.basket.api.operation.Quarantined;
import supermarket.basket.api.operation.StrategyQuarantine;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.library.vital.VitalTask;
import supermarket.pricing.api.PricingStrategy;

/** Starts a worker for each product of a basket and collects what becomes of them. */
@Component(
    configurationPid = "supermarket.basket.product",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ProductServer
    implements ProductWorkers, StrategyCalls, StrategyQuarantine, CallCounts, PricedLines, Health {

  /** Configuration {@code supermarket.basket.product}. */
  @interface Config {
    /**
     * Lines that are priced at the same time while no strategy is slow; 0 means one for each
     * processor.
     */
    int lanes() default 0;

    /** Lines that may wait for a lane. */
    int queue() default 100_000;

    /**
     * Calls of one strategy that may be under way at the same time; 0 means eight more than lanes.
     */
    int concurrent_calls() default 0;

    /** Milliseconds that one call of a strategy may take. */
    long call_timeout_ms() default 2_000;

    /**
     * Milliseconds that an interrupted call has to come back before its strategy is quarantined.
     */
    long grace_ms() default 500;

    /** Lines that are kept in memory to try new versions of strategies on. */
    int recent_lines() default RECENT_LINES;
  }

  private static final int RECENT_LINES = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(ProductServer.class);

  private final LongSupplier clock;
  private final StrategyGates gates;
  private final Quarantine quarantine = new Quarantine();
  private final Lanes lanes;
  private final Verdicts verdicts;
  private final RecentLines recent;

  /**
   * What user workers wait for. Their waits have no time limit of their own, because a timed wait
   * of a virtual thread wakes the JVM's timer thread twice, which costs more than pricing does: the
   * watchdog ends them.
   */
  private final Set<BasketLines> open = ConcurrentHashMap.newKeySet();

  /** Everybody depends on it. */
  private final VitalTask watch =
      new VitalTask("product watchdog", Gravity.NOT_READY, LOG, this::watch);

  private final ScheduledExecutorService watchdog =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("product-watchdog").daemon().factory());

  /** Called by Declarative Services. */
  @Activate
  public ProductServer(Config config) {
    this(Settings.of(config), config.recent_lines(), System::nanoTime);
  }

  ProductServer(Settings settings, LongSupplier clock) {
    this(settings, RECENT_LINES, clock);
  }

  private ProductServer(Settings settings, int recentLines, LongSupplier clock) {
    this.recent = new RecentLines(recentLines);
    this.clock = clock;
    this.gates = new StrategyGates(settings.concurrentCalls());
    this.lanes = new Lanes(settings, quarantine);
    this.verdicts = new Verdicts(settings, quarantine);
  }

  @Activate
  void start() {
    lanes.start();
    watch.every(Lanes.TICK, watchdog);
  }

  /** One look of the watchdog. */
  private void watch() {
    long now = clock.getAsLong();
    open.forEach(lines -> lines.expire(now));
    lanes.tick(now);
  }

  @Override
  public List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>();
    watch.trouble().ifPresent(troubles::add);
    quarantined().forEach(each -> troubles.add(each.trouble()));
    return troubles;
  }

  @Deactivate
  void stop() {
    watchdog.shutdownNow();
    lanes.close();
    open.forEach(BasketLines::cancel);
  }

  /**
   * Only the reference is taken, never the service: it tells when to forget what is known of a
   * strategy.
   */
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addStrategy(ServiceReference<PricingStrategy> strategy) {
    gates.deployed(serviceId(strategy));
  }

  void removeStrategy(ServiceReference<PricingStrategy> strategy) {
    gates.undeployed(serviceId(strategy));
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addListener(QuarantineListener listener) {
    quarantine.add(listener);
  }

  void removeListener(QuarantineListener listener) {
    quarantine.remove(listener);
  }

  @Override
  public List<LineResult> price(BasketRequest request, List<Offer.Available> offers)
      throws InterruptedException {
    BasketLines lines = new BasketLines(request.deadline(), workers(request, offers));
    List<LineResult> results = new ArrayList<>(offers.size());
    open.add(lines);
    try {
      submit(request.owner().supermarket(), lines.workers());
      lines.expire(clock.getAsLong());
      for (ProductWorker worker : lines.workers()) {
        results.add(verdicts.of(request, lines, worker));
      }
      recent.add(results, offers);
      return results;
    } finally {
      open.remove(lines);
      if (results.size() < offers.size()) {
        lines.cancel();
      }
    }
  }

  private List<ProductWorker> workers(BasketRequest request, List<Offer.Available> offers) {
    List<ProductWorker> workers = new ArrayList<>(offers.size());
    for (int i = 0; i < offers.size(); i++) {
      Offer.Available offer = offers.get(i);
      workers.add(new ProductWorker(request.items().get(i), offer, gates.gate(offer.strategy())));
    }
    return workers;
  }

  private void submit(String supermarket, List<ProductWorker> workers) {
    if (!lanes.submit(supermarket, workers)) {
      workers.forEach(
          worker -> worker.refuse(Reason.OVERLOADED, "too many lines are waiting to be priced"));
    }
  }

  @Override
  public long end() {
    return recent.end();
  }

  @Override
  public Excerpt from(long position) {
    return recent.from(position);
  }

  @Override
  public int abandon(StrategyId strategy) {
    int calls = 0;
    for (BasketLines lines : open) {
      for (ProductWorker worker : lines.workers()) {
        if (worker.offer().strategy().equals(strategy) && worker.abandon()) {
          calls++;
        }
      }
    }
    return calls;
  }

  @Override
  public List<Quarantined> quarantined() {
    return gates.quarantined();
  }

  @Override
  public List<CallCount> calls() {
    return gates.calls();
  }

  @Override
  public int release(String strategy) {
    return gates.release(strategy);
  }

  private static long serviceId(ServiceReference<?> reference) {
    return (Long) reference.getProperty(Constants.SERVICE_ID);
  }
}
