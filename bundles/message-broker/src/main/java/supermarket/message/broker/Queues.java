package supermarket.message.broker;

import jakarta.jms.Destination;
import java.util.regex.Pattern;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.jspecify.annotations.Nullable;

/** The names of the queues and topics. Whoever could choose any could send to anybody. */
final class Queues {

  /** Where nodes that price say that they are there, and where they consume. */
  static final ActiveMQTopic BASKET_NODES = new ActiveMQTopic("supermarket.nodes.basket");

  /** Where gateways say that they are there. They have no basket servers. */
  static final ActiveMQTopic GATEWAYS = new ActiveMQTopic("supermarket.nodes.gateway");

  /** Where messages end up that cannot be read. */
  static final ActiveMQQueue DEAD_LETTERS = new ActiveMQQueue("supermarket.dead-letters");

  /** The queues of all basket servers. */
  static final ActiveMQQueue ALL_BASKETS = new ActiveMQQueue("supermarket.baskets.>");

  private static final String BASKETS = "supermarket.baskets.";
  private static final String REPLIES = "supermarket.replies.";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,256}");

  private Queues() {}

  /** Where the requests go that a consumer takes. */
  static ActiveMQQueue baskets(String consumer) {
    return new ActiveMQQueue(BASKETS + consumer);
  }

  /** Where the replies to a gateway go. */
  static ActiveMQQueue replies(String gateway) {
    return new ActiveMQQueue(REPLIES + gateway);
  }

  /** Whether a name that a node gave is that of the queue of one of its own consumers. */
  static boolean isBaskets(String name, String node, String consumer) {
    return name.startsWith(BASKETS + node + "." + consumer + ".") && NAME.matcher(name).matches();
  }

  /**
   * Checks that a message asks for its reply where only replies are, and not anywhere in the
   * broker.
   */
  static ActiveMQQueue replies(@Nullable Destination replyTo) throws Unreadable {
    if (replyTo instanceof ActiveMQQueue queue
        && queue.getPhysicalName().startsWith(REPLIES)
        && NAME.matcher(queue.getPhysicalName()).matches()) {
      return queue;
    }
    throw new Unreadable("its replies would go to no queue for replies");
  }
}
