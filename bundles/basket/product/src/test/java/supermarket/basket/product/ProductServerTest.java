package supermarket.basket.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static supermarket.basket.product.Fixtures.PRICE;
import static supermarket.basket.product.Fixtures.offer;
import static supermarket.basket.product.Fixtures.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.Reason;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.operation.Quarantined;
import supermarket.pricing.api.PricingRule;

class ProductServerTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final ProductServer server =
      new ProductServer(
          new Settings(2, 100, 4, Duration.ofMillis(200), Duration.ofMillis(100)),
          System::nanoTime);
  private final CountDownLatch never = new CountDownLatch(1);
  private final AtomicBoolean spin = new AtomicBoolean(true);

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    spin.set(false);
    never.countDown();
    server.stop();
  }

  private LineResult price(PricingRule rule) throws InterruptedException {
    return server.price(request(LONG, "P"), List.of(offer(rule))).getFirst();
  }

  private static void assertFailed(LineResult result, Reason reason, String detail) {
    assertThat(result).isInstanceOf(LineResult.Failed.class);
    LineResult.Failed failed = (LineResult.Failed) result;
    assertThat(failed.reason()).isEqualTo(reason);
    assertThat(failed.detail()).contains(detail);
  }

  private Money sleep() {
    try {
      never.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException("interrupted", interrupted);
    }
    return PRICE;
  }

  private Money spin() {
    while (spin.get()) {
      Thread.onSpinWait();
    }
    return PRICE;
  }

  @Test
  void resultsComeInTheOrderOfTheItems() throws InterruptedException {
    List<String> products = new ArrayList<>();
    List<Offer.Available> offers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      products.add("P" + i);
      offers.add(offer(line -> line.undiscounted()));
    }

    List<LineResult> results = server.price(request(LONG, products.toArray(String[]::new)), offers);

    assertThat(results)
        .map(result -> ((LineResult.Priced) result).line().product())
        .isEqualTo(products);
    assertThat(results)
        .allMatch(
            result -> ((LineResult.Priced) result).line().cost().equals(Money.parse("EUR 10.00")));
  }

  @Test
  void aPricedLineSaysWhichStrategyPricedIt() throws InterruptedException {
    StrategyId strategy = new StrategyId("some-rule", "1.2.3", 7);

    List<LineResult> results =
        server.price(
            request(LONG, "P"),
            List.of(new Offer.Available(PRICE, Map.of(), strategy, line -> line.undiscounted())));

    LineResult.Priced priced = (LineResult.Priced) results.getFirst();
    assertThat(priced.line().strategy()).isEqualTo("some-rule");
    assertThat(priced.line().strategyVersion()).isEqualTo("1.2.3");
    assertThat(priced.line().quantity()).isEqualTo(2);
    assertThat(priced.line().unitPrice()).isEqualTo(PRICE);
  }

  @Test
  void theProductsOfABasketArePricedSideBySide() throws InterruptedException {
    // Every call waits for the four others: only side by side can they all come back. There are two
    // lanes.
    CyclicBarrier together = new CyclicBarrier(4);
    PricingRule rule =
        line -> {
          try {
            together.await(10, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          return line.undiscounted();
        };

    List<LineResult> results =
        server.price(
            request(LONG, "A", "B", "C", "D"),
            List.of(offer(rule), offer(rule), offer(rule), offer(rule)));

    assertThat(results).hasOnlyElementsOfType(LineResult.Priced.class);
  }

  @Test
  void aStrategyThatThrowsFailsItsLine() throws InterruptedException {
    assertFailed(
        price(
            line -> {
              throw new IllegalStateException("secret");
            }),
        Reason.PRODUCT_SERVER_ERROR,
        "strategy test-rule@1.0.0 threw IllegalStateException for product P");
  }

  @Test
  void aStrategyThatOverflowsTheStackFailsItsLine() throws InterruptedException {
    assertFailed(
        price(new EndlessRecursion()), Reason.PRODUCT_SERVER_ERROR, "threw StackOverflowError");
  }

  @SuppressWarnings("InfiniteRecursion")
  private static final class EndlessRecursion implements PricingRule {
    @Override
    public Money cost(supermarket.pricing.api.Line line) {
      return cost(line).plus(1);
    }
  }

  @Test
  @SuppressWarnings("NullAway")
  void nonsenseFailsItsLine() throws InterruptedException {
    assertFailed(price(line -> null), Reason.PRODUCT_SERVER_ERROR, "answered nonsense: no cost");
    assertFailed(
        price(line -> Money.parse("EUR -0.01")), Reason.PRODUCT_SERVER_ERROR, "a negative cost");
    assertFailed(
        price(line -> Money.parse("USD 1.00")), Reason.PRODUCT_SERVER_ERROR, "a cost in USD");
  }

  @Test
  void anExceptionThatCannotEvenBeAskedFailsItsLine() throws InterruptedException {
    class Nasty extends RuntimeException {
      private static final long serialVersionUID = 1L;

      @Override
      public String getMessage() {
        throw new IllegalStateException("no message for you");
      }
    }
    assertFailed(
        price(
            line -> {
              throw new Nasty();
            }),
        Reason.PRODUCT_SERVER_ERROR,
        "threw ProductServerTest$1Nasty");
  }

  @Test
  void anExceptionWhoseMessageNeverComesIsPartOfTheCall() throws InterruptedException {
    class Spinning extends Error {
      private static final long serialVersionUID = 1L;

      @Override
      public String getMessage() {
        return spin().toString();
      }
    }
    Offer.Available spinning =
        offer(
            line -> {
              throw new Spinning();
            });
    assertFailed(
        server.price(request(LONG, "P"), List.of(spinning)).getFirst(), Reason.TIMEOUT, "200 ms");
    await().until(() -> !server.quarantined().isEmpty());
    assertThat(server.quarantined().getFirst().strategy()).isEqualTo(spinning.strategy());
    assertThat(price(line -> PRICE)).isInstanceOf(LineResult.Priced.class);
  }

  @Test
  void aStrategyThatRunsOutOfMemoryIsQuarantinedAtOnceAndThatIsTold() throws InterruptedException {
    List<String> told = new ArrayList<>();
    server.addListener((strategy, why) -> told.add(strategy.name() + " " + why));
    assertFailed(
        price(
            line -> {
              throw new OutOfMemoryError("on purpose");
            }),
        Reason.PRODUCT_SERVER_ERROR,
        "threw OutOfMemoryError");
    assertThat(server.quarantined())
        .singleElement()
        .extracting(Quarantined::reason)
        .isEqualTo("ran out of memory while pricing P");
    assertThat(told).containsExactly("test-rule ran out of memory while pricing P");
    assertThat(server.troubles())
        .singleElement()
        .asString()
        .contains("test-rule@1.0.0: is quarantined: it ran out of memory while pricing P");
  }

  @Test
  void aStrategyThatThrowsATextOfMegabytesIsQuarantinedAtOnce() throws InterruptedException {
    String huge = "x".repeat(1_000_001);
    assertFailed(
        price(
            line -> {
              throw new IllegalStateException(huge);
            }),
        Reason.PRODUCT_SERVER_ERROR,
        "threw IllegalStateException");
    assertThat(server.quarantined())
        .singleElement()
        .extracting(Quarantined::reason)
        .isEqualTo("threw a text of more than a million characters while pricing P");
  }

  @Test
  void aCostThatNoClientCouldReadIsNonsense() throws InterruptedException {
    assertFailed(
        price(line -> PRICE.multipliedBy(Long.MAX_VALUE).multipliedBy(Long.MAX_VALUE)),
        Reason.PRODUCT_SERVER_ERROR,
        "answered nonsense: a cost of more than 90071992547409.91");
  }

  @Test
  void aStrategyThatSleepsTooLongIsATimeoutAndNoQuarantine() throws InterruptedException {
    assertFailed(price(line -> sleep()), Reason.TIMEOUT, "did not answer within 200 ms");
    assertThat(server.quarantined()).isEmpty();
  }

  @Test
  void callsOfAVersionThatIsLetGoAreInterruptedAndCounted() throws Exception {
    ProductServer patient =
        new ProductServer(new Settings(2, 100, 4, LONG, Duration.ofMillis(100)), System::nanoTime);
    patient.start();
    CountDownLatch begun = new CountDownLatch(1);
    Offer.Available sleeping =
        offer(
            line -> {
              begun.countDown();
              return sleep();
            });
    CompletableFuture<List<LineResult>> results = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                results.complete(
                    patient.price(
                        request(LONG, "P", "Q"), List.of(sleeping, offer(line -> PRICE))));
              } catch (InterruptedException e) {
                results.completeExceptionally(e);
              }
            });
    begun.await();

    assertThat(patient.abandon(offer(line -> PRICE).strategy())).as("another").isZero();
    assertThat(patient.abandon(sleeping.strategy())).isEqualTo(1);

    assertFailed(
        results.get(10, TimeUnit.SECONDS).getFirst(),
        Reason.TIMEOUT,
        "did not answer before its version was let go");
    assertThat(results.join().get(1)).isInstanceOf(LineResult.Priced.class);
    assertThat(patient.abandon(sleeping.strategy())).isZero();
    patient.stop();
  }

  @Test
  void theDeadlineOfTheBasketEndsTheWait() throws InterruptedException {
    List<LineResult> results =
        server.price(
            request(Duration.ofMillis(20), "A", "B"),
            List.of(offer(line -> sleep()), offer(line -> line.undiscounted())));

    assertFailed(results.get(0), Reason.TIMEOUT, "before the basket's deadline");
  }

  @Test
  void aStrategyThatSpinsIsQuarantinedAndCanBeReleased() throws InterruptedException {
    Offer.Available spinning = offer(line -> spin.get() ? spin() : line.undiscounted());
    assertFailed(
        server.price(request(LONG, "P"), List.of(spinning)).getFirst(), Reason.TIMEOUT, "200 ms");
    await().until(() -> !server.quarantined().isEmpty());
    Quarantined quarantined = server.quarantined().getFirst();
    assertThat(quarantined.strategy()).isEqualTo(spinning.strategy());
    assertThat(quarantined.stuckCalls()).isEqualTo(1);

    assertFailed(
        server.price(request(LONG, "P"), List.of(spinning)).getFirst(),
        Reason.PRODUCT_SERVER_ERROR,
        "is quarantined");
    assertThat(price(line -> line.undiscounted()))
        .as("another strategy")
        .isInstanceOf(LineResult.Priced.class);

    spin.set(false);
    assertThat(server.release("test-rule")).isEqualTo(1);
    assertThat(server.quarantined()).isEmpty();
    assertThat(server.price(request(LONG, "P"), List.of(spinning)).getFirst())
        .isInstanceOf(LineResult.Priced.class);
  }

  @Test
  void aKilledWorkerLeavesNoCallBehind() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    server.price(
                        request(LONG, "P"),
                        List.of(
                            offer(
                                line -> {
                                  begun.countDown();
                                  try {
                                    never.await();
                                  } catch (InterruptedException e) {
                                    interrupted.countDown();
                                  }
                                  return PRICE;
                                })));
                  } catch (InterruptedException e) {
                    end.set(e);
                  }
                });
    begun.await();

    caller.interrupt();
    caller.join();

    assertThat(end.get()).isInstanceOf(InterruptedException.class);
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void nobodyIsLeftWaitingWhenTheBundleStops() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<LineResult> result = new CompletableFuture<>();
    PricingRule spinning =
        line -> {
          begun.countDown();
          return spin();
        };
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                result.complete(price(spinning));
              } catch (InterruptedException e) {
                result.completeExceptionally(e);
              }
            });
    begun.await();

    server.stop();

    assertThat(result.get(10, TimeUnit.SECONDS)).isInstanceOf(LineResult.Failed.class);
    assertFailed(price(line -> PRICE), Reason.OVERLOADED, "too many lines");
  }

  @Test
  void linesBeyondTheQueueAreRefusedAtOnce() throws InterruptedException {
    ProductServer small =
        new ProductServer(
            new Settings(1, 1, 4, Duration.ofSeconds(5), Duration.ofMillis(100)), System::nanoTime);
    // Not started: nobody takes lines out of the queue.
    List<LineResult> results =
        small.price(
            request(Duration.ZERO, "A", "B"), List.of(offer(line -> PRICE), offer(line -> PRICE)));
    small.stop();

    assertFailed(results.get(1), Reason.OVERLOADED, "too many lines");
  }
}
