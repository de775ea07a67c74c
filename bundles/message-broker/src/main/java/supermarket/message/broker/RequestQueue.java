package supermarket.message.broker;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.util.ByteSequence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.Reason;
import supermarket.basket.api.basket.BasketQueue;
import supermarket.basket.api.basket.BasketQueue.Subscription;
import supermarket.basket.api.operation.Trouble;

/**
 * The basket servers' side: receives requests over all brokers, hands them over, and lets the
 * gateways know which consumers there are. Thread-safe.
 */
final class RequestQueue implements BasketQueue {

  private static final Logger LOG = LoggerFactory.getLogger(RequestQueue.class);
  private static final long DRAIN_MILLIS = 5_000;

  /** When a consumer leaves, the gateways have heard it after so long without a request. */
  private static final long QUIET_MILLIS = 100;

  /** A consumer that leaves waits no longer for the gateways to notice. */
  private static final long NOTICED_MILLIS = 1_000;

  private static final Answer FAILED =
      Answer.rejected(Reason.USER_SERVER_ERROR, "The basket server failed to take the basket.");

  private static final Answer UNREADABLE =
      Answer.rejected(Reason.USER_SERVER_ERROR, "The basket server cannot read the basket.");

  /** Answers that there is nothing to price are of use for so long. */
  private static final Duration REFUSAL = Duration.ofSeconds(5);

  private final Settings settings;
  private final NodeId node;
  private final NodeState state;
  private final DeadLetters deadLetters;
  private final Served served;
  private final LongSupplier clock;
  private final List<Side> sides;
  private final Set<Consuming> consuming = ConcurrentHashMap.newKeySet();
  private final LongAdder expired = new LongAdder();
  private volatile boolean ended;

  /** What was announced last of whether the node stands by. */
  private volatile boolean saidStandsBy;

  /** One broker: what receives from it and what sends to it. */
  private record Side(int index, Connector connector, Replier replier, Announcer announcer) {}

  /** Does not connect and starts no thread. */
  RequestQueue(
      List<Connector> connectors,
      Settings settings,
      NodeId node,
      NodeState state,
      DeadLetters deadLetters,
      Served served,
      LongSupplier clock) {
    this.settings = settings;
    this.node = node;
    this.state = state;
    this.deadLetters = deadLetters;
    this.served = served;
    this.clock = clock;
    List<Side> all = new ArrayList<>();
    for (Connector connector : connectors) {
      int index = all.size();
      all.add(
          new Side(
              index,
              connector,
              new Replier(connector, clock),
              new Announcer(
                  connector,
                  settings.prices() ? Queues.BASKET_NODES : Queues.GATEWAYS,
                  () -> announcement(index),
                  () -> state.standsBy() != saidStandsBy)));
    }
    sides = List.copyOf(all);
  }

  /**
   * What is open on one broker: another queue for each connection, so that what was meant for the
   * one before stays behind.
   */
  private record Open(MessageConsumer consumer, String queue) {}

  private final class Consuming implements Subscription {
    private final String name;
    private final Consumer<BasketCall> handler;
    private final List<Link<Open>> links = new ArrayList<>();
    private final Unanswered unanswered = new Unanswered();

    /** By broker, the queue that gateways are told; null while it does not consume there. */
    private final AtomicReferenceArray<@Nullable String> queues =
        new AtomicReferenceArray<>(sides.size());

    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean leaving;
    private volatile long receivedAt;

    Consuming(String name, Consumer<BasketCall> handler) {
      this.name = name;
      this.handler = handler;
      receivedAt = System.nanoTime();
      for (Side side : sides) {
        links.add(
            new Link<>(
                side.connector().named(name),
                side.connector().toReceive(),
                connection -> listen(connection, side),
                new Opened(side)));
      }
    }

    private final class Opened implements Link.Listener {
      private final Side side;

      Opened(Side side) {
        this.side = side;
      }

      @Override
      public void up() {
        Open open = links.get(side.index()).end();
        if (open != null) {
          queues.set(side.index(), open.queue());
          side.announcer().announce();
        }
      }

      @Override
      public void down() {
        queues.set(side.index(), null);
      }
    }

    private Open listen(ActiveMQConnection connection, Side side) throws JMSException {
      ActiveMQQueue queue = Queues.baskets(node.name() + "." + name + "." + NodeId.random());
      MessageConsumer consumer =
          connection.createSession(false, Session.AUTO_ACKNOWLEDGE).createConsumer(queue);
      consumer.setMessageListener(Received.safely(message -> received(message, side)));
      return new Open(consumer, queue.getPhysicalName());
    }

    private void received(Message message, Side side) {
      receivedAt = System.nanoTime();
      RequestQueue.this.received(message, this, side);
    }

    void open() {
      for (Side side : sides) {
        links.get(side.index()).start(side.connector().embedded());
      }
    }

    @Override
    public void close() {
      if (!consuming.contains(this)) {
        return;
      }
      leaving = true;
      announce();
      awaitQuiet();
      links.forEach(Link::stop);
      unanswered.await(DRAIN_MILLIS);
      if (consuming.remove(this)) {
        announce();
        forgetQueues();
      }
      closed.countDown();
    }

