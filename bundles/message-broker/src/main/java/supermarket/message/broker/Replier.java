package supermarket.message.broker;

import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.activemq.command.ActiveMQQueue;
import supermarket.basket.api.Answer;

/**
 * Sends replies, as many as there are at a time in one message to each gateway, over one broker.
 * Thread-safe.
 *
 * <p>One virtual thread sends, only while there are replies. It is never the thread that answers:
 * that one may be a worker that is killed, and an interrupt closes the socket that a virtual thread
 * is writing to. With few carriers it runs after the workers that are ready now, so their replies
 * go together.
 */
final class Replier {

  /** A reply that comes after its deadline is still sent, so that the gateway can count it. */
  private static final long LEAST_MILLIS = 1_000;

  private final Connector connector;
  private final LongSupplier clock;
  private final Link<Sender> link;
  private final ExecutorService senders =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("broker-replies-", 0).factory());
  private final Outbox<Reply> outbox = new Outbox<>(senders, this::send);

  /**
   * Replies that wait for the broker to come back. Bounded by their deadlines: older ones are
   * dropped.
   */
  private final Queue<Reply> held = new ConcurrentLinkedQueue<>();

  private record Reply(Unanswered.Request request, Answer answer) {}

  /** Does not connect and starts no thread. */
  Replier(Connector connector, LongSupplier clock) {
    this.connector = connector;
    this.clock = clock;
    link =
        new Link<>(
            connector.named("answers"),
            connector.toSend(),
            Sender::open,
            new Link.Listener() {
              @Override
              public void up() {
                sendHeld();
              }
            });
  }

  void start() {
    link.start(connector.embedded());
  }

  /** Takes the answer to a request and sends it. Does not block. */
  void add(Unanswered.Request request, Answer answer) {
    outbox.add(new Reply(request, answer));
  }

  private void send(List<Reply> replies) {
    Sender sender = link.end();
    if (sender == null) {
      hold(replies);
      return;
    }
    long now = clock.getAsLong();
    Map<ActiveMQQueue, Batch> batches = new HashMap<>();
    try {
      for (Reply reply : replies) {
        ActiveMQQueue queue = reply.request().replyTo();
        Batch batch = batches.computeIfAbsent(queue, to -> new Batch());
        batch.frame.add(reply.request().correlation(), reply.answer());
        batch.millis =
            Math.max(
                batch.millis,
                TimeUnit.NANOSECONDS.toMillis(reply.request().deadline().remaining(now)));
        if (batch.frame.full()) {
          batches.remove(queue);
          send(batch, queue, sender);
        }
      }
      for (Map.Entry<ActiveMQQueue, Batch> batch : batches.entrySet()) {
        send(batch.getValue(), batch.getKey(), sender);
      }
    } catch (JMSException e) {
      // Some may have been sent: a gateway drops the second answer to a request.
      hold(replies);
      link.failed(sender, e);
    }
  }

  private void send(Batch batch, ActiveMQQueue queue, Sender sender) throws JMSException {
    sender.send(
        queue, Sender.message(batch.frame.content(), null), connector.timeToLive(batch.millis));
  }

  /** The replies to one gateway on their way into a message. */
  private static final class Batch {
    final ReplyFrame frame = new ReplyFrame();
    long millis = LEAST_MILLIS;
  }

  private void hold(List<Reply> replies) {
    held.addAll(replies);
    long now = clock.getAsLong();
    held.removeIf(reply -> reply.request().deadline().passed(now));
    if (link.up()) {
      // It came back meanwhile.
      sendHeld();
    }
  }

  private void sendHeld() {
    List<Reply> replies = new ArrayList<>();
    for (Reply reply = held.poll(); reply != null; reply = held.poll()) {
      replies.add(reply);
    }
    if (!replies.isEmpty()) {
      outbox.addAll(replies);
    }
  }

  /** Sends what there is, disconnects and ends all threads. */
  void stop() {
    Threads.end(senders);
    link.stop();
  }
}
