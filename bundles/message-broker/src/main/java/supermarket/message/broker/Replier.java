package supermarket.message.broker;

import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.activemq.command.ActiveMQQueue;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Answer;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.Reason;

/**
 * Sends replies, as many as there are at a time in one message to each gateway. Knows which
 * requests have been handed over and not been answered yet. Thread-safe.
 *
 * <p>One virtual thread sends, only while there are replies. It is never the thread that answers:
 * that one may be a worker that is killed, and an interrupt closes the socket that a virtual thread
 * is writing to. With few carriers it runs after the workers that are ready now, so their replies
 * go together.
 */
final class Replier {

  /** A reply that comes after its deadline is still sent, so that the gateway can count it. */
  private static final long LEAST_MILLIS = 1_000;

  private static final Answer STOPPING =
      Answer.rejected(Reason.BROKER_UNAVAILABLE, "The basket server is stopping; try again later.");

  private final Connector connector;
  private final LongSupplier clock;
  private final Link<Sender> link;
  private final ExecutorService senders =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("broker-replies-", 0).factory());
  private final Outbox<Reply> outbox = new Outbox<>(senders, this::send);
  private final Set<HandedOver> unanswered = ConcurrentHashMap.newKeySet();

  /**
   * Replies that wait for the broker to come back. Bounded by their deadlines: older ones are
   * dropped.
   */
  private final Queue<Reply> held = new ConcurrentLinkedQueue<>();

  private volatile @Nullable CountDownLatch lastAnswer;

  /** A request that has been handed over; takes its answer. */
  final class HandedOver implements Consumer<Answer> {
    private final long correlation;
    private final ActiveMQQueue replyTo;
    private final Deadline deadline;

    private HandedOver(long correlation, ActiveMQQueue replyTo, Deadline deadline) {
      this.correlation = correlation;
      this.replyTo = replyTo;
      this.deadline = deadline;
    }

    @Override
    public void accept(Answer answer) {
      if (unanswered.remove(this)) {
        outbox.add(new Reply(this, answer));
        CountDownLatch latch = lastAnswer;
        if (latch != null && unanswered.isEmpty()) {
          latch.countDown();
        }
      }
    }
  }

  private record Reply(HandedOver request, Answer answer) {}

  /** Does not connect and starts no thread. */
  Replier(Connector connector, LongSupplier clock) {
    this.connector = connector;
    this.clock = clock;
    link =
        new Link<>(
            "answers",
            connector::sending,
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

  /** Notes that a request is about to be handed over. */
  HandedOver handOver(RequestFrame.Received request, ActiveMQQueue replyTo) {
    HandedOver handedOver =
        new HandedOver(request.correlation(), replyTo, request.request().deadline());
    unanswered.add(handedOver);
    return handedOver;
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
        ActiveMQQueue queue = reply.request().replyTo;
        Batch batch = batches.computeIfAbsent(queue, to -> new Batch());
        batch.frame.add(reply.request().correlation, reply.answer());
        batch.millis =
            Math.max(
                batch.millis,
                TimeUnit.NANOSECONDS.toMillis(reply.request().deadline.remaining(now)));
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
        queue,
        Sender.message(batch.frame.content(), null, null),
        connector.timeToLive(batch.millis));
  }

  /** The replies to one gateway on their way into a message. */
  private static final class Batch {
    final ReplyFrame frame = new ReplyFrame();
    long millis = LEAST_MILLIS;
  }

  private void hold(List<Reply> replies) {
    held.addAll(replies);
    long now = clock.getAsLong();
    held.removeIf(reply -> reply.request().deadline.passed(now));
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

  /**
   * Waits until all requests that were handed over have been answered, but no longer than so many
   * milliseconds.
   */
  void awaitAnswers(long millis) {
    CountDownLatch latch = new CountDownLatch(1);
    lastAnswer = latch;
    try {
      if (!unanswered.isEmpty() && !latch.await(millis, TimeUnit.MILLISECONDS)) {
        unanswered.forEach(request -> request.accept(STOPPING));
      }
    } catch (InterruptedException e) {
      unanswered.forEach(request -> request.accept(STOPPING));
      Thread.currentThread().interrupt();
    }
  }

  /** Sends what there is, disconnects and ends all threads. */
  void stop() {
    Threads.end(senders);
    link.stop();
  }
}