    private void forgetQueues() {
      for (Side side : sides) {
        String queue = queues.get(side.index());
        if (queue != null) {
          side.connector().forget(new ActiveMQQueue(queue));
        }
      }
    }

    /** Gateways send on until they have heard that it leaves. */
    private void awaitQuiet() {
      if (settings.embedded()) {
        return;
      }
      long began = System.nanoTime();
      try {
        long wait = QUIET_MILLIS;
        while (wait > 0 && millisSince(began) < NOTICED_MILLIS) {
          if (closed.await(wait, TimeUnit.MILLISECONDS)) {
            return;
          }
          wait = QUIET_MILLIS - Math.min(millisSince(receivedAt), millisSince(began));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static long millisSince(long nanoTime) {
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime);
    }
  }

  void start() {
    for (Side side : sides) {
      side.replier().start();
      side.announcer().start();
    }
  }

  /** What keeps it from speaking to the others. */
  List<Trouble> troubles() {
    return sides.stream().flatMap(side -> side.announcer().trouble().stream()).toList();
  }

  /** Sends to a broker what is rare. */
  Announcer announcer(int broker) {
    return sides.get(broker).announcer();
  }

  @Override
  public Subscription consume(String consumer, Consumer<BasketCall> handler) {
    if (!Announcement.isName(consumer)) {
      throw new IllegalArgumentException(
          "a consumer's name has 1 to 64 letters, digits, '_', '-' or '.'");
    }
    Consuming subscription = new Consuming(consumer, handler);
    consuming.add(subscription);
    subscription.open();
    return subscription;
  }

  private void announce() {
    sides.forEach(side -> side.announcer().announce());
  }

  private Announcement announcement(int broker) {
    List<Announcement.Server> servers = new ArrayList<>();
    boolean standsBy = state.standsBy();
    saidStandsBy = standsBy;
    for (Consuming consumer : consuming) {
      String queue = consumer.queues.get(broker);
      if (queue != null) {
        servers.add(new Announcement.Server(consumer.name, queue, consumer.leaving || standsBy));
      }
    }
    return new Announcement(node, settings.role(), ended, servers, state.facts());
  }

  private void received(Message message, Consuming consumer, Side side) {
    ByteSequence content = null;
    try {
      content = Received.content(message);
      ActiveMQQueue replyTo = Queues.replies(message.getJMSReplyTo());
      long now = clock.getAsLong();
      long sent = now - TimeUnit.MILLISECONDS.toNanos(Received.millisInBroker(message));
      ByteSequence all = content;
      Frame.Damaged damaged =
          (why, correlation) -> unreadable(why, correlation, all, replyTo, consumer, side);
      for (RequestFrame.Received request : RequestFrame.read(content, sent, damaged)) {
        if (request.request().deadline().passed(now)) {
          expired.increment();
        } else {
          handOver(request, replyTo, consumer, side);
        }
      }
    } catch (Unreadable e) {
      deadLetters.bury("request", e, content, side.announcer());
    } catch (JMSException e) {
      deadLetters.bury("request", new Unreadable("its headers"), content, side.announcer());
    }
  }

  /** One of the requests of a message: whoever waits for its answer is told at once. */
  private void unreadable(
      Unreadable why,
      @Nullable Long correlation,
      ByteSequence content,
      ActiveMQQueue replyTo,
      Consuming consumer,
      Side side) {
    deadLetters.bury("request", why, content, side.announcer());
    if (correlation != null) {
      Answer answer = settings.embedded() ? UNREADABLE : UNREADABLE.of(node.name());
      consumer
          .unanswered
          .handOver(
              correlation, Deadline.after(REFUSAL, clock.getAsLong()), replyTo, side.replier())
          .accept(answer);
    }
  }

  private void handOver(
      RequestFrame.Received request, ActiveMQQueue replyTo, Consuming consumer, Side side) {
    Consumer<Answer> taker =
        consumer.unanswered.handOver(
            request.correlation(), request.request().deadline(), replyTo, side.replier());
    Consumer<Answer> traced = served.told(request.request(), taker);
    Consumer<Answer> answer =
        settings.embedded() ? traced : given -> traced.accept(given.of(node.name()));
    try {
      consumer.handler.accept(new BasketCall(request.request(), answer));
    } catch (RuntimeException e) {
      LOG.error("A consumer failed to take a basket", e);
      answer.accept(FAILED);
    }
  }

  /** Where it consumes on a broker. */
  List<String> queues(int broker) {
    return announcement(broker).servers().stream().map(Announcement.Server::queue).toList();
  }

  /** How many requests came after their deadlines and were dropped. */
  long expired() {
    return expired.sum();
  }

  /**
   * Consumes no more, waits a while for the answers to what was handed over, and ends all threads.
   */
  void stop() {
    consuming.forEach(consumer -> consumer.leaving = true);
    consuming.forEach(Consuming::close);
    ended = true;
    announce();
    for (Side side : sides) {
      side.replier().stop();
      side.announcer().stop();
    }
  }
}
