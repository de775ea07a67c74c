package supermarket.message.broker;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.advisory.AdvisorySupport;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.RemoveInfo;
import org.apache.activemq.util.ByteSequence;
import supermarket.basket.api.BasketRequest;

/**
 * The gateway's side of one broker: sends requests, receives replies, and knows which basket
 * servers can be reached over it. Thread-safe.
 *
 * <p>It is up only while all of its connections are: requests whose replies cannot come are not
 * sent this way.
 */
final class Line {

  /** A broker that takes longer to accept a message is as good as away. */
  private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** After the broker dropped a message for want of room, it is left alone for so long. */
  private static final long RECOVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long NEVER = Long.MIN_VALUE;

  /** Is told what comes over a line, on any thread. */
  interface Listener {
    /** It came up or went down, or other servers can be reached over it. */
    void changed();

    /** A reply has come. */
    void replied(Message message);

    /** An announcement came that cannot be read. */
    void unreadable(Unreadable failure, ByteSequence content);
  }

  private final Connector connector;
  private final ActiveMQQueue replyQueue;
  private final Waiting waiting;
  private final LongSupplier clock;
  private final Listener listener;
  private final Directory directory = new Directory();
  private final Link<Sender> requests;
  private final Link<MessageConsumer> replies;
  private final Link<MessageConsumer> nodes;
  private final ExecutorService senders =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("broker-requests-", 0).factory());
  private final Outbox<Waiting.Call> outbox = new Outbox<>(senders, this::send);

  /** Counts how often one of the links broke: what was sent before may be lost. */
  private final AtomicLong breaks = new AtomicLong();

  private volatile long sendingSince = NEVER;
  private volatile long refusedAt = NEVER;

  /** Does not connect and starts no thread. */
  Line(
      Connector connector,
      ActiveMQQueue replyQueue,
      Waiting waiting,
      LongSupplier clock,
      Listener listener) {
    this.connector = connector;
    this.replyQueue = replyQueue;
    this.waiting = waiting;
    this.clock = clock;
    this.listener = listener;
    requests =
        new Link<>(connector.named("requests"), connector::sending, Sender::open, new Watch());
    replies =
        new Link<>(connector.named("replies"), connector::receiving, this::replies, new Watch());
    nodes =
        new Link<>(connector.named("nodes"), connector::receiving, this::nodes, new WatchNodes());
  }

  private class Watch implements Link.Listener {
    @Override
    public void up() {
      listener.changed();
    }

    @Override
    public void down() {
      breaks.incrementAndGet();
      listener.changed();
    }

    @Override
    public void refused() {
      refusedAt = clock.getAsLong();
    }
  }

  private final class WatchNodes extends Watch {
    @Override
    public void down() {
      directory.clear();
      super.down();
    }
  }

  void start() {
    replies.start(connector.embedded());
    requests.start(connector.embedded());
    nodes.start(connector.embedded());
  }

  /** Where its broker is, for operators. */
  String where() {
    return connector.where();
  }

  /** Which of the times between two breaks this is. */
  long epoch() {
    return breaks.get();
  }

  /** Whether requests can be sent now without waiting, and replies can come. */
  boolean ready(long now) {
    long since = sendingSince;
    return requests.up()
        && replies.up()
        && nodes.up()
        && (since == NEVER || now - since < STALLED_NANOS);
  }

  /** Whether the broker has room for more messages, as far as is known. */
  boolean full(long now) {
    long at = refusedAt;
    return (at != NEVER && now - at < RECOVERY_NANOS) || connector.full();
  }

  Directory directory() {
    return directory;
  }

  /** Takes calls whose route goes over this line, and sends them. Does not block. */
  void add(List<Waiting.Call> calls) {
    outbox.addAll(calls);
  }

  private void send(List<Waiting.Call> calls) {
    Sender sender = requests.end();
    if (sender == null) {
      // Their routes have ended or are about to; then they get others.
      return;
    }
    long now = clock.getAsLong();
    sendingSince = now;
    try {
      IdentityHashMap<Route, Batch> batches = new IdentityHashMap<>();
      for (Waiting.Call call : calls) {
        Route route = call.route();
        BasketRequest request = call.call().request();
        long millis = TimeUnit.NANOSECONDS.toMillis(request.deadline().remaining(now));
        // Some have been answered since, too late or by a sender before this one; some go another
        // way now.
        if (route != null
            && route.line() == this
            && millis > 0
            && waiting.contains(call.correlation())) {
          Batch batch = batches.computeIfAbsent(route, to -> new Batch());
          batch.frame.add(call.correlation(), request, millis);
          batch.millis = Math.max(batch.millis, millis);
          if (batch.frame.full()) {
            batches.remove(route);
            send(batch, route, sender);
          }
        }
      }
      for (Map.Entry<Route, Batch> batch : batches.entrySet()) {
        send(batch.getValue(), batch.getKey(), sender);
      }
    } catch (JMSException e) {
      requests.failed(sender, e);
    } finally {
      sendingSince = NEVER;
    }
  }

  private void send(Batch batch, Route route, Sender sender) throws JMSException {
    sender.send(
        route.queue(),
        Sender.message(batch.frame.content(), replyQueue),
        connector.timeToLive(batch.millis));
  }

  /** The requests to one basket server on their way into a message. */
  private static final class Batch {
    final RequestFrame frame = new RequestFrame();
    long millis;
  }

  private MessageConsumer replies(ActiveMQConnection connection) throws JMSException {
    MessageConsumer consumer =
        connection.createSession(false, Session.AUTO_ACKNOWLEDGE).createConsumer(replyQueue);
    consumer.setMessageListener(listener::replied);
    return consumer;
  }

  private MessageConsumer nodes(ActiveMQConnection connection) throws JMSException {
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    if (!connector.embedded()) {
      // A process that is killed cannot say that it ends; its broker sees it at once.
      session
          .createConsumer(AdvisorySupport.getConsumerAdvisoryTopic(Queues.ALL_BASKETS))
          .setMessageListener(this::advised);
    }
    MessageConsumer consumer = session.createConsumer(Queues.NODES);
    consumer.setMessageListener(this::announced);
    return consumer;
  }

  private void advised(Message message) {
    if (message instanceof ActiveMQMessage advisory
        && advisory.getDataStructure() instanceof RemoveInfo
        && advisory
            .getDestination()
            .getPhysicalName()
            .startsWith(AdvisorySupport.QUEUE_CONSUMER_ADVISORY_TOPIC_PREFIX)) {
      String queue =
          advisory
              .getDestination()
              .getPhysicalName()
              .substring(AdvisorySupport.QUEUE_CONSUMER_ADVISORY_TOPIC_PREFIX.length());
      if (directory.consumerGone(queue)) {
        listener.changed();
      }
    }
  }

  private void announced(Message message) {
    ByteSequence content = new ByteSequence(new byte[0]);
    try {
      content = Received.content(message);
      if (directory.heard(Announcement.read(content), clock.getAsLong())) {
        listener.changed();
      }
    } catch (Unreadable e) {
      listener.unreadable(e, content);
    }
  }

  /** Sends what there is, disconnects and ends all threads. */
  void stop() {
    requests.stop();
    Threads.end(senders);
    replies.stop();
    nodes.stop();
  }
}
