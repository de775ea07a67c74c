package supermarket.message.broker;

import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.ResourceAllocationException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.activemq.ActiveMQConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the broker with what was opened on it, that comes back by itself when it breaks.
 * Used in place of ActiveMQ's failover transport, which holds a sender until the broker is back:
 * here a sender sees that the link is down and says so at once. Thread-safe.
 *
 * @param <T> what is opened on the connection
 */
final class Link<T> {

  private static final Logger LOG = LoggerFactory.getLogger(Link.class);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 250;
  private static final long STOP_MILLIS = 5_000;

  /** Makes connections to a broker. */
  interface Connecting {
    /** Not started. */
    ActiveMQConnection connect() throws JMSException;

    /** A connection is open, and what it is for. */
    default void accepted() {}

    /** The broker does not want this node, or not for what the connection is for. */
    default void refused(String why) {}
  }

  /** Opens what the connection is for. */
  interface Opening<T> {
    T open(ActiveMQConnection connection) throws JMSException;
  }

  /** Is told what happens to a link, on its thread. */
  interface Listener {
    /** It is there, or there again. */
    default void up() {}

    /** It has broken, and will be made anew. */
    default void down() {}

    /** The broker had no room for a message and dropped it. */
    default void refused() {}
  }

  private record Opened<T>(ActiveMQConnection connection, T end) {}

  private final String name;
  private final Connecting connecting;
  private final Opening<T> opening;
  private final Listener listener;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicBoolean toldNotAllowed = new AtomicBoolean();
  private volatile @Nullable Opened<T> opened;
  private volatile String why = "it has not been reached yet";
  private @Nullable Thread connector;

  /**
   * Does not connect.
   *
   * @param name what it is for, for logs
   */
  Link(String name, Connecting connecting, Opening<T> opening, Listener listener) {
    this.name = name;
    this.connecting = connecting;
    this.opening = opening;
    this.listener = listener;
  }

  /**
   * Starts to connect, and to connect again whenever the connection breaks.
   *
   * @param now whether to try it once on this thread before it returns
   */
  void start(boolean now) {
    if (!now || !tryToConnect()) {
      connectInBackground(null);
    }
  }

  boolean up() {
    return opened != null;
  }

  /** Why it is not up, for operators; only while it is not. */
  String why() {
    return why;
  }

  /** What is open now, or null if the broker is away. */
  @Nullable T end() {
    Opened<T> current = opened;
    return current == null ? null : current.end();
  }

  /** What was open then has failed. Unless it has been replaced since, it will be. */
  void failed(T end, Exception failure) {
    Opened<T> current = opened;
    if (current != null && current.end().equals(end)) {
      lost(current.connection(), failure);
    }
  }

  /** Disconnects, and ends its thread. Waits for that, but not for ever. */
  void stop() {
    stopped.countDown();
    Thread thread;
    Opened<T> current;
    synchronized (this) {
      thread = connector;
      current = opened;
      opened = null;
    }
    if (thread != null) {
      thread.interrupt();
      joined(thread);
    }
    if (current != null) {
      close(current.connection());
    }
  }

  private static void joined(Thread thread) {
    try {
      if (!thread.join(Duration.ofMillis(STOP_MILLIS))) {
        LOG.warn("{} has not ended after {} ms", thread.getName(), STOP_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lost(ActiveMQConnection connection, Exception failure) {
    if (failure instanceof ResourceAllocationException) {
      // Not the end of the connection.
      listener.refused();
      return;
    }
    if (isRefusal(failure)) {
      // Nor is this: a message may not go where it was to go, such as to a queue that is no more.
      notAllowed(failure);
      return;
    }
    synchronized (this) {
      Opened<T> current = opened;
      if (current == null || !current.connection().equals(connection)) {
        return;
      }
      opened = null;
    }
    away(failure);
    listener.down();
    connectInBackground(connection);
  }

  private void connectInBackground(@Nullable ActiveMQConnection broken) {
    synchronized (this) {
      if (stopped.getCount() > 0) {
        connector =
            Thread.ofVirtual().name("broker-link-" + name).start(() -> connectUntilUp(broken));
        return;
      }
    }
    if (broken != null) {
      close(broken);
    }
  }

  private void connectUntilUp(@Nullable ActiveMQConnection broken) {
    if (broken != null) {
      close(broken);
    }
    long pause = FIRST_PAUSE_MILLIS;
    try {
      while (stopped.getCount() > 0 && !tryToConnect()) {
        if (stopped.await(pause, TimeUnit.MILLISECONDS)) {
          return;
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      // It is being stopped.
      Thread.currentThread().interrupt();
    }
  }

  private boolean tryToConnect() {
    ActiveMQConnection connection = null;
    try {
      connection = connecting.connect();
      ActiveMQConnection connected = connection;
      connected.setExceptionListener(failure -> lost(connected, failure));
      T end = opening.open(connected);
      connected.start();
      connecting.accepted();
      opened(connected, end);
      return true;
    } catch (JMSException | RuntimeException | Error e) { // it must go on, whatever it is
      if (isRefusal(e)) {
        connecting.refused(text(e));
      }
      away(e);
      if (connection != null) {
        close(connection);
      }
      return false;
    }
  }

  private void opened(ActiveMQConnection connection, T end) throws JMSException {
    synchronized (this) {
      if (stopped.getCount() == 0) {
        throw new JMSException("it is being stopped");
      }
      opened = new Opened<>(connection, end);
    }
    if (connection.isTransportFailed()) {
      // It failed before there was anything to lose.
      lost(connection, new JMSException("it broke at once"));
      return;
    }
    if (away.compareAndSet(true, false)) {
      LOG.info("The broker is back ({})", name);
    }
    listener.up();
  }

  /** Says so once. */
  private void notAllowed(Exception failure) {
    if (toldNotAllowed.compareAndSet(false, true)) {
      LOG.warn("The broker drops messages of this node ({}): {}", name, text(failure));
    }
  }

  private static boolean isRefusal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof JMSSecurityException || cause instanceof SecurityException) {
        return true;
      }
    }
    return false;
  }

  /** Says so once, not at every attempt. Of a refusal the login says it, once for all links. */
  private void away(Throwable failure) {
    why = text(failure);
    if (isRefusal(failure)) {
      away.set(true);
    } else if (stopped.getCount() > 0 && away.compareAndSet(false, true)) {
      LOG.warn("The broker is away ({}): {}; trying again until it is back", name, text(failure));
    } else {
      LOG.debug("The broker is still away ({}): {}", name, text(failure));
    }
  }

  private static void close(ActiveMQConnection connection) {
    try {
      connection.close();
    } catch (JMSException | RuntimeException e) {
      // It is of no more use anyway.
      LOG.debug("A connection did not close in order: {}", text(e));
    }
  }

  private static String text(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
