package supermarket.basket.product;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static supermarket.basket.product.Fixtures.CALL_TIMEOUT;
import static supermarket.basket.product.Fixtures.GRACE;
import static supermarket.basket.product.Fixtures.PRICE;
import static supermarket.basket.product.Fixtures.settings;
import static supermarket.basket.product.Fixtures.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Item;
import supermarket.basket.api.Reason;
import supermarket.basket.api.catalogue.Offer;

/** The watchdog is driven by hand, so that time passes when a test says so. */
class LanesTest {

  private final List<Lanes> opened = new ArrayList<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicBoolean spin = new AtomicBoolean(true);
  private long now;

  @AfterEach
  void closeAll() {
    release.countDown();
    spin.set(false);
    opened.forEach(Lanes::close);
  }

  private Lanes lanes(int count) {
    Lanes lanes = new Lanes(settings(count), new Quarantine());
    opened.add(lanes);
    lanes.start();
    return lanes;
  }

  private void tick(Lanes lanes, Duration later) {
    now += later.toNanos();
    lanes.tick(now);
  }

  private Money waitForRelease(CountDownLatch begun) {
    begun.countDown();
    try {
      release.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException("interrupted");
    }
    return PRICE;
  }

  private Money spinUntilTold(CountDownLatch begun) {
    begun.countDown();
    while (spin.get()) {
      Thread.onSpinWait();
    }
    return PRICE;
  }

  @Test
  void aLineIsPriced() throws Exception {
    ProductWorker worker = worker(line -> line.undiscounted());

    assertThat(lanes(1).submit("sp1", List.of(worker))).isTrue();

    assertThat(worker.get(5, SECONDS)).isEqualTo(new ProductWorker.Result.Priced(PRICE));
  }

  @Test
  void nobodyWaitsBehindACallThatDoesNotComeBack() throws Exception {
    Lanes lanes = lanes(1);
    CountDownLatch begun = new CountDownLatch(1);
    lanes.submit("sp1", List.of(worker(line -> waitForRelease(begun))));
    begun.await();
    ProductWorker next = worker(line -> PRICE);
    lanes.submit("sp1", List.of(next));

    tick(lanes, Lanes.TICK);
    assertThat(lanes.threads()).as("one look proves nothing").isEqualTo(1);
    tick(lanes, Lanes.TICK);

    assertThat(next.get(5, SECONDS)).isEqualTo(new ProductWorker.Result.Priced(PRICE));
  }

  @Test
  void aLaneThatWasReplacedEndsWhenItsCallComesBack() throws Exception {
    Lanes lanes = lanes(1);
    CountDownLatch begun = new CountDownLatch(1);
    ProductWorker slow = worker(line -> waitForRelease(begun));
    lanes.submit("sp1", List.of(slow));
    begun.await();
    tick(lanes, Lanes.TICK);
    tick(lanes, Lanes.TICK);
    assertThat(lanes.threads()).isEqualTo(2);

    release.countDown();

    assertThat(slow.get(5, SECONDS)).isEqualTo(new ProductWorker.Result.Priced(PRICE));
    await().until(() -> lanes.threads() == 1);
  }

  @Test
  void aCallThatTakesTooLongIsInterrupted() throws Exception {
    Lanes lanes = lanes(1);
    CountDownLatch begun = new CountDownLatch(1);
    ProductWorker slow = worker(line -> waitForRelease(begun));
    lanes.submit("sp1", List.of(slow));
    begun.await();

    tick(lanes, Lanes.TICK);
    tick(lanes, CALL_TIMEOUT.minusNanos(1));
    assertThat(slow.isDone()).isFalse();
    tick(lanes, Duration.ofNanos(1));

    assertThatThrownBy(slow::get).isInstanceOf(CancellationException.class);
    await().until(() -> lanes.threads() == 1);
    tick(lanes, GRACE);
    tick(lanes, GRACE);
    assertThat(slow.gate().quarantine()).as("it came back").isNull();
  }

  @Test
  void aStrategyThatIgnoresItsInterruptIsQuarantined() throws Exception {
    Lanes lanes = lanes(1);
    CountDownLatch begun = new CountDownLatch(1);
    ProductWorker spinning = worker(line -> spinUntilTold(begun));
    lanes.submit("sp1", List.of(spinning));
    begun.await();

    tick(lanes, Lanes.TICK);
    tick(lanes, CALL_TIMEOUT);
    tick(lanes, Lanes.TICK);
    tick(lanes, GRACE.minusNanos(1));
    assertThat(spinning.gate().quarantine()).isNull();
    tick(lanes, Duration.ofNanos(1));

    assertThat(spinning.gate().quarantine()).contains("did not come back");
    Offer.Available offer = spinning.offer();
    AtomicInteger calls = new AtomicInteger();
    ProductWorker next =
        new ProductWorker(
            new Item("P", 1),
            new Offer.Available(
                PRICE,
                offer.parameters(),
                offer.strategy(),
                line -> {
                  calls.incrementAndGet();
                  return PRICE;
                }),
            spinning.gate());
    lanes.submit("sp1", List.of(next));
    assertRefused(next, Reason.PRODUCT_SERVER_ERROR, "quarantined");
    assertThat(calls).hasValue(0);
  }

