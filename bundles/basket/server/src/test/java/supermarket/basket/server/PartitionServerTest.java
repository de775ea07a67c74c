package supermarket.basket.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.Reason;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.basket.UserWorkers;
import supermarket.basket.api.operation.WorkerStatus;

class PartitionServerTest {

  private static final UserId ANN = new UserId("sp1", "ann");
  private static final UserId BOB = new UserId("sp1", "bob");
  private static final BasketReply PRICED =
      new BasketReply.Priced(Money.parse("EUR 0.00"), List.of());

  private final ScriptedWorkers scripted = new ScriptedWorkers();
  private final List<Answer> answers = new ArrayList<>();
  private long now;

  /** User workers that do what the test says, when it says so. */
  private static final class ScriptedWorkers implements UserWorkers {
    private final List<Worker> started = new ArrayList<>();
    private boolean stopping;

    @Override
    public UserWorker start(UserId user, String server, BasketCall first, Supervisor supervisor) {
      if (stopping) {
        throw new IllegalStateException("stopping");
      }
      Worker worker = new Worker(user, supervisor);
      worker.mailbox.add(first);
      started.add(worker);
      return worker;
    }

    private static final class Worker implements UserWorker {
      private final UserId user;
      private final Supervisor supervisor;
      private final Queue<BasketCall> mailbox = new ArrayDeque<>();
      private Delivery delivery = Delivery.ACCEPTED;
      private boolean killed;

      private Worker(UserId user, Supervisor supervisor) {
        this.user = user;
        this.supervisor = supervisor;
      }

      @Override
      public Delivery deliver(BasketCall call) {
        if (delivery == Delivery.ACCEPTED) {
          mailbox.add(call);
        }
        return delivery;
      }

      @Override
      public void kill() {
        killed = true;
      }

      @Override
      public WorkerStatus status() {
        return new WorkerStatus(user, mailbox.size(), "", 0);
      }

      private void answer(BasketReply reply) {
        mailbox.remove().answer().accept(new Answer(reply, "s1", RevisionId.NONE, 0, 0));
      }

      private void end() {
        delivery = Delivery.ENDED;
        supervisor.ended(this);
      }
    }
  }

  private PartitionServer server(int maxInFlight) {
    return new PartitionServer(settings("s1", maxInFlight, 50), scripted, () -> now);
  }

  private void price(PartitionServer server, UserId user) {
    server.price(
        new BasketCall(
            new BasketRequest("r", user, List.of(), new Deadline(now + 1_000)), answers::add));
  }

  private Reason lastReason() {
    return ((BasketReply.Rejected) answers.getLast().reply()).reason();
  }

  @Test
  void theBasketsOfOneUserGoToOneWorker() {
    PartitionServer server = server(10);

    price(server, ANN);
    price(server, ANN);
    price(server, BOB);

    assertThat(scripted.started).map(worker -> worker.user).containsExactly(ANN, BOB);
    assertThat(server.status().workers())
        .map(WorkerStatus::waiting)
        .containsExactlyInAnyOrder(2, 1);
    assertThat(server.status().inFlight()).isEqualTo(3);
  }

  @Test
  void anAnswerIsPassedOnOnceAndCounted() {
    PartitionServer server = server(10);
    price(server, ANN);
    price(server, ANN);

    scripted.started.getFirst().answer(PRICED);
    scripted.started.getFirst().answer(new BasketReply.Rejected(Reason.TIMEOUT, "late"));

    assertThat(answers).hasSize(2);
    assertThat(server.status().priced()).isEqualTo(1);
    assertThat(server.status().rejected()).isEqualTo(1);
    assertThat(server.status().inFlight()).isZero();
  }

  @Test
  void aWorkerThatEndsGoesAwayAndTheNextBasketGetsANewOne() {
    PartitionServer server = server(10);
    price(server, ANN);
    scripted.started.getFirst().answer(PRICED);
    scripted.started.getFirst().end();
    assertThat(server.status().workers()).isEmpty();

    price(server, ANN);

    assertThat(scripted.started).hasSize(2);
  }

  @Test
  void aWorkerThatHasEndedButIsNotGoneYetIsReplaced() {
    PartitionServer server = server(10);
    price(server, ANN);
    ScriptedWorkers.Worker first = scripted.started.getFirst();
    first.delivery = UserWorkers.Delivery.ENDED;

    price(server, ANN);
    first.end();

    assertThat(scripted.started).hasSize(2);
    assertThat(server.status().workers()).as("the end of the old one").hasSize(1);
  }

