package supermarket.itests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.command.ActiveMQTopic;

/** A client of the broker that has the password of a role, and does with it what it likes. */
final class Intruder implements AutoCloseable {

  static final ActiveMQTopic BASKET_NODES = new ActiveMQTopic("supermarket.nodes.basket");

  private static final Pattern QUEUE = Pattern.compile("supermarket\\.baskets\\.[A-Za-z0-9_.-]+");
  private static final long PATIENCE_MILLIS = 10_000;

  private final ActiveMQConnection connection;
  private final Session session;

  /**
   * Connects.
   *
   * @param user whose password it has
   */
  Intruder(BrokerProcess broker, String user) throws JMSException {
    ActiveMQConnectionFactory factory =
        new ActiveMQConnectionFactory(user, BrokerProcess.password(user), broker.uri().toString());
    // So that whoever sends waits for what the broker says to it.
    factory.setAlwaysSyncSend(true);
    factory.setWatchTopicAdvisories(false);
    connection = (ActiveMQConnection) factory.createConnection();
    connection.start();
    session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
  }

  Session session() {
    return session;
  }

  /** The queues of the basket servers of the node that is heard next. */
  List<String> basketQueues() throws JMSException {
    try (MessageConsumer nodes = session.createConsumer(BASKET_NODES)) {
      if (nodes.receive(PATIENCE_MILLIS) instanceof BytesMessage announcement) {
        byte[] bytes = new byte[(int) announcement.getBodyLength()];
        announcement.readBytes(bytes);
        return QUEUE
            .matcher(new String(bytes, ISO_8859_1))
            .results()
            .map(MatchResult::group)
            .toList();
      }
      throw new AssertionError("no node announces itself");
    }
  }

  void send(Destination to, byte[] bytes) throws JMSException {
    try (MessageProducer producer = session.createProducer(to)) {
      producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
      BytesMessage message = session.createBytesMessage();
      message.writeBytes(bytes);
      producer.send(message);
    }
  }

  @Override
  public void close() throws JMSException {
    connection.close();
  }
}
