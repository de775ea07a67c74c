package supermarket.runtime.broker;

import java.time.Duration;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.BrokerFilter;
import org.apache.activemq.broker.ConnectionContext;
import org.apache.activemq.broker.ProducerBrokerExchange;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.broker.region.Subscription;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ConsumerInfo;
import org.apache.activemq.command.Message;

/**
 * What holds for all queues, whoever uses them. Thread-safe.
 *
 * <ul>
 *   <li>No message stays for longer than a minute, or an hour as a dead letter; by this broker's
 *       clock, whatever the sender's says.
 *   <li>A consumer names one queue: so who reads replies has been told where they are.
 *   <li>A queue of baskets or replies has one reader: nobody reads along.
 * </ul>
 */
final class QueueRules extends BrokerFilter {

  static final long KEPT_MILLIS = Duration.ofMinutes(1).toMillis();
  static final long DEAD_LETTERS_KEPT_MILLIS = Duration.ofHours(1).toMillis();

  private static final String DEAD_LETTERS = "supermarket.dead-letters";

  QueueRules(Broker next) {
    super(next);
  }

  @Override
  public void send(ProducerBrokerExchange exchange, Message message) throws Exception {
    boolean dead = DEAD_LETTERS.equals(message.getDestination().getPhysicalName());
    message.setExpiration(
        System.currentTimeMillis() + (dead ? DEAD_LETTERS_KEPT_MILLIS : KEPT_MILLIS));
    super.send(exchange, message);
  }

  @Override
  public Subscription addConsumer(ConnectionContext context, ConsumerInfo info) throws Exception {
    ActiveMQDestination from = info.getDestination();
    if (from.isQueue() && !context.getSecurityContext().isBrokerContext()) {
      if (from.isPattern() || from.isComposite()) {
        throw refusal(context, "read several queues: " + from);
      }
      if (!DEAD_LETTERS.equals(from.getPhysicalName())) {
        return onlyReader(context, info);
      }
    }
    return super.addConsumer(context, info);
  }

  /** One at a time: of two that come at once one must see the other. */
  private synchronized Subscription onlyReader(ConnectionContext context, ConsumerInfo info)
      throws Exception {
    Destination queue = getDestinationMap().get(info.getDestination());
    if (queue != null && !queue.getConsumers().isEmpty()) {
      throw refusal(context, "read along: " + info.getDestination());
    }
    return super.addConsumer(context, info);
  }

  private static SecurityException refusal(ConnectionContext context, String what) {
    return new SecurityException("User " + context.getUserName() + " may not " + what);
  }
}
