package supermarket.message.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.apache.activemq.util.ByteSequence;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.Item;
import supermarket.basket.api.Reason;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.operation.DeadLetter;
import supermarket.message.broker.Setup.Box;

/** What becomes of a request and its reply. */
class EmbeddedBrokerTest extends OnEmbeddedBroker {

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
    assertThat(broker.brokers().waiting()).isZero();
    assertThat(broker.brokers().connected()).isTrue();
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
    await().until(() -> broker.brokers().lateReplies() == 1);
    assertThat(answers.size()).isZero();
    assertThat(broker.brokers().timedOut()).isEqualTo(1);
    assertThat(broker.brokers().waiting()).isZero();
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
    frame.add(1, Setup.request("late", ANNA, 0), 0, RevisionId.NONE);
    frame.add(2, Setup.request("in time", ANNA, 0), 60_000, RevisionId.NONE);
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

  @Test
  void moreThanMayWaitAreRefusedAtOnce() throws InterruptedException {
    broker.consume("one", received::put);
    List<BasketCall> calls = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      calls.add(call("r" + i, Setup.user(i)));
    }
    broker.price(calls);
    assertThat(reason(answers.next("refusal"))).isEqualTo(Reason.OVERLOADED);
    assertThat(broker.brokers().waiting()).isEqualTo(100);
    for (int i = 0; i < 100; i++) {
      answer("one", received.next("request"));
    }
    await().until(() -> broker.brokers().waiting() == 0);
    assertThat(answers.size()).isEqualTo(100);
  }

  @Test
  void aBrokerWithoutRoomRefusesAtOnceAndHasRoomAgainLater()
      throws JMSException, InterruptedException {
    broker.stop();
    broker =
        Setup.started(
            new Settings(List.of(), "", Password.NONE, "test", "both", 1000, 1 << 20), clock);
    UserId longName = new UserId("sp1", "a".repeat(100_000));
    Announcement.Server frozen =
        new Announcement.Server("frozen", "supermarket.baskets.other.frozen.1", false);
    announce(false, frozen);
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              broker.price(List.of(call("r", longName)));
              return answers.size() > 0;
            });
    assertThat(reason(answers.next("refusal"))).isEqualTo(Reason.OVERLOADED);
    int held = broker.brokers().waiting();
    assertThat(held).as("refused for want of memory, not of room to wait").isBetween(1, 999);
    broker.consume("one", call -> answer("one", call));
    ActiveMQConnection connection = broker.connectors.getFirst().toReceive().connect();
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
    assertThat(broker.brokers().lateReplies()).isZero();
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
    fine.add(1, Setup.request("r", ANNA, 0), 5000, RevisionId.NONE);
    ByteSequence garbage = new ByteSequence(new byte[] {1, 2, 3});
    send(requests(), Sender.message(garbage, Queues.replies("test")));
    send(requests(), Sender.message(fine.content(), null));
    send(requests(), new ActiveMQTextMessage());
    send(broker.requester.lines().getFirst().replyQueue(), Sender.message(garbage, null));
    for (int i = 0; i < 40; i++) {
      broker.price(List.of(call("r", Setup.user(i))));
      assertThat(answers.next("answer").server()).isEqualTo("one");
    }
    assertThat(broker.brokers().unreadable()).isEqualTo(4);
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
  void oneUnreadableReplyCostsNoOtherOfItsMessage() throws JMSException, InterruptedException {
    broker.consume("one", received::put);
    broker.price(List.of(call("bad", ANNA), call("good", ANNA)));
    received.next("request");
    received.next("request");
    List<Waiting.Call> waiting = broker.requester.waiting();
    CborWriter out = Frame.writer(256);
    for (Waiting.Call call : waiting) {
      boolean bad = call.call().request().id().equals("bad");
      if (bad) {
        out.map(2);
        out.integer(0);
        out.integer(call.correlation());
        out.integer(4);
        out.array(3);
        out.text("NO CURRENCY");
        out.integer(2);
        out.integer(1);
      } else {
        ReplyFrame frame = new ReplyFrame();
        frame.add(call.correlation(), Setup.priced("one", call.call().request()));
        ByteSequence content = frame.content();
        out.raw(Arrays.copyOfRange(content.getData(), 3, content.getLength()));
      }
    }
    send(replies(), Sender.message(out.written(), null));
    List<Answer> both = List.of(answers.next("answer"), answers.next("answer"));
    assertThat(both)
        .extracting(answer -> answer.reply() instanceof BasketReply.Priced)
        .containsExactlyInAnyOrder(true, false);
    assertThat(broker.brokers().unreadable()).isEqualTo(1);
  }

  @Test
  void aReplyThatIsNotOneToItsBasketIsNotPassedOn() throws InterruptedException {
    broker.consume(
        "forger",
        call -> {
          BasketReply.Priced right =
              (BasketReply.Priced) Setup.priced("forger", call.request()).reply();
          call.answer()
              .accept(
                  new Answer(
                      new BasketReply.Priced(Setup.cents(1), right.lines()),
                      "forger",
                      RevisionId.NONE,
                      1,
                      2));
        });
    broker.price(List.of(call("r", ANNA)));
    assertThat(reason(answers.next("answer"))).isEqualTo(Reason.USER_SERVER_ERROR);
    assertThat(broker.brokers().unreadable()).isEqualTo(1);
    await()
        .untilAsserted(
            () ->
                assertThat(broker.deadLetters(1))
                    .extracting(DeadLetter::reason)
                    .containsExactly("a reply whose total is not the sum of its lines"));
  }

  @Test
  void aRequestThatCannotBeReadIsAnsweredAndCostsNoOther()
      throws JMSException, InterruptedException {
    broker.consume("one", received::put);
    RequestFrame frame = new RequestFrame();
    frame.add(1, bad(), 5000, RevisionId.NONE);
    frame.add(2, Setup.request("good", ANNA, 0), 5000, RevisionId.NONE);
    Box<Message> replies = new Box<>();
    ActiveMQConnection connection = broker.connectors.getFirst().toReceive().connect();
    connection
        .createSession(false, Session.AUTO_ACKNOWLEDGE)
        .createConsumer(Queues.replies("other"))
        .setMessageListener(replies::put);
    connection.start();
    send(requests(), Sender.message(spoilt(frame.content()), Queues.replies("other")));
    assertThat(received.next("the other").request().id()).isEqualTo("good");
    assertThat(replies.next("reply")).isNotNull();
    assertThat(broker.brokers().unreadable()).isEqualTo(1);
    connection.close();
  }

  private static BasketRequest bad() {
    return new BasketRequest(
        "bad", ANNA, List.of(new Item("BAD", 1)), Deadline.after(Duration.ofSeconds(5), 0));
  }

  /** The same, but with a quantity of 0, which no item has that was made here. */
  private static ByteSequence spoilt(ByteSequence content) {
    byte[] bytes = content.getData();
    int product =
        new String(bytes, content.getOffset(), content.getLength(), StandardCharsets.ISO_8859_1)
            .indexOf("BAD\u0001");
    assertThat(product).isNotNegative();
    bytes[content.getOffset() + product + 3] = 0;
    return content;
  }

  @Test
  void announcementsArePlausibleOrDropped() throws JMSException {
    announce(false, new Announcement.Server("s", "supermarket.baskets.another.s.1", false));
    Announcement.Server[] many = new Announcement.Server[256];
    for (int i = 0; i < many.length; i++) {
      many[i] = new Announcement.Server("s" + i, "supermarket.baskets.other.s" + i + ".1", false);
    }
    announce(false, many);
    Announcement gateway =
        new Announcement(new NodeId("other", "1"), "gateway", false, List.of(many[0]), Map.of());
    send(Queues.GATEWAYS, Sender.message(gateway.content(), null));
    // With the embedded broker all of them have been heard by now.
    assertThat(broker.brokers().unreadable()).isEqualTo(3);
    assertThat(broker.partitions()).isEmpty();
  }

  /** A gateway cannot take a node's leave for it. */
  @Test
  void whereGatewaysSpeakNobodySpeaksForABasketNode() throws JMSException {
    announce(false, new Announcement.Server("s", "supermarket.baskets.other.s.1", false));
    Announcement last =
        new Announcement(new NodeId("other", "1"), "basket", true, List.of(), Map.of());
    send(Queues.GATEWAYS, Sender.message(last.content(), null));
    assertThat(broker.partitions()).hasSize(1);
  }

  private ActiveMQQueue replies() {
    return broker.requester.lines().getFirst().replyQueue();
  }

  @Test
  void stoppingWaitsForAnswersThatAreUnderWay() throws InterruptedException {
    broker.consume("one", received::put);
    broker.price(List.of(call("r1", ANNA)));
    BasketCall handedOver = received.next("request");
    Thread stopping = Thread.ofPlatform().start(broker::stop);
    await().until(() -> !broker.brokers().connected());
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
