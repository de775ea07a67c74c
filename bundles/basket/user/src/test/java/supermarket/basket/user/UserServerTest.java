package supermarket.basket.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.Reason;
import supermarket.basket.api.UserId;
import supermarket.basket.api.basket.UserWorkers.Delivery;
import supermarket.basket.api.basket.UserWorkers.UserWorker;
import supermarket.basket.user.Baskets.Sent;

/** Workers on real threads. Product {@code SLOW} is priced once {@link #gate} is opened. */
class UserServerTest {

  private final FakePriceBook priceBook =
      new FakePriceBook().with("A", "EUR 1.10").with("SLOW", "EUR 2.20");
  private final FakeSupervisor supervisor = new FakeSupervisor();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch slowIsPriced = new CountDownLatch(1);
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  private final DirectProductWorkers productWorkers =
      new DirectProductWorkers() {
        @Override
        public List<LineResult> price(
            BasketRequest request, List<supermarket.basket.api.catalogue.Offer.Available> offers)
            throws InterruptedException {
          threads.add(Thread.currentThread());
          if (request.items().getFirst().product().equals("SLOW")) {
            slowIsPriced.countDown();
            gate.await();
          }
          return super.price(request, offers);
        }
      };

  private final UserServer server = server(30_000);

  private UserServer server(long stopTimeoutMillis) {
    return new UserServer(
        settings(64, stopTimeoutMillis),
        priceBook,
        productWorkers,
        FakePriceBook.NO_PROMOTIONS,
        System::nanoTime);
  }

  @AfterEach
  void stop() throws InterruptedException {
    gate.countDown();
    server.stop();
    assertThat(threads).allMatch(Thread::isVirtual);
    for (Thread thread : threads) {
      assertThat(thread.join(Duration.ofSeconds(30))).as("%s has ended", thread).isTrue();
    }
    assertThat(priceBook.releases).allMatch(released -> released.get() == 1);
  }

  @Test
  void aSlowUserDelaysNobodyElse() throws Exception {
    Sent slow = new Sent(slow("1"));
    start(server, Baskets.ANN, slow);
    slowIsPriced.await();
    Sent fast = new Sent(fast("2"));
    start(server, Baskets.BOB, fast);
    assertThat(fast.rejection()).isNull();
    assertThat(slow.isAnswered()).isFalse();
    gate.countDown();
    assertThat(slow.rejection()).isNull();
  }

  @Test
  void aKilledWorkerIsReplacedByANewThread() throws Exception {
    Sent slow = new Sent(slow("1"));
    UserWorker worker = start(server, Baskets.ANN, slow);
    slowIsPriced.await();
    Sent next = new Sent(fast("2"));
    assertThat(worker.deliver(next.call)).isEqualTo(Delivery.ACCEPTED);
    worker.kill();
    assertThat(slow.rejection()).isEqualTo(Reason.USER_SERVER_ERROR);
    assertThat(next.rejection()).isNull();
    assertThat(threads).hasSize(2).doesNotHaveDuplicates();
    assertThat(supervisor.died).containsExactly("1");
  }