  @Test
  void pastTheBoundABasketIsRefusedAtOnce() {
    PartitionServer server = server(2);
    price(server, ANN);
    price(server, BOB);

    price(server, ANN);

    assertThat(lastReason()).isEqualTo(Reason.OVERLOADED);
    scripted.started.getFirst().answer(PRICED);
    price(server, ANN);
    assertThat(answers).as("there is room again").hasSize(2);
  }

  @Test
  void aFullMailboxRefusesItsUserOnly() {
    PartitionServer server = server(10);
    price(server, ANN);
    scripted.started.getFirst().delivery = UserWorkers.Delivery.FULL;

    price(server, ANN);
    price(server, BOB);

    assertThat(answers).hasSize(1);
    assertThat(lastReason()).isEqualTo(Reason.OVERLOADED);
    assertThat(server.status().inFlight()).isEqualTo(2);
  }

  @Test
  void aBasketPastItsDeadlineIsNotWorkedOn() {
    PartitionServer server = server(10);

    server.price(
        new BasketCall(new BasketRequest("r", ANN, List.of(), new Deadline(now)), answers::add));

    assertThat(lastReason()).isEqualTo(Reason.TIMEOUT);
    assertThat(scripted.started).isEmpty();
  }

  @Test
  void killingReachesTheUsersWorkerOnly() {
    PartitionServer server = server(10);
    price(server, ANN);
    price(server, BOB);

    assertThat(server.kill(ANN)).isTrue();
    assertThat(server.kill(new UserId("sp1", "nobody"))).isFalse();

    assertThat(scripted.started).map(worker -> worker.killed).containsExactly(true, false);
  }

  @Test
  void aDeadWorkerIsCountedAndTheServerGoesOn() {
    PartitionServer server = server(10);
    price(server, ANN);
    ScriptedWorkers.Worker worker = scripted.started.getFirst();
    BasketRequest request = worker.mailbox.element().request();
    worker.answer(new BasketReply.Rejected(Reason.USER_SERVER_ERROR, "died"));

    worker.supervisor.died(worker, request, new IllegalStateException("killed"));
    price(server, ANN);

    assertThat(server.status().workersDied()).isEqualTo(1);
    assertThat(worker.mailbox).hasSize(1);
  }

  @Test
  void whenTheUserBundleStopsBasketsAreRefused() {
    PartitionServer server = server(10);
    scripted.stopping = true;

    price(server, ANN);

    assertThat(lastReason()).isEqualTo(Reason.OVERLOADED);
    assertThat(server.status().inFlight()).isZero();
  }

  @Test
  void stoppingWaitsForBasketsInFlightAndRefusesNewOnes() throws InterruptedException {
    PartitionServer server = new PartitionServer(settings("s1", 10, 30_000), scripted, () -> now);
    price(server, ANN);
    AtomicBoolean stopped = new AtomicBoolean();
    Thread stopping =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    server.stop();
                    stopped.set(true);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
    price(server, BOB);
    assertThat(lastReason()).isEqualTo(Reason.OVERLOADED);
    assertThat(stopped).isFalse();

    scripted.started.getFirst().answer(PRICED);

    stopping.join(Duration.ofSeconds(10));
    assertThat(stopped).isTrue();
  }

  @Test
  void stoppingIsBounded() throws InterruptedException {
    PartitionServer server = server(10);
    price(server, ANN);

    server.stop();

    assertThat(server.status().inFlight()).isEqualTo(1);
  }

  @Test
  void aBadConfigurationSaysWhatIsWrong() {
    assertThatThrownBy(() -> settings("", 1, 1)).hasMessageContaining("name must be");
    assertThatThrownBy(() -> settings("a b", 1, 1)).hasMessageContaining("name must be");
    assertThatThrownBy(() -> settings("s1", 0, 1))
        .hasMessage("max.in.flight must be a whole number from 1 to 10000000");
  }

  private static Settings settings(String name, int maxInFlight, long stopTimeoutMillis) {
    return new Settings(name, maxInFlight, Duration.ofMillis(stopTimeoutMillis));
  }
}
