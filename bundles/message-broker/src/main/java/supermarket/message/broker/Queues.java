package supermarket.message.broker;

import jakarta.jms.Destination;
import org.apache.activemq.command.ActiveMQQueue;
import org.jspecify.annotations.Nullable;

/** The names of the queues. */
final class Queues {

  /** Where all requests go. */
  static final ActiveMQQueue REQUESTS = new ActiveMQQueue("supermarket.baskets");

  private static final String REPLIES = "supermarket.replies.";

  private Queues() {}

  /** Where the replies to a gateway go. */
  static ActiveMQQueue replies(String gateway) {
    return new ActiveMQQueue(REPLIES + gateway);
  }

  /**
   * Checks that a message asks for its reply where only replies are, and not anywhere in the
   * broker.
   */
  static ActiveMQQueue replies(@Nullable Destination replyTo) throws Unreadable {
    if (replyTo instanceof ActiveMQQueue queue
        && !queue.isComposite()
        && queue.getPhysicalName().startsWith(REPLIES)) {
      return queue;
    }
    throw new Unreadable("its replies would go to no queue for replies");
  }
}
