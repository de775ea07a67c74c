package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Reason;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.basket.BasketQueue.Subscription;
import supermarket.basket.api.operation.PartitionShare;

/** Which consumer gets whose baskets, and what happens to those of one that goes away. */
class RoutingTest extends OnEmbeddedBroker {

  @Test
  void requestsOfAUserKeepTheirOrderAndTheirConsumer() {
    Map<UserId, List<String>> order = new ConcurrentHashMap<>();
    Map<UserId, Set<String>> servers = new ConcurrentHashMap<>();
    for (String server : List.of("one", "two", "three")) {
      broker.consume(
          server,
          call -> {
            UserId owner = call.request().owner();
            order.computeIfAbsent(owner, key -> new ArrayList<>()).add(call.request().id());
            servers.computeIfAbsent(owner, key -> new HashSet<>()).add(server);
            answer(server, call);
          });
    }
    Map<UserId, List<String>> expected = new HashMap<>();
    for (int round = 0; round < 50; round++) {
      List<BasketCall> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        UserId user = Setup.user(i % 30);
        String id = round + "-" + i;
        calls.add(call(id, user));
        expected.computeIfAbsent(user, key -> new ArrayList<>()).add(id);
      }
      broker.price(calls);
      int sent = (round + 1) * calls.size();
      await().until(() -> answers.size() == sent);
    }
    assertThat(order).isEqualTo(expected);
    assertThat(servers.values()).allMatch(names -> names.size() == 1);
  }

  @Test
  void partitionsAreSpreadOverTheConsumersWheneverTheyCame() throws InterruptedException {
    for (int consumers = 1; consumers <= 6; consumers++) {
      String server = "server-" + consumers;
      broker.consume(server, call -> answer(server, call));
      assertThat(broker.partitions()).hasSize(consumers);
      int least = Assignment.PARTITIONS / consumers;
      assertThat(broker.partitions())
          .allMatch(share -> share.partitions() == least || share.partitions() == least + 1);
      assertThat(servers()).hasSize(consumers);
    }
  }

  @Test
  void theOthersTakeOverWhenAConsumerLeaves() throws InterruptedException {
    Subscription first = broker.consume("one", call -> answer("one", call));
    broker.consume("two", call -> answer("two", call));
    Set<String> before = servers();
    assertThat(before).containsExactlyInAnyOrder("one", "two");
    first.close();
    first.close();
    assertThat(servers()).containsExactly("two");
  }

  private Set<String> servers() throws InterruptedException {
    List<BasketCall> calls = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      calls.add(call("r", Setup.user(i)));
    }
    broker.price(calls);
    Set<String> servers = new HashSet<>();
    for (int i = 0; i < calls.size(); i++) {
      servers.add(answers.next("answer").server());
    }
    return servers;
  }

  @Test
  void whoeverTakesOverIsToldWhatItsUsersWerePricedWith() throws InterruptedException {
    RevisionId eighth = new RevisionId("chain", 8);
    Queue<BasketRequest> requests = new ConcurrentLinkedQueue<>();
    Consumer<BasketCall> prices =
        call -> {
          requests.add(call.request());
          call.answer().accept(priced(call, eighth));
        };
    Subscription first = broker.consume("first", prices);
    broker.price(List.of(call("one", ANNA)));
    answers.next("one");
    broker.consume("second", prices);
    first.close();
    broker.price(List.of(call("two", ANNA)));
    answers.next("two");
    assertThat(requests)
        .extracting(BasketRequest::revision)
        .containsExactly(RevisionId.NONE, eighth);
  }

  private static Answer priced(BasketCall call, RevisionId revision) {
    Answer answer = Setup.priced("any", call.request());
    return new Answer(
        answer.reply(), answer.server(), revision, answer.waitedNanos(), answer.pricedNanos());
  }

  @Test
  void anotherTakesOverFromANodeThatEndsOrIsSilent() throws JMSException, InterruptedException {
    for (boolean ends : new boolean[] {true, false}) {
      announce(
          false, new Announcement.Server("dies", "supermarket.baskets.other.dies.dies", false));
      assertThat(broker.partitions()).extracting(PartitionShare::server).contains("other/dies");
      broker.price(List.of(call("r", ANNA)));
      Subscription one = broker.consume("one", call -> answer("one", call));
      if (ends) {
        announce(true);
      } else {
        silence();
      }
      assertThat(answers.next("answer").server()).isEqualTo("one");
      one.close();
    }
    assertThat(broker.brokers().resent()).isEqualTo(2);
  }

  /** So long that the other node is taken for dead, in steps in which this one is not. */
  private void silence() {
    for (int step = 0; step < 5; step++) {
      clock.advance(Duration.ofMillis(500));
      broker.requester.tick();
      broker.queue.announcer(0).announce();
    }
  }

  @Test
  void whenThisProcessDidNotRunNobodyIsTakenForDead() throws JMSException {
    announce(
        false, new Announcement.Server("lives", "supermarket.baskets.other.lives.lives", false));
    clock.advance(Duration.ofSeconds(10));
    broker.requester.tick();
    assertThat(broker.partitions()).extracting(PartitionShare::server).contains("other/lives");
    silence();
    assertThat(broker.partitions()).isEmpty();
  }

  @Test
  void aBasketUnderWhichServersKeepEndingIsGivenUp() throws JMSException, InterruptedException {
    broker.price(List.of(call("r", ANNA)));
    for (int life = 0; life <= Router.MOST_MOVES; life++) {
      assertThat(answers.size()).isZero();
      announce(
          false, new Announcement.Server("dies", "supermarket.baskets.other.dies.dies", false));
      announce(true);
    }
    assertThat(reason(answers.next("answer"))).isEqualTo(Reason.USER_SERVER_ERROR);
  }

  @Test
  void noBasketIsLostWhileConsumersComeAndGo() throws Exception {
    broker.consume("stays", call -> Thread.startVirtualThread(() -> answer("stays", call)));
    Thread coming =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    broker
                        .consume(
                            "goes", call -> Thread.startVirtualThread(() -> answer("goes", call)))
                        .close();
                  }
                });
    int rounds = 0;
    while (coming.isAlive() || rounds == 0) {
      List<BasketCall> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        calls.add(call("r", Setup.user(i)));
      }
      broker.price(calls);
      for (int i = 0; i < calls.size(); i++) {
        assertThat(answers.next("answer").reply()).isInstanceOf(BasketReply.Priced.class);
      }
      rounds++;
    }
    coming.join();
    assertThat(broker.embedded.queues()).as("none for each of the hundred").isLessThan(20);
  }

  @Test
  void whoeverComesInTimeTakesWhatHasWaited() throws InterruptedException {
    broker.price(List.of(call("r1", ANNA)));
    broker.consume("one", call -> answer("one", call));
    assertThat(answers.next("answer").server()).isEqualTo("one");
  }

  @Test
  void whenNobodyHasBeenThereForAWhileBasketsAreRefusedAtOnce() throws InterruptedException {
    broker.consume("one", call -> answer("one", call)).close();
    clock.advance(Duration.ofMillis(2_999));
    broker.price(List.of(call("r1", ANNA)));
    assertThat(answers.size()).isZero();
    clock.advance(Duration.ofMillis(1));
    broker.price(List.of(call("r2", ANNA)));
    assertThat(reason(answers.next("refusal"))).isEqualTo(Reason.BROKER_UNAVAILABLE);
    broker.consume("two", call -> answer("two", call));
    assertThat(answers.next("answer to the first").server()).isEqualTo("two");
  }
}
