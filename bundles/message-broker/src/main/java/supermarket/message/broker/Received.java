package supermarket.message.broker;

import jakarta.jms.Message;
import org.apache.activemq.command.ActiveMQBytesMessage;
import org.apache.activemq.util.ByteSequence;

/** Takes messages apart. */
final class Received {

  private Received() {}

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