  @Test
  void aReleasedStrategyIsNotQuarantinedAgainForACallThatIsStillStuck() throws Exception {
    Lanes lanes = lanes(1);
    CountDownLatch begun = new CountDownLatch(1);
    ProductWorker spinning = worker(line -> spinUntilTold(begun));
    lanes.submit("sp1", List.of(spinning));
    begun.await();
    tick(lanes, Lanes.TICK);
    tick(lanes, CALL_TIMEOUT);
    tick(lanes, Lanes.TICK);
    tick(lanes, GRACE);
    assertThat(spinning.gate().quarantine()).isNotNull();

    spinning.gate().open();
    tick(lanes, GRACE);

    assertThat(spinning.gate().quarantine()).isNull();
  }

  @Test
  void abandonedWorkIsNotDoneLater() throws Exception {
    Lanes lanes = lanes(1);
    CountDownLatch begun = new CountDownLatch(1);
    lanes.submit("sp1", List.of(worker(line -> waitForRelease(begun))));
    begun.await();
    AtomicInteger calls = new AtomicInteger();
    ProductWorker abandoned =
        worker(
            line -> {
              calls.incrementAndGet();
              return PRICE;
            });
    ProductWorker sentinel = worker(line -> PRICE);
    lanes.submit("sp1", List.of(abandoned));
    lanes.submit("sp1", List.of(sentinel));

    abandoned.cancel(true);
    release.countDown();

    sentinel.get(5, SECONDS);
    assertThat(calls).hasValue(0);
  }

  @Test
  void theInterruptOfOneCallNeverHitsTheNext() throws Exception {
    Lanes lanes = lanes(1);
    for (int i = 0; i < 2_000; i++) {
      CountDownLatch begun = new CountDownLatch(1);
      ProductWorker cancelled =
          worker(
              line -> {
                begun.countDown();
                return PRICE;
              });
      ProductWorker next =
          worker(
              line -> {
                if (Thread.currentThread().isInterrupted()) {
                  throw new IllegalStateException("interrupted for another's sake");
                }
                return PRICE;
              });
      lanes.submit("sp1", List.of(cancelled));
      lanes.submit("sp1", List.of(next));
      begun.await();
      cancelled.cancel(true);
      assertThat(next.get(5, SECONDS)).isEqualTo(new ProductWorker.Result.Priced(PRICE));
    }
  }

  @Test
  void aStrategyHasSoManyCallsUnderWayAndNoMore() throws Exception {
    Lanes lanes = lanes(5);
    Offer.Available offer = Fixtures.offer(line -> waitForRelease(new CountDownLatch(0)));
    StrategyGate gate = new StrategyGate(offer.strategy(), 4);
    for (int i = 0; i < 4; i++) {
      lanes.submit("sp1", List.of(new ProductWorker(new Item("P", 1), offer, gate)));
    }
    await().until(() -> gate.underWay() == 4);
    ProductWorker fifth = new ProductWorker(new Item("P", 1), offer, gate);

    lanes.submit("sp1", List.of(fifth));

    assertRefused(fifth, Reason.OVERLOADED, "too many calls under way");
  }

  private static void assertRefused(ProductWorker worker, Reason reason, String why)
      throws Exception {
    assertThat(worker.get(5, SECONDS))
        .isInstanceOfSatisfying(
            ProductWorker.Result.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.why()).contains(why);
            });
  }

  @Test
  void aLaneGoesOnWhateverWeFailAt() throws Exception {
    Lanes lanes = lanes(1);
    ProductWorker failing =
        new ProductWorker(
            new Item("P", 1),
            Fixtures.offer(line -> PRICE),
            new StrategyGate(Fixtures.strategy(), 4) {
              @Override
              boolean tryEnter() {
                throw new LinkageError("on purpose");
              }
            });
    ProductWorker next = worker(line -> PRICE);
    lanes.submit("sp1", List.of(failing, next));

    assertThat(next.get(5, SECONDS)).isEqualTo(new ProductWorker.Result.Priced(PRICE));
    assertThatThrownBy(() -> failing.get(5, SECONDS)).hasRootCauseMessage("on purpose");
  }

  @Test
  void closingEndsEveryThreadThatCanBeEnded() throws Exception {
    Lanes lanes = lanes(2);
    CountDownLatch begun = new CountDownLatch(1);
    lanes.submit("sp1", List.of(worker(line -> waitForRelease(begun))));
    begun.await();

    lanes.close();

    assertThat(lanes.threads()).isZero();
  }
}
