package supermarket.message.broker;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.List;
import java.util.Map;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.command.ActiveMQDestination;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.Reason;
import supermarket.basket.api.UserId;
import supermarket.message.broker.Setup.Box;
import supermarket.message.broker.Setup.Clock;

/** A node with an embedded broker for each test, and what it is told and answers. */
abstract class OnEmbeddedBroker {

  static final UserId ANNA = new UserId("sp1", "anna");

  final Clock clock = new Clock();
  final Box<Answer> answers = new Box<>();
  final Box<BasketCall> received = new Box<>();
  MessageBroker broker;

  @BeforeEach
  void start() {
    broker = Setup.started(Setup.embedded(100), clock);
  }

  @AfterEach
  void stop() {
    broker.stop();
  }

  BasketCall call(String id, UserId owner) {
    return Setup.call(id, owner, clock, answers);
  }

  static void answer(String server, BasketCall call) {
    call.answer().accept(Setup.priced(server, call.request()));
  }

  static Reason reason(Answer answer) {
    return ((BasketReply.Rejected) answer.reply()).reason();
  }

  void send(ActiveMQDestination queue, Message message) throws JMSException {
    ActiveMQConnection connection = broker.connectors.getFirst().toSend().connect();
    Sender.open(connection).send(queue, message, 5000);
    connection.close();
  }

  /** Another node says something. */
  void announce(boolean ended, Announcement.Server... servers) throws JMSException {
    Announcement words =
        new Announcement(new NodeId("other", "1"), "basket", ended, List.of(servers), Map.of());
    send(Queues.BASKET_NODES, Sender.message(words.content(), null));
  }
}
