package supermarket.message.broker;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.command.ActiveMQBytesMessage;
import org.apache.activemq.util.ByteSequence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.operation.DeadLetter;

/**
 * Messages that cannot be read: counts them, logs the first of each kind, and puts them into a
 * queue of the broker that they came from, where operators can look at them. Thread-safe.
 *
 * <p>That queue does not grow without bound: a letter keeps the beginning of its message for an
 * hour, and a node writes so many in its life; then it only counts.
 */
final class DeadLetters {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  static final int MOST_LETTERS = 1_000;
  static final int MOST_BYTES = 4_096;
  private static final long KEPT_MILLIS = Duration.ofHours(1).toMillis();
  private static final int SHOWN_BYTES = 32;

  private static final String REASON = "reason";
  private static final String WHAT = "what";
  private static final String NODE = "node";
  private static final String AT = "at";
  private static final String BYTES = "bytes";

  private final String node;
  private final LongAdder count = new LongAdder();
  private final AtomicInteger written = new AtomicInteger();
  private final Set<String> kinds = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual().name("broker-dead-letters-", 0).factory());
  private final Outbox<Letter> outbox =
      new Outbox<>(threads, letters -> letters.forEach(DeadLetters::write));

  private record Letter(Announcer announcer, Message message) {}

  /**
   * Starts nothing.
   *
   * @param node who says that they cannot be read
   */
  DeadLetters(String node) {
    this.node = node;
  }

  /** A message was dropped. Its content is only shown in hexadecimal, and only its beginning. */
  void dropped(String what, Unreadable failure, @Nullable ByteSequence content) {
    count.increment();
    if (kinds.add(what + failure.what())) {
      LOG.warn(
          "A {} cannot be read: {}. It has {} bytes: {}. Others of this kind are only counted",
          what,
          failure.what(),
          content == null ? 0 : content.getLength(),
          content == null ? "" : beginning(content, SHOWN_BYTES));
    }
  }

  /**
   * A message is put into the queue of dead letters. Does not block.
   *
   * @param announcer sends to the broker that the message came from
   */
  void bury(String what, Unreadable failure, @Nullable ByteSequence content, Announcer announcer) {
    dropped(what, failure, content);
    if (written.getAndUpdate(letters -> Math.min(letters + 1, MOST_LETTERS)) < MOST_LETTERS) {
      try {
        outbox.add(new Letter(announcer, letter(what, failure, content)));
      } catch (JMSException e) {
        LOG.warn("A dead letter was not written: {}", e.toString());
      }
    }
  }

  private Message letter(String what, Unreadable failure, @Nullable ByteSequence content)
      throws JMSException {
    ByteSequence all = content == null ? new ByteSequence(new byte[0]) : content;
    byte[] start =
        Arrays.copyOfRange(
            all.getData(),
            all.getOffset(),
            all.getOffset() + Math.min(all.getLength(), MOST_BYTES));
    ActiveMQBytesMessage message = Sender.message(new ByteSequence(start), null);
    message.setStringProperty(WHAT, what);
    message.setStringProperty(REASON, failure.what());
    message.setStringProperty(NODE, node);
    message.setLongProperty(AT, System.currentTimeMillis());
    message.setIntProperty(BYTES, all.getLength());
    return message;
  }

  private static void write(Letter letter) {
    letter.announcer().send(Queues.DEAD_LETTERS, letter.message(), KEPT_MILLIS);
  }

  private static String beginning(ByteSequence content, int most) {
    int from = content.getOffset();
    int to = from + Math.min(content.getLength(), most);
    return HexFormat.of().formatHex(content.getData(), from, to);
  }

  /** How many messages this node could not read. */
  long count() {
    return count.sum();
  }

  /**
   * Those that are in a broker's queue, oldest first.
   *
   * @throws JMSException if the broker cannot be asked
   */
  static List<DeadLetter> list(Connector connector, int most) throws JMSException {
    ActiveMQConnection connection = connector.toReceive().connect();
    try {
      connection.start();
      QueueBrowser browser =
          connection
              .createSession(false, Session.AUTO_ACKNOWLEDGE)
              .createBrowser(Queues.DEAD_LETTERS);
      List<DeadLetter> letters = new ArrayList<>();
      Enumeration<?> messages = browser.getEnumeration();
      while (letters.size() < most && messages.hasMoreElements()) {
        if (messages.nextElement() instanceof ActiveMQBytesMessage message) {
          letters.add(read(message, connector.where()));
        }
      }
      return letters;
    } finally {
      connection.close();
    }
  }

  private static DeadLetter read(ActiveMQBytesMessage message, String broker) throws JMSException {
    ByteSequence content = message.getContent();
    return new DeadLetter(
        Instant.ofEpochMilli(message.propertyExists(AT) ? message.getLongProperty(AT) : 0),
        broker,
        text(message, NODE),
        text(message, WHAT),
        text(message, REASON),
        message.propertyExists(BYTES) ? message.getIntProperty(BYTES) : 0,
        content == null ? "" : beginning(content, SHOWN_BYTES));
  }

  private static String text(Message message, String property) throws JMSException {
    String text = message.getStringProperty(property);
    return text == null ? "" : text;
  }

  /** Ends all threads. */
  void stop() {
    Threads.end(threads);
  }
}
