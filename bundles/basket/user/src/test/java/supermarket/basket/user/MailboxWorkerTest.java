package supermarket.basket.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.Reason;
import supermarket.basket.api.basket.UserWorkers.Delivery;
import supermarket.basket.api.operation.WorkerStatus;
import supermarket.basket.user.Baskets.Sent;

/**
 * One worker, in time that only these tests move. What happens while a basket is priced is done by
 * {@link #whilePricing}, on the worker's thread.
 */
class MailboxWorkerTest {

  private interface Step {
    void run(BasketRequest request) throws InterruptedException;
  }

  private final FakePriceBook priceBook = new FakePriceBook().with("A", "EUR 1.10");
  private final FakeSupervisor supervisor = new FakeSupervisor();
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final List<String> priced = new ArrayList<>();
  private final List<Thread> pricedOn = new ArrayList<>();
  private Executor executor = threads::add;
  private Step whilePricing = request -> {};
  private long now = 1_000;

  private final MailboxWorker worker =
      new MailboxWorker(
          Baskets.ANN,
          "one",
          3,
          new Pricing(
              priceBook,
              new DirectProductWorkers() {
                @Override
                public List<LineResult> price(
                    BasketRequest request,
                    List<supermarket.basket.api.catalogue.Offer.Available> offers)
                    throws InterruptedException {
                  priced.add(request.id());
                  pricedOn.add(Thread.currentThread());
                  whilePricing.run(request);
                  return super.price(request, offers);
                }
              },
              FakePriceBook.TOTALS,
              InstantSource.system()),
          supervisor,
          task -> executor.execute(task),
          () -> now);

  @Test
  void pricesBasketsInTheOrderTheyCame() throws Exception {
    Sent first = send("1");
    Sent second = send("2");
    Sent third = send("3");
    runThreads();
    assertThat(priced).containsExactly("1", "2", "3");
    assertThat(List.of(first, second, third)).allMatch(Sent::isAnswered);
    assertThat(first.answer().server()).isEqualTo("one");
    assertThat(first.rejection()).isNull();
  }

  @Test
  void aBasketThatComesWhileAnotherIsPricedIsPricedAfterIt() throws Exception {
    List<Sent> later = new ArrayList<>();
    whilePricing =
        request -> {
          if (request.id().equals("1")) {
            later.add(send("2"));
          }
          assertThat(later).noneMatch(sent -> sent.isAnswered() && !priced.contains("2"));
        };
    send("1");
    runThreads();
    assertThat(priced).containsExactly("1", "2");
    assertThat(later.getFirst().rejection()).isNull();
  }

  @Test
  void endsWhenItsMailboxIsEmpty() throws Exception {
    send("1");
    assertThat(supervisor.ended).hasValue(0);
    runThreads();
    assertThat(supervisor.ended).hasValue(1);
    assertThat(worker.deliver(new Sent(Baskets.of("2", "A")).call)).isEqualTo(Delivery.ENDED);
  }

  @Test
  void refusesWhatDoesNotFitIntoItsMailbox() throws Exception {
    List<Delivery> offers = new ArrayList<>();
    whilePricing =
        request -> {
          if (request.id().equals("1")) {
            for (String id : List.of("2", "3", "4", "5")) {
              offers.add(worker.deliver(new Sent(Baskets.of(id, "A")).call));
            }
          }
        };
    send("1");
    runThreads();
    assertThat(offers)
        .containsExactly(Delivery.ACCEPTED, Delivery.ACCEPTED, Delivery.ACCEPTED, Delivery.FULL);
    assertThat(priced).containsExactly("1", "2", "3", "4");
  }

  @Test
  void aBasketWhoseDeadlinePassedInTheMailboxIsNotPriced() throws Exception {
    Sent late = new Sent(Baskets.of("1", 2_000, "A"));
    worker.deliver(late.call);
    now = 2_000;
    runThreads();
    assertThat(late.rejection()).isEqualTo(Reason.TIMEOUT);
    assertThat(late.answer().waitedNanos()).isEqualTo(1_000);
    assertThat(priced).isEmpty();
    assertThat(priceBook.releases).isEmpty();
  }

  @Test
  void tellsHowLongABasketWaitedAndWasPriced() throws Exception {
    Sent sent = send("1");
    now += 50;
    whilePricing = request -> now += 7;
    runThreads();
    assertThat(sent.answer().waitedNanos()).isEqualTo(50);
    assertThat(sent.answer().pricedNanos()).isEqualTo(7);
  }

  @Test
  void tellsHowItStands() throws Exception {
    List<WorkerStatus> statuses = new ArrayList<>();
    whilePricing =
        request -> {
          now += 9;
          statuses.add(worker.status());
        };
    send("1");
    send("2");
    assertThat(worker.status()).isEqualTo(new WorkerStatus(Baskets.ANN, 2, "", 0));
    runThreads();
    assertThat(statuses)
        .containsExactly(
            new WorkerStatus(Baskets.ANN, 1, "1", 9), new WorkerStatus(Baskets.ANN, 0, "2", 18));
  }

