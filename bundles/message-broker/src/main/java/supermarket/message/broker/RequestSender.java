package supermarket.message.broker;

import jakarta.jms.JMSException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.activemq.command.ActiveMQQueue;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.BasketRequest;

/**
 * Sends the calls that wait to their partitions. What could not be sent, or was on its way when the
 * broker went away, is sent again when the broker is back, while it still waits: pricing can be
 * repeated, and only one answer counts. Thread-safe.
 */
final class RequestSender {

  /** A broker that takes longer to accept a message is as good as away. */
  private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** After the broker dropped a message for want of room, it is left alone for so long. */
  private static final long RECOVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long NEVER = Long.MIN_VALUE;

  private final Connector connector;
  private final Waiting waiting;
  private final LongSupplier clock;
  private final Partitions partitions;
  private final ActiveMQQueue replyQueue;
  private final Link<Sender> link;
  private final Outbox<Waiting.Call> outbox;

  private final ExecutorService senders =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("broker-requests-", 0).factory());
  private volatile long sendingSince = NEVER;
  private volatile long refusedAt = NEVER;

  RequestSender(
      Connector connector,
      Waiting waiting,
      Partitions partitions,
      ActiveMQQueue replyQueue,
      LongSupplier clock) {
    this.connector = connector;
    this.waiting = waiting;
    this.clock = clock;
    this.partitions = partitions;
    this.replyQueue = replyQueue;
    link = new Link<>("requests", connector::sending, Sender::open, new WhenUp());
    outbox = new Outbox<>(senders, this::send);
  }

  private final class WhenUp implements Link.Listener {
    @Override
    public void up() {
      outbox.addAll(waiting.all());
    }

    @Override
    public void refused() {
      refusedAt = clock.getAsLong();
    }
  }

  void start() {
    link.start(connector.embedded());
  }

  /** Whether a message can be sent now without waiting. */
  boolean ready(long now) {
    long since = sendingSince;
    return link.up() && (since == NEVER || now - since < STALLED_NANOS);
  }

  /** Whether the broker has room for more messages, as far as is known. */
  boolean full(long now) {
    long at = refusedAt;
    return (at != NEVER && now - at < RECOVERY_NANOS) || connector.full();
  }

  /** Takes calls that wait and sends them. Does not block. */
  void add(List<Waiting.Call> calls) {
    outbox.addAll(calls);
  }

  private void send(List<Waiting.Call> calls) {
    Sender sender = link.end();
    if (sender == null) {
      // They wait for the broker, as long as their deadlines allow.
      return;
    }
    long now = clock.getAsLong();
    sendingSince = now;
    try {
      @Nullable Batch[] batches = new @Nullable Batch[partitions.count()];
      for (Waiting.Call call : calls) {
        BasketRequest request = call.call().request();
        long millis = TimeUnit.NANOSECONDS.toMillis(request.deadline().remaining(now));
        // Some have been answered since: too late, or by a sender before this one.
        if (millis > 0 && waiting.contains(call.correlation())) {
          int partition = partitions.of(request.owner());
          Batch batch = batches[partition];
          if (batch == null) {
            batch = new Batch();
            batches[partition] = batch;
          }
          batch.frame.add(call.correlation(), request, millis);
          batch.millis = Math.max(batch.millis, millis);
          if (batch.frame.full()) {
            batches[partition] = null;
            send(batch, partition, sender);
          }
        }
      }
      for (int partition = 0; partition < batches.length; partition++) {
        Batch batch = batches[partition];
        if (batch != null) {
          send(batch, partition, sender);
        }
      }
    } catch (JMSException e) {
      link.failed(sender, e);
    } finally {
      sendingSince = NEVER;
    }
  }

  private void send(Batch batch, int partition, Sender sender) throws JMSException {
    sender.send(
        Queues.REQUESTS,
        Sender.message(batch.frame.content(), partitions.group(partition), replyQueue),
        connector.timeToLive(batch.millis));
  }

  /** The requests of one partition on their way into a message. */
  private static final class Batch {
    final RequestFrame frame = new RequestFrame();
    long millis;
  }

  /** Disconnects and ends all threads. */
  void stop() {
    link.stop();
    Threads.end(senders);
  }
}
