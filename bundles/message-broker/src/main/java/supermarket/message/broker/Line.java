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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.RevisionId;

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

  /** A node speaks every half second, and a broker that passes its words on does so at once. */
  private static final long DEAF_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final long NEVER = Long.MIN_VALUE;

  /** Is told what comes over a line, on any thread. */
  interface Listener {
    /** It came up or went down, or other servers can be reached over it. */
    void changed();

    /** A reply has come. */
    void replied(Message message);

    /** A call whose basket is so large that no basket server would read it. */
    void tooLarge(Waiting.Call call);

    /** An announcement came that cannot be read. */
    void unreadable(Unreadable failure, ByteSequence content);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Line.class);

  private final Connector connector;
  private final Settings settings;
  private final NodeId node;
  private final Waiting waiting;
  private final Floors floors;
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

  /**
   * Where replies come. Another one for each connection, whose name nobody can guess: whoever knows
   * it could read them.
   */
  private volatile ActiveMQQueue replyQueue;

  private volatile long sendingSince = NEVER;
  private volatile long hearingSince = NEVER;
  private volatile boolean deaf;
  private volatile long refusedAt = NEVER;

  /** Does not connect and starts no thread. */
  Line(
      Connector connector,
      Settings settings,
      NodeId node,
      Waiting waiting,
      Floors floors,
      LongSupplier clock,
      Listener listener) {
    this.connector = connector;
    this.settings = settings;
    this.node = node;
    replyQueue = newReplyQueue();
    this.waiting = waiting;
    this.floors = floors;
    this.clock = clock;
    this.listener = listener;
    requests =
        new Link<>(connector.named("requests"), connector.toSend(), Sender::open, new Watch());
    replies =
        new Link<>(connector.named("replies"), connector.toReceive(), this::replies, new Watch());
    nodes =
        new Link<>(connector.named("nodes"), connector.toReceive(), this::nodes, new WatchNodes());
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
    public void up() {
      hearingSince = clock.getAsLong();
      super.up();
    }

    @Override
    public void down() {
      hearingSince = NEVER;
      directory.clear();
      super.down();
    }
  }

  void start() {
    if (settings.sends()) {
      replies.start(connector.embedded());
      requests.start(connector.embedded());
    }
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
    return up() && (since == NEVER || now - since < STALLED_NANOS);
  }

  /** What the broker is needed for by a node of this role. */
  private boolean up() {
    return nodes.up() && (!settings.sends() || (requests.up() && replies.up()));
  }

  /**
   * Whether the broker takes this node's announcements and does not pass them on: then it passes on
   * nobody's, and nothing can be known.
   */
  boolean deaf() {
    return deaf;
  }

  /** To be called now and then: looks whether this node can be heard, and says so if not. */
  void listen(long now) {
    long since = hearingSince;
    boolean hears =
        since == NEVER || now - since < DEAF_NANOS || directory.hears(node, settings.prices());
    if (deaf == hears) {
      deaf = !hears;
      if (deaf) {
        LOG.warn("{}", deafness());
      } else {
        LOG.info("{} passes on what this node announces again", where());
      }
    }
  }

  private String deafness() {
    return where()
        + " does not pass on what this node announces: look at the broker's log, its clock and what"
        + " user "
        + (settings.user().isEmpty() ? "(none)" : settings.user())
        + " may do there";
  }

  /** What is wrong with it, for operators; null if all is well. */
  @Nullable String trouble() {
    String refusal = connector.refusal();
    if (refusal != null) {
      return where() + " refuses this node: " + refusal;
    }
    for (Link<?> link : settings.sends() ? List.of(requests, replies, nodes) : List.of(nodes)) {
      if (!link.up()) {
        return where() + " cannot be reached: " + link.why();
      }
    }
    return deaf ? deafness() : null;
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
          RevisionId floor = floors.of(call.partition(), now);
          if (!batch.frame.add(call.correlation(), request, millis, floor)) {
            listener.tooLarge(call);
            continue;
          }
          batch.millis = Math.max(batch.millis, millis);
          if (batch.frame.full()) {
            batches.remove(route);
            send(batch, route, sender);
          }
        }
      }
      for (Map.Entry<Route, Batch> batch : batches.entrySet()) {
        if (batch.getValue().millis > 0) {
          send(batch.getValue(), batch.getKey(), sender);
        }
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
    ActiveMQQueue queue = newReplyQueue();
    MessageConsumer consumer =
        connection.createSession(false, Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
    consumer.setMessageListener(Received.safely(listener::replied));
    replyQueue = queue;
    return consumer;
  }

  private ActiveMQQueue newReplyQueue() {
    return Queues.replies(node.name() + "." + NodeId.random());
  }

  /** Where replies come at present. */
  ActiveMQQueue replyQueue() {
    return replyQueue;
  }

  private MessageConsumer nodes(ActiveMQConnection connection) throws JMSException {
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    if (!connector.embedded()) {
      // A process that is killed cannot say that it ends; its broker sees it at once.
      session
          .createConsumer(AdvisorySupport.getConsumerAdvisoryTopic(Queues.ALL_BASKETS))
          .setMessageListener(Received.safely(this::advised));
    }
    session
        .createConsumer(Queues.GATEWAYS)
        .setMessageListener(Received.safely(message -> announced(message, false)));
    MessageConsumer consumer = session.createConsumer(Queues.BASKET_NODES);
    consumer.setMessageListener(Received.safely(message -> announced(message, true)));
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

  private void announced(Message message, boolean prices) {
    ByteSequence content = new ByteSequence(new byte[0]);
    try {
      content = Received.content(message);
      Announcement announcement = Announcement.read(content);
      if (!prices && !announcement.servers().isEmpty()) {
        throw new Unreadable("a gateway that would price");
      }
      if (directory.heard(announcement, prices, clock.getAsLong())) {
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
