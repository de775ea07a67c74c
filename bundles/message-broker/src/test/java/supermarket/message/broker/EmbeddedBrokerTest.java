package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.apache.activemq.util.ByteSequence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketQueue.Subscription;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.DeadLetter;
import supermarket.basket.api.PartitionShare;
import supermarket.basket.api.Reason;
import supermarket.basket.api.UserId;
import supermarket.message.broker.Setup.Box;
import supermarket.message.broker.Setup.Clock;

class EmbeddedBrokerTest {

  private static final UserId ANNA = new UserId("sp1", "anna");

  private final Clock clock = new Clock();
  private final Box<Answer> answers = new Box<>();
  private final Box<BasketCall> received = new Box<>();
  private MessageBroker broker;

  @BeforeEach
  void start() {
    broker = Setup.started(Setup.embedded(100), clock);
  }

  @AfterEach
  void stop() {
    broker.stop();
  }

  private BasketCall call(String id, UserId owner) {
    return Setup.call(id, owner, clock, answers);
  }

  private static void answer(String server, BasketCall call) {
    call.answer().accept(Setup.priced(server, call.request()));
  }

  private static Reason reason(Answer answer) {
    return ((BasketReply.Rejected) answer.reply()).reason();
  }

  @Test
  void aBatchOfManyUsersComesBackAnswered() throws InterruptedException {
    broker.consume("one", call -> answer("one", call));
    Map<String, Box<Answer>> boxes = new HashMap<>();
    List<BasketCall> calls = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Box<Answer> box = new Box<>();
      boxes.put("r" + i, box);
      calls.add(Setup.call("r" + i, Setup.user(i), clock, box));
    }
    broker.price(calls);
    for (BasketCall call : calls) {
      assertThat(boxes.get(call.request().id()).next("answer"))
          .isEqualTo(Setup.priced("one", call.request()));
    }
    assertThat(broker.status().waiting()).isZero();
    assertThat(broker.status().connected()).isTrue();
  }

  @Test
  void whatArrivesIsWhatWasSent() throws InterruptedException {
    broker.consume("one", received::put);
    BasketCall sent = call("r1", ANNA);
    broker.price(List.of(sent));
    BasketCall handedOver = received.next("request");
    BasketRequest request = handedOver.request();
    assertThat(request.id()).isEqualTo(sent.request().id());
    assertThat(request.owner()).isEqualTo(sent.request().owner());
    assertThat(request.items()).isEqualTo(sent.request().items());
    // Less the milliseconds that it was in the broker, by the clock on the wall.
    assertThat(request.deadline().remaining(clock.getAsLong()))
        .isPositive()
        .isLessThanOrEqualTo(sent.request().deadline().remaining(clock.getAsLong()));
    answer("one", handedOver);
  }

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
  void aRequestIsAnsweredAtItsDeadlineAndALateReplyIsDropped() throws InterruptedException {
    broker.consume("one", received::put);
    broker.price(List.of(call("r1", ANNA)));
    BasketCall handedOver = received.next("request");
    clock.advance(Duration.ofMillis(4_999));
    broker.requester.sweep();
    assertThat(answers.size()).isZero();
    clock.advance(Duration.ofMillis(2));
    broker.requester.sweep();
    assertThat(reason(answers.next("answer"))).isEqualTo(Reason.TIMEOUT);
    answer("one", handedOver);
    await().until(() -> broker.status().lateReplies() == 1);
    assertThat(answers.size()).isZero();
    assertThat(broker.status().timedOut()).isEqualTo(1);
    assertThat(broker.status().waiting()).isZero();
  }

  @Test
  void aRequestPastItsDeadlineIsNotSent() throws InterruptedException {
    broker.consume("one", received::put);
    BasketCall late = call("late", ANNA);
    clock.advance(Duration.ofSeconds(5));
    broker.price(List.of(late));
    assertThat(reason(answers.next("answer"))).isEqualTo(Reason.TIMEOUT);
    broker.price(List.of(call("in time", ANNA)));
    BasketCall handedOver = received.next("request");
    assertThat(handedOver.request().id()).isEqualTo("in time");
    answer("one", handedOver);
  }

  @Test
  void aRequestPastItsDeadlineIsNotHandedOver() throws JMSException, InterruptedException {
    broker.consume("one", received::put);
    RequestFrame frame = new RequestFrame();
    frame.add(1, Setup.request("late", ANNA, 0), 0);
    frame.add(2, Setup.request("in time", ANNA, 0), 60_000);
    send(requests(), Sender.message(frame.content(), Queues.replies("other")));
    BasketCall handedOver = received.next("request");
    assertThat(handedOver.request().id()).isEqualTo("in time");
    assertThat(broker.queue.expired()).isEqualTo(1);
    answer("one", handedOver);
  }

  @Test
  void timeInTheBrokerCountsByTheBrokersClock() {
    ActiveMQTextMessage message = new ActiveMQTextMessage();
    message.setTimestamp(1);
    message.setBrokerInTime(1_000_000);
    message.setBrokerOutTime(1_000_250);
    assertThat(Received.millisInBroker(message)).isEqualTo(250);
    message.setBrokerOutTime(0);
    assertThat(Received.millisInBroker(message)).isZero();
  }

  /** Where the only consumer consumes. */
  private ActiveMQQueue requests() {
    return new ActiveMQQueue(broker.queue.queues(0).getFirst());
  }

  private void send(ActiveMQDestination queue, Message message) throws JMSException {
    ActiveMQConnection connection = broker.connectors.getFirst().sending();
    Sender.open(connection).send(queue, message, 5000);
    connection.close();
  }

  @Test
  void moreThanMayWaitAreRefusedAtOnce() throws InterruptedException {
    broker.consume("one", received::put);
    List<BasketCall> calls = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      calls.add(call("r" + i, Setup.user(i)));
    }
    broker.price(calls);
    assertThat(reason(answers.next("refusal"))).isEqualTo(Reason.OVERLOADED);
    assertThat(broker.status().waiting()).isEqualTo(100);
    for (int i = 0; i < 100; i++) {
      answer("one", received.next("request"));
    }
    await().until(() -> broker.status().waiting() == 0);
    assertThat(answers.size()).isEqualTo(100);
  }

  @Test
  void aBrokerWithoutRoomRefusesAtOnceAndHasRoomAgainLater()
      throws JMSException, InterruptedException {
    broker.stop();
    broker = Setup.started(new Settings(List.of(), "", "", "test", "both", 1000, 1 << 20), clock);
    UserId longName = new UserId("sp1", "a".repeat(100_000));
    Announcement.Server frozen =
        new Announcement.Server("frozen", "supermarket.baskets.frozen", false);
    announce(false, frozen);
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              broker.price(List.of(call("r", longName)));
              return answers.size() > 0;
            });
    assertThat(reason(answers.next("refusal"))).isEqualTo(Reason.OVERLOADED);
    int held = broker.status().waiting();
    assertThat(held).as("refused for want of memory, not of room to wait").isBetween(1, 999);
    broker.consume("one", call -> answer("one", call));
    ActiveMQConnection connection = broker.connectors.getFirst().receiving();
    connection
        .createSession(false, Session.AUTO_ACKNOWLEDGE)
        .createConsumer(new ActiveMQQueue(frozen.queue()))
        .setMessageListener(message -> {});
    connection.start();
    await().until(() -> !broker.connectors.getFirst().full());
    connection.close();
    announce(true);
    for (int i = 0; i < held; i++) {
      assertThat(answers.next("answer").server()).isEqualTo("one");
    }
  }

  /** Another node says something. */
  private void announce(boolean ended, Announcement.Server... servers) throws JMSException {
    Announcement words =
        new Announcement(new NodeId("other", "1"), "basket", ended, List.of(servers));
    send(Queues.NODES, Sender.message(words.content(), null));
  }

  @Test
  void anotherTakesOverFromANodeThatEndsOrIsSilent() throws JMSException, InterruptedException {
    for (boolean ends : new boolean[] {true, false}) {
      announce(false, new Announcement.Server("dies", "supermarket.baskets.dies", false));
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
    assertThat(broker.status().resent()).isEqualTo(2);
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
    announce(false, new Announcement.Server("lives", "supermarket.baskets.lives", false));
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
      announce(false, new Announcement.Server("dies", "supermarket.baskets.dies", false));
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
  void anAnswerGivenTwiceCountsOnce() throws InterruptedException {
    broker.consume(
        "one",
        call -> {
          answer("first", call);
          answer("second", call);
        });
    broker.price(List.of(call("r1", ANNA)));
    assertThat(answers.next("answer").server()).isEqualTo("first");
    broker.price(List.of(call("r2", ANNA)));
    assertThat(answers.next("answer").server()).isEqualTo("first");
    assertThat(broker.status().lateReplies()).isZero();
  }

  @Test
  void aHandlerThatThrowsFailsOnlyItsBasket() throws InterruptedException {
    broker.consume(
        "one",
        call -> {
          if (call.request().id().equals("bad")) {
            throw new IllegalStateException("on purpose");
          }
          answer("one", call);
        });
    broker.price(List.of(call("bad", ANNA)));
    assertThat(reason(answers.next("answer"))).isEqualTo(Reason.USER_SERVER_ERROR);
    broker.price(List.of(call("good", ANNA)));
    assertThat(answers.next("answer").server()).isEqualTo("one");
  }

  @Test
  void aCallerThatThrowsFailsOnlyItsAnswer() throws InterruptedException {
    broker.consume("one", call -> answer("one", call));
    broker.price(
        List.of(
            new BasketCall(
                Setup.request("bad", ANNA, clock.getAsLong()),
                answer -> {
                  throw new IllegalStateException("on purpose");
                }),
            call("good", ANNA)));
    assertThat(answers.next("answer").server()).isEqualTo("one");
  }

  @Test
  void messagesThatCannotBeReadBlockNobody() throws JMSException, InterruptedException {
    broker.consume("one", call -> answer("one", call));
    RequestFrame fine = new RequestFrame();
    fine.add(1, Setup.request("r", ANNA, 0), 5000);
    ByteSequence garbage = new ByteSequence(new byte[] {1, 2, 3});
    send(requests(), Sender.message(garbage, Queues.replies("test")));
    send(requests(), Sender.message(fine.content(), null));
    send(requests(), new ActiveMQTextMessage());
    send(broker.requester.replyQueue(), Sender.message(garbage, null));
    for (int i = 0; i < 40; i++) {
      broker.price(List.of(call("r", Setup.user(i))));
      assertThat(answers.next("answer").server()).isEqualTo("one");
    }
    assertThat(broker.status().unreadable()).isEqualTo(4);
    await().until(() -> broker.deadLetters(10).size() == 4);
    assertThat(broker.deadLetters(10))
        .extracting(DeadLetter::what, DeadLetter::reason, DeadLetter::bytes)
        .containsExactlyInAnyOrder(
            tuple("request", "it is not CBOR", 3),
            tuple(
                "request",
                "its replies would go to no queue for replies",
                fine.content().getLength()),
            tuple("request", "it is not a plain BytesMessage", 0),
            tuple("reply", "it is not CBOR", 3));
    assertThat(broker.deadLetters(2)).hasSize(2);
    assertThat(broker.deadLetters(10).getFirst().beginning()).isEqualTo("010203");
  }

  @Test
  void stoppingWaitsForAnswersThatAreUnderWay() throws InterruptedException {
    broker.consume("one", received::put);
    broker.price(List.of(call("r1", ANNA)));
    BasketCall handedOver = received.next("request");
    Thread stopping = Thread.ofPlatform().start(broker::stop);
    await().until(() -> !broker.status().connected());
    broker.price(List.of(call("r2", ANNA)));
    assertThat(reason(answers.next("refusal"))).isEqualTo(Reason.BROKER_UNAVAILABLE);
    answer("one", handedOver);
    assertThat(answers.next("answer").server()).isEqualTo("one");
    stopping.join();
  }

  @Test
  void whatNobodyHasTakenIsAnsweredWhenItStops() throws InterruptedException {
    broker.price(List.of(call("r1", ANNA)));
    assertThat(answers.size()).as("somebody may still come").isZero();
    broker.stop();
    assertThat(reason(answers.next("answer"))).isEqualTo(Reason.BROKER_UNAVAILABLE);
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

  @Test
  void stoppingLeavesNoThread() throws InterruptedException {
    broker.stop();
    await().until(() -> threads().isEmpty());
    broker = Setup.started(Setup.embedded(100), System::nanoTime);
    for (String server : List.of("one", "two", "three")) {
      broker.consume(server, call -> answer(server, call));
    }
    for (int i = 0; i < 2_000; i++) {
      broker.price(List.of(Setup.call("r", Setup.user(i), System::nanoTime, answers)));
      assertThat(answers.next("answer").reply()).isInstanceOf(BasketReply.Priced.class);
    }
    assertThat(threads()).isNotEmpty();
    broker.stop();
    await().untilAsserted(() -> assertThat(threads()).isEmpty());
  }

  /** The platform threads that this bundle or ActiveMQ started. */
  static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains("ActiveMQ") || name.contains("broker"))
        .toList();
  }
}