  @Test
  void aKilledWorkerAnswersItsBasketAndANewThreadGoesOnWithTheMailbox() throws Exception {
    whilePricing =
        request -> {
          if (request.id().equals("1")) {
            worker.kill();
            assertThat(Thread.interrupted()).isTrue();
            throw new InterruptedException();
          }
        };
    Sent first = send("1");
    Sent second = send("2");
    runThreads();
    assertThat(first.rejection()).isEqualTo(Reason.USER_SERVER_ERROR);
    assertThat(second.rejection()).isNull();
    assertThat(pricedOn).hasSize(2).doesNotHaveDuplicates();
    assertThat(supervisor.died).containsExactly("1");
    assertThat(supervisor.ended).hasValue(1);
    assertThat(priceBook.releases).extracting(AtomicInteger::get).containsExactly(1, 1);
  }

  @Test
  void aKilledWorkerDiesEvenIfItsBasketHidesTheInterrupt() throws Exception {
    whilePricing =
        request -> {
          if (request.id().equals("1")) {
            worker.kill();
            Thread.interrupted();
          }
        };
    Sent first = send("1");
    Sent second = send("2");
    runThreads();
    assertThat(first.rejection()).isEqualTo(Reason.USER_SERVER_ERROR);
    assertThat(second.rejection()).isNull();
    assertThat(pricedOn).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aKillThatComesTooLateHarmsNobody() throws Exception {
    BasketRequest request = Baskets.of("1", "A");
    List<Answer> answers = new ArrayList<>();
    worker.deliver(
        new BasketCall(
            request,
            answer -> {
              answers.add(answer);
              worker.kill();
            }));
    Sent second = send("2");
    runThreads();
    assertThat(answers).hasSize(1);
    assertThat(second.rejection()).isNull();
    assertThat(supervisor.died).isEmpty();
    worker.kill();
    assertThat(supervisor.died).isEmpty();
  }

  @Test
  void aWorkerThatIsNotAtWorkIsNotKilled() throws Exception {
    Sent sent = send("1");
    worker.kill();
    runThreads();
    assertThat(sent.rejection()).isNull();
    assertThat(supervisor.died).isEmpty();
  }

  @Test
  void aThrownErrorKillsTheWorkerButNotTheMailbox() throws Exception {
    Error error = new NoClassDefFoundError("gone");
    whilePricing =
        request -> {
          if (request.id().equals("1")) {
            throw error;
          }
        };
    Sent first = send("1");
    Sent second = send("2");
    runThreads();
    assertThat(first.rejection()).isEqualTo(Reason.USER_SERVER_ERROR);
    assertThat(second.rejection()).isNull();
    assertThat(supervisor.causes).containsExactly(error);
    assertThat(supervisor.ended).hasValue(1);
    assertThat(priceBook.releases).extracting(AtomicInteger::get).containsExactly(1, 1);
  }

  @Test
  void anAnswerThatThrowsDoesNotLeaveTheUserWithADeadWorker() throws Exception {
    worker.deliver(
        new BasketCall(
            Baskets.of("1", "A"),
            answer -> {
              throw new IllegalStateException("nobody listens");
            }));
    Sent second = send("2");
    runThreads();
    assertThat(second.rejection()).isNull();
    assertThat(supervisor.died).containsExactly("1");
    assertThat(supervisor.ended).hasValue(1);
  }

  @Test
  void whenNoThreadIsLeftTheMailboxIsAnsweredAllTheSame() throws Exception {
    whilePricing =
        request -> {
          executor =
              task -> {
                throw new RejectedExecutionException("stopping");
              };
          throw new IllegalStateException("dies");
        };
    Sent first = send("1");
    Sent second = send("2");
    Sent third = send("3");
    runThreads();
    assertThat(first.rejection()).isEqualTo(Reason.USER_SERVER_ERROR);
    assertThat(second.rejection()).isEqualTo(Reason.OVERLOADED);
    assertThat(third.rejection()).isEqualTo(Reason.OVERLOADED);
    assertThat(priced).containsExactly("1");
    assertThat(supervisor.ended).hasValue(1);
    assertThat(worker.deliver(new Sent(Baskets.of("4", "A")).call)).isEqualTo(Delivery.ENDED);
  }

  private Sent send(String id) {
    Sent sent = new Sent(Baskets.of(id, "A"));
    assertThat(worker.deliver(sent.call)).isEqualTo(Delivery.ACCEPTED);
    return sent;
  }

  /** Starts the worker, and then whatever thread it asks for, one after another. */
  private void runThreads() throws InterruptedException {
    Runnable next = worker;
    do {
      Thread thread = Thread.ofPlatform().start(next);
      thread.join();
      next = threads.poll();
    } while (next != null);
  }
}
