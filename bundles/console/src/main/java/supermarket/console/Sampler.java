package supermarket.console;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.operation.AnsweredBasket;
import supermarket.basket.api.operation.BasketObserver;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.ServerControl;
import supermarket.basket.api.operation.StoreEndpoint;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.library.vital.VitalTask;

/**
 * Takes a sample each second, whether somebody looks or not: whoever opens the console sees what
 * was before.
 *
 * <p>Thread safety: any thread.
 */
@Component(
    configurationPolicy = ConfigurationPolicy.IGNORE,
    immediate = true,
    service = {Sampler.class, BasketObserver.class, Health.class})
public final class Sampler implements BasketObserver, Health {

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Not those of {@link Node}: that one asks for the health of this. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<StoreEndpoint> endpoints = List.of();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<ServerControl> servers = List.of();

  private final Tally tally = new Tally();
  private final Feed feed = new Feed();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("console-sampler").factory());
  private final VitalTask sampling =
      new VitalTask(
          "console", Gravity.WARNING, LoggerFactory.getLogger(Sampler.class), this::sample);

  @Activate
  void activate() {
    sampling.every(SECOND, thread);
  }

  @Deactivate
  void deactivate() {
    thread.shutdown();
    feed.close();
  }

  Feed feed() {
    return feed;
  }

  @Override
  public void answered(AnsweredBasket basket) {
    tally.add(basket);
  }

  @Override
  public List<Trouble> troubles() {
    Optional<Trouble> trouble = sampling.trouble();
    return trouble.map(List::of).orElse(List.of());
  }

  private void sample() {
    Tally.Counts counts = tally.take();
    List<StoreEndpoint> present = endpoints;
    feed.add(
        new Sample(
            System.currentTimeMillis(),
            counts.priced(),
            counts.reasons().values().stream().mapToLong(Long::longValue).sum(),
            counts.reasons(),
            counts.all(),
            counts.broker(),
            counts.mailbox(),
            counts.worker(),
            present.stream().mapToInt(StoreEndpoint::inFlight).sum(),
            present.stream().mapToInt(StoreEndpoint::limit).sum(),
            servers.stream().mapToInt(each -> each.status().workers().size()).sum()));
  }
}
