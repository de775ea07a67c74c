package supermarket.message.broker;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.command.ActiveMQBytesMessage;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.util.ByteSequence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketQueue;
import supermarket.basket.api.Reason;

/** The basket servers' side: receives requests and hands them over. Thread-safe. */
final class RequestQueue implements BasketQueue {

  private static final Logger LOG = LoggerFactory.getLogger(RequestQueue.class);
  private static final long DRAIN_MILLIS = 5_000;

  /** Nobody is to wait for a message that asks to close a group. */
  private static final long CLOSING_MILLIS = 10_000;

  private static final Answer FAILED =
      Answer.rejected(Reason.USER_SERVER_ERROR, "The basket server failed to take the basket.");

  private final Connector connector;
  private final Partitions partitions;
  private final UnreadableMessages unreadable;
  private final LongSupplier clock;
  private final Replier replier;
  private final Set<Consuming> consuming = ConcurrentHashMap.newKeySet();
  private final LongAdder expired = new LongAdder();

  /** Does not connect and starts no thread. */
  RequestQueue(
      Connector connector, Settings settings, UnreadableMessages unreadable, LongSupplier clock) {
    this.connector = connector;
    this.unreadable = unreadable;
    this.clock = clock;
    partitions = new Partitions(settings.partitions());
    replier = new Replier(connector, clock);
  }

  private final class Consuming implements Subscription {
    private final Consumer<BasketCall> handler;
    private final Link<MessageConsumer> link;

    Consuming(String consumer, Consumer<BasketCall> handler) {
      this.handler = handler;
      link = new Link<>(consumer, connector::receiving, this::listen, new Link.Listener() {});
    }

    private MessageConsumer listen(ActiveMQConnection connection) throws JMSException {
      Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      MessageConsumer consumer = session.createConsumer(Queues.REQUESTS);
      consumer.setMessageListener(message -> received(message, handler));
      connection.start();
      rebalance();
      return consumer;
    }

    @Override
    public void close() {
      if (consuming.remove(this)) {
        link.stop();
      }
    }
  }

  void start() {
    replier.start();
  }

  @Override
  public Subscription consume(String consumer, Consumer<BasketCall> handler) {
    Consuming subscription = new Consuming(consumer, handler);
    consuming.add(subscription);
    subscription.link.start(connector.embedded());
    return subscription;
  }

  /**
   * Closes all groups, so that the broker gives each to the consumer that has the fewest, this new
   * one among them. By itself it would leave all of them with the consumers that came first. Where
   * a group has no owner, closing it gives it one, which is as good.
   */
  private void rebalance() throws JMSException {
    ActiveMQConnection connection = connector.sending();
    try {
      Sender sender = Sender.open(connection);
      for (int partition = 0; partition < partitions.count(); partition++) {
        ActiveMQBytesMessage closing =
            Sender.message(new ByteSequence(new byte[0]), partitions.group(partition), null);
        closing.setGroupSequence(-1);
        sender.send(Queues.REQUESTS, closing, connector.timeToLive(CLOSING_MILLIS));
      }
    } finally {
      connection.close();
    }
  }

  private void received(Message message, Consumer<BasketCall> handler) {
    ByteSequence content = null;
    try {
      content = Received.content(message);
      if (content.getLength() == 0) {
        // It only closed a group.
        return;
      }
      ActiveMQQueue replyTo = Queues.replies(message.getJMSReplyTo());
      long now = clock.getAsLong();
      long sent = now - TimeUnit.MILLISECONDS.toNanos(Received.millisInBroker(message));
      for (RequestFrame.Received request : RequestFrame.read(content, sent)) {
        if (request.request().deadline().passed(now)) {
          expired.increment();
        } else {
          handOver(request, replyTo, handler);
        }
      }
    } catch (Unreadable e) {
      unreadable.dropped("request", e, content);
    } catch (JMSException e) {
      unreadable.dropped("request", new Unreadable("its headers"), content);
    }
  }

  private void handOver(
      RequestFrame.Received request, ActiveMQQueue replyTo, Consumer<BasketCall> handler) {
    Consumer<Answer> answer = replier.handOver(request, replyTo);
    try {
      handler.accept(new BasketCall(request.request(), answer));
    } catch (RuntimeException e) {
      LOG.error("A consumer failed to take a basket", e);
      answer.accept(FAILED);
    }
  }

  /** How many requests came after their deadlines and were dropped. */
  long expired() {
    return expired.sum();
  }

  /**
   * Consumes no more, waits a while for the answers to what was handed over, and ends all threads.
   */
  void stop() {
    consuming.forEach(Consuming::close);
    replier.awaitAnswers(DRAIN_MILLIS);
    replier.stop();
  }
}
