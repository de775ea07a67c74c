package supermarket.message.broker;

import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.activemq.command.ActiveMQTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.library.vital.VitalTask;

/**
 * Says on one broker, every half second and whenever something changes, that this node is there.
 * Also sends what else is rare. Thread-safe: a lock lets one thread send at a time.
 */
final class Announcer {

  private static final long PERIOD_MILLIS = 500;
  private static final long LOOK_MILLIS = 50;

  /** Nobody learns from old news. */
  private static final long USEFUL_MILLIS = 2_000;

  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final Connector connector;
  private final ActiveMQTopic topic;
  private final VitalTask saying;
  private final Supplier<Announcement> words;
  private final BooleanSupplier isStale;
  private final Link<Sender> link;

  /** How often it was looked since something was said; its own thread's. */
  private int looks;

  private final ReentrantLock sending = new ReentrantLock();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ExecutorService thread =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("broker-nodes-", 0).factory());

  /**
   * Does not connect and starts no thread.
   *
   * @param topic where it says so
   * @param words what is to be said now
   * @param isStale whether what was said last does not hold any more, so that it cannot wait
   */
  Announcer(
      Connector connector,
      ActiveMQTopic topic,
      Supplier<Announcement> words,
      BooleanSupplier isStale) {
    this.connector = connector;
    this.topic = topic;
    this.words = words;
    this.isStale = isStale;
    saying =
        new VitalTask(
            "announcements at " + connector.where(), Gravity.NOT_READY, LOG, this::announceIfDue);
    link =
        new Link<>(
            connector.named("announcements"),
            connector.toSend(),
            Sender::open,
            new Link.Listener() {
              @Override
              public void up() {
                announce();
              }
            });
  }

  void start() {
    link.start(connector.embedded());
    thread.execute(this::announceForEver);
  }

  private void announceForEver() {
    try {
      while (!stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        saying.run();
      }
    } catch (InterruptedException e) {
      // It is being stopped.
      Thread.currentThread().interrupt();
    }
  }

  private void announceIfDue() {
    looks++;
    if (looks * LOOK_MILLIS >= PERIOD_MILLIS || isStale.getAsBoolean()) {
      announce();
      looks = 0; // what fails is tried again at once, and told meanwhile
    }
  }

  /** Says how it stands now. With the embedded broker all have heard it when this returns. */
  void announce() {
    // In the order in which they hold: who speaks last knows the latest.
    sending.lock();
    try {
      send(topic, Sender.message(words.get().content(), null), USEFUL_MILLIS);
    } catch (JMSException e) {
      throw new IllegalStateException("An announcement cannot be made", e);
    } finally {
      sending.unlock();
    }
  }

  /** Sends something, unless the broker is away. */
  void send(Destination to, Message message, long usefulMillis) {
    sending.lock();
    try {
      Sender sender = link.end();
      if (sender == null) {
        return;
      }
      try {
        sender.send(to, message, connector.timeToLive(usefulMillis));
      } catch (JMSException e) {
        link.failed(sender, e);
      }
    } finally {
      sending.unlock();
    }
  }

  /** What keeps it from speaking. */
  Optional<Trouble> trouble() {
    return saying.trouble();
  }

  /** Disconnects and ends all threads. */
  void stop() {
    stopped.countDown();
    Threads.end(thread);
    link.stop();
  }
}
