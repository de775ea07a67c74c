package supermarket.product.manager;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import supermarket.basket.api.Printable;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.Terms;

/**
 * Asks strategies for their rules. That is foreign code, so it runs on a thread of its own and has
 * to come back in time.
 *
 * <p>Thread safety: none; the product manager calls it under its lock.
 */
final class RuleMaker implements AutoCloseable {

  private final Duration timeout;
  private ExecutorService thread = newThread();

  RuleMaker(Duration timeout) {
    this.timeout = timeout;
  }

  private static ExecutorService newThread() {
    return Executors.newSingleThreadExecutor(
        Thread.ofPlatform().name("rule-maker").daemon().factory());
  }

  /** What the strategy makes of the product: an offer, or why there is none. */
  Offer offer(LiveStrategy strategy, Product product) throws InterruptedException {
    Terms terms = new Terms(product.unitPrice(), product.parameters());
    Future<PricingRule> rule = thread.submit(() -> strategy.service().rule(terms));
    try {
      return judge(strategy, product, terms, rule.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException hangs) {
      rule.cancel(true);
      thread.shutdownNow();
      thread = newThread();
      return refused(strategy, "did not make a rule within " + timeout.toMillis() + " ms");
    } catch (ExecutionException threw) {
      Throwable cause = threw.getCause();
      return refused(
          strategy,
          cause instanceof IllegalArgumentException
              ? "does not accept its terms: " + cause.getMessage()
              : "threw " + Printable.of(String.valueOf(cause), 200) + " when asked for its rule");
    }
  }

  private static Offer judge(
      LiveStrategy strategy, Product product, Terms terms, PricingRule rule) {
    Set<String> unread = terms.unread();
    if (rule == null) {
      return refused(strategy, "made no rule");
    }
    if (!unread.isEmpty()) {
      return refused(strategy, "does not know the parameters " + String.join(", ", unread));
    }
    return new Offer.Available(product.unitPrice(), product.parameters(), strategy.id(), rule);
  }

  private static Offer refused(LiveStrategy strategy, String why) {
    return new Offer.Unavailable("strategy " + strategy.id() + " " + why);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
