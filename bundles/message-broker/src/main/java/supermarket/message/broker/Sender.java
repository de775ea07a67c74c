package supermarket.message.broker;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.command.ActiveMQBytesMessage;
import org.apache.activemq.util.ByteSequence;
import org.jspecify.annotations.Nullable;

/** What is open to send messages. For one thread at a time. */
final class Sender {

  private final MessageProducer producer;

  private Sender(MessageProducer producer) {
    this.producer = producer;
  }

  static Sender open(ActiveMQConnection connection) throws JMSException {
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    MessageProducer producer = session.createProducer(null);
    producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    producer.setDisableMessageID(true);
    // The moment of sending is read by nobody of ours, but brokers that set a message's end by
    // their
    // own clock leave those alone that have none.
    producer.setDisableMessageTimestamp(false);
    return new Sender(producer);
  }

  /**
   * Makes a message.
   *
   * @param content becomes the message's, not copied
   * @param replyTo where replies go, or null
   */
  static ActiveMQBytesMessage message(ByteSequence content, @Nullable Destination replyTo)
      throws JMSException {
    ActiveMQBytesMessage message = new ActiveMQBytesMessage();
    message.setContent(content);
    if (replyTo != null) {
      message.setJMSReplyTo(replyTo);
    }
    return message;
  }

  /**
   * Sends a message.
   *
   * @param millis how long the broker is to keep it, by {@link Connector#timeToLive}
   */
  void send(Destination to, Message message, long millis) throws JMSException {
    producer.send(to, message, DeliveryMode.NON_PERSISTENT, Message.DEFAULT_PRIORITY, millis);
  }
}