  @Test
  void manyCallersOfOneUserAreServedInTheirOrderAndOneAtATime() throws Exception {
    int callers = 4;
    int baskets = 500;
    AtomicInteger inWork = new AtomicInteger();
    AtomicInteger mostAtOnce = new AtomicInteger();
    List<String> priced = new CopyOnWriteArrayList<>();
    UserServer crowded =
        new UserServer(
            settings(callers * baskets, 30_000),
            priceBook,
            new DirectProductWorkers() {
              @Override
              public List<LineResult> price(
                  BasketRequest request,
                  List<supermarket.basket.api.catalogue.Offer.Available> offers)
                  throws InterruptedException {
                mostAtOnce.accumulateAndGet(inWork.incrementAndGet(), Math::max);
                try {
                  priced.add(request.id());
                  return super.price(request, offers);
                } finally {
                  inWork.decrementAndGet();
                }
              }
            },
            FakePriceBook.NO_PROMOTIONS,
            System::nanoTime);
    Map<UserId, UserWorker> workers = new ConcurrentHashMap<>();
    List<Sent> sent = new CopyOnWriteArrayList<>();
    List<Thread> calling = new ArrayList<>();
    for (int c = 0; c < callers; c++) {
      String caller = "c" + c + "-";
      calling.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < baskets; i++) {
                      Sent next = new Sent(fast(caller + i));
                      sent.add(next);
                      // As a basket server does it.
                      workers.compute(
                          Baskets.ANN,
                          (user, worker) ->
                              worker != null && worker.deliver(next.call) == Delivery.ACCEPTED
                                  ? worker
                                  : start(crowded, user, next));
                    }
                  }));
    }
    for (Thread caller : calling) {
      caller.join();
    }
    for (Sent each : sent) {
      assertThat(each.rejection()).isNull();
    }
    crowded.stop();
    assertThat(mostAtOnce).hasValue(1);
    for (int c = 0; c < callers; c++) {
      String caller = "c" + c + "-";
      List<String> inOrder = new ArrayList<>();
      for (int i = 0; i < baskets; i++) {
        inOrder.add(caller + i);
      }
      assertThat(priced).filteredOn(id -> id.startsWith(caller)).isEqualTo(inOrder);
    }
    assertThat(supervisor.ended).hasPositiveValue();
  }

  @Test
  void stopFinishesWhatIsInTheMailboxes() throws Exception {
    Sent slow = new Sent(slow("1"));
    UserWorker worker = start(server, Baskets.ANN, slow);
    slowIsPriced.await();
    Sent waiting = new Sent(fast("2"));
    assertThat(worker.deliver(waiting.call)).isEqualTo(Delivery.ACCEPTED);

    Thread stopping = stopInBackground(server);
    await().until(() -> refuses(server));
    assertThat(slow.isAnswered()).isFalse();
    gate.countDown();
    stopping.join();

    assertThat(slow.rejection()).isNull();
    assertThat(waiting.rejection()).isNull();
    assertThat(supervisor.ended).hasPositiveValue();
  }

  @Test
  void stopInterruptsWhatTakesTooLongAndLeavesNoBasketWithoutAnAnswer() throws Exception {
    UserServer impatient = server(1);
    Sent slow = new Sent(slow("1"));
    UserWorker worker = start(impatient, Baskets.ANN, slow);
    slowIsPriced.await();
    Sent waiting = new Sent(fast("2"));
    assertThat(worker.deliver(waiting.call)).isEqualTo(Delivery.ACCEPTED);
    impatient.stop();
    assertThat(slow.rejection()).isEqualTo(Reason.USER_SERVER_ERROR);
    assertThat(waiting.rejection()).isEqualTo(Reason.OVERLOADED);
    await().until(() -> threads.stream().noneMatch(Thread::isAlive));
  }

  @Test
  void aStopThatIsInterruptedStillEndsTheWorkers() throws Exception {
    UserServer patient = server(30_000);
    Sent slow = new Sent(slow("1"));
    start(patient, Baskets.ANN, slow);
    slowIsPriced.await();
    Thread stopping = stopInBackground(patient);
    stopping.interrupt();
    stopping.join();
    assertThat(slow.rejection()).isEqualTo(Reason.USER_SERVER_ERROR);
    await().until(() -> threads.stream().noneMatch(Thread::isAlive));
  }

  @Test
  void startsNobodyAfterItsEnd() throws Exception {
    server.stop();
    Sent sent = new Sent(fast("1"));
    assertThatIllegalStateException()
        .isThrownBy(() -> start(server, Baskets.ANN, sent))
        .withMessage("the user bundle is stopping");
    assertThat(sent.isAnswered()).isFalse();
  }

  @Test
  void refusesAMailboxWithoutRoom() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(0, 1))
        .withMessage("mailbox must be a whole number from 1 to 1000000");
  }

  private static Settings settings(int mailbox, long stopTimeoutMillis) {
    return new Settings(mailbox, java.time.Duration.ofMillis(stopTimeoutMillis));
  }

  private boolean refuses(UserServer stopping) {
    try {
      start(stopping, Baskets.BOB, new Sent(fast("probe")));
      return false;
    } catch (IllegalStateException expected) {
      return true;
    }
  }

  private UserWorker start(UserServer on, UserId user, Sent first) {
    return on.start(user, "one", first.call, supervisor);
  }

  private static Thread stopInBackground(UserServer server) {
    return Thread.ofPlatform()
        .start(
            () -> {
              try {
                server.stop();
              } catch (InterruptedException interrupted) {
                // One of these tests does that.
              }
            });
  }

  private static BasketRequest slow(String id) {
    return Baskets.of(id, "SLOW");
  }

  private static BasketRequest fast(String id) {
    return Baskets.of(id, "A");
  }
}
