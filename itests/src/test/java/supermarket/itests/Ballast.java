package supermarket.itests;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.command.ActiveMQQueue;

/** Messages that nobody wants, which take the memory of a broker until this is closed. */
final class Ballast implements AutoCloseable {

  private static final ActiveMQQueue QUEUE = new ActiveMQQueue("supermarket.baskets.ballast");
  private static final int BYTES = 10_000;
  private static final int MOST = 10_000;
  private static final long PATIENCE_MILLIS = 10_000;

  private final Connection connection;
  private final Session session;
  private int messages;

  Ballast(BrokerProcess broker) throws JMSException {
    ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker.uri());
    // So that whoever sends waits for what the broker says to it.
    factory.setAlwaysSyncSend(true);
    factory.setWatchTopicAdvisories(false);
    connection = factory.createConnection(BrokerProcess.USER, BrokerProcess.PASSWORD);
    connection.start();
    session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
  }

  /** Sends until the broker has no room. */
  void fill() throws JMSException {
    try (MessageProducer producer = session.createProducer(QUEUE)) {
      producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
      while (messages < MOST) {
        var message = session.createBytesMessage();
        message.writeBytes(new byte[BYTES]);
        producer.send(message);
        messages++;
      }
      throw new AssertionError("the broker takes everything");
    } catch (ResourceAllocationException full) {
      // As it should be.
    }
  }

  /** Takes it all out again. */
  @Override
  public void close() throws JMSException {
    try (connection;
        MessageConsumer consumer = session.createConsumer(QUEUE)) {
      for (; messages > 0; messages--) {
        if (consumer.receive(PATIENCE_MILLIS) == null) {
          throw new AssertionError(messages + " messages are missing");
        }
      }
    }
  }
}
