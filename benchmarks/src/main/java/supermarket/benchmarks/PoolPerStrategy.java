package supermarket.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.joda.money.Money;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Item;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.Reason;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.basket.ProductWorkers;
import supermarket.basket.api.catalogue.Offer;
import supermarket.pricing.api.Line;

/**
 * The alternative to lanes: a small pool of platform threads for each strategy, so that each can
 * only hold its own threads, and one hand-over for each line. Only what a fast line costs is here;
 * quarantine and reports would come on top.
 *
 * <p>Thread safety: any thread.
 */
final class PoolPerStrategy implements ProductWorkers, AutoCloseable {

  private static final int THREADS = Runtime.getRuntime().availableProcessors();
  private static final int QUEUE = 100_000;

  private final Map<StrategyId, ExecutorService> pools = new ConcurrentHashMap<>();

  @Override
  public List<LineResult> price(BasketRequest request, List<Offer.Available> offers)
      throws InterruptedException {
    List<Future<Money>> costs = new ArrayList<>(offers.size());
    for (int i = 0; i < offers.size(); i++) {
      Item item = request.items().get(i);
      Offer.Available offer = offers.get(i);
      costs.add(
          pool(offer.strategy())
              .submit(
                  () ->
                      offer
                          .rule()
                          .cost(new Line(item.product(), item.quantity(), offer.unitPrice()))));
    }
    List<LineResult> results = new ArrayList<>(offers.size());
    for (int i = 0; i < costs.size(); i++) {
      results.add(await(request, request.items().get(i), offers.get(i), costs.get(i)));
    }
    return results;
  }

  private ExecutorService pool(StrategyId strategy) {
    ExecutorService pool = pools.get(strategy);
    return pool != null ? pool : pools.computeIfAbsent(strategy, PoolPerStrategy::newPool);
  }

  private static ExecutorService newPool(StrategyId strategy) {
    return new ThreadPoolExecutor(
        THREADS,
        THREADS,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(QUEUE),
        Thread.ofPlatform().daemon().name("pool-" + strategy.name()).factory());
  }

  private static LineResult await(
      BasketRequest request, Item item, Offer.Available offer, Future<Money> cost)
      throws InterruptedException {
    try {
      long nanos = request.deadline().remaining(System.nanoTime());
      return NoWall.result(item, offer, cost.get(nanos, TimeUnit.NANOSECONDS));
    } catch (ExecutionException threw) {
      return new LineResult.Failed(item.product(), Reason.PRODUCT_SERVER_ERROR, "threw");
    } catch (TimeoutException late) {
      cost.cancel(true);
      return new LineResult.Failed(item.product(), Reason.TIMEOUT, "late");
    }
  }

  @Override
  public void close() {
    pools.values().forEach(ExecutorService::shutdownNow);
  }
}
