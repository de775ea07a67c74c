package supermarket.message.broker;

import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.apache.activemq.command.ActiveMQBytesMessage;
import org.apache.activemq.util.ByteSequence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes messages apart. */
final class Received {

  private static final Logger LOG = LoggerFactory.getLogger(Received.class);

  private Received() {}

  /**
   * Whatever a listener throws, the connection's next message finds it, and the message is not
   * delivered again: it would do the same again.
   */
  static MessageListener safely(MessageListener listener) {
    return message -> {
      try {
        listener.onMessage(message);
      } catch (RuntimeException | Error e) { // it must go on: nobody else takes these messages
        LOG.error("A message was not dealt with", e);
      }
    };
  }

  /** The bytes of a message. */
  static ByteSequence content(Message message) throws Unreadable {
    if (!(message instanceof ActiveMQBytesMessage bytes) || bytes.isCompressed()) {
      throw new Unreadable("it is not a plain BytesMessage");
    }
    ByteSequence content = bytes.getContent();
    return content == null ? new ByteSequence(new byte[0]) : content;
  }

  /**
   * How long the broker had a message, in milliseconds. Both moments are by the broker's clock, so
   * it does not matter what time other machines think it is.
   */
  static long millisInBroker(Message message) {
    return message instanceof org.apache.activemq.command.Message command
        ? Math.max(0, command.getBrokerOutTime() - command.getBrokerInTime())
        : 0;
  }
}
