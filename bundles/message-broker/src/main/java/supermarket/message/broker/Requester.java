package supermarket.message.broker;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.util.ByteSequence;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketBroker;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BrokerStatus;
import supermarket.basket.api.Reason;

/**
 * The gateway's side: sends requests and waits for replies, no longer than their deadlines.
 * Thread-safe.
 */
final class Requester implements BasketBroker {

  private static final Answer TIMEOUT =
      Answer.rejected(Reason.TIMEOUT, "No answer came before the deadline.");
  private static final Answer TOO_MANY =
      Answer.rejected(Reason.OVERLOADED, "Too many baskets wait for an answer; try again later.");
  private static final Answer FULL =
      Answer.rejected(Reason.OVERLOADED, "The message broker has no room; try again later.");
  private static final Answer AWAY =
      Answer.rejected(
          Reason.BROKER_UNAVAILABLE, "The message broker cannot be reached; try again later.");
  private static final Answer STOPPING =
      Answer.rejected(Reason.BROKER_UNAVAILABLE, "This node is stopping; try again later.");

  private static final long SWEEP_MILLIS = 20;

  private final Connector connector;
  private final Waiting waiting;
  private final LongSupplier clock;
  private final UnreadableMessages unreadable;
  private final ActiveMQQueue replyQueue;
  private final RequestSender sender;
  private final Link<MessageConsumer> replies;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("supermarket-broker-deadlines").factory());
  private final LongAdder timedOut = new LongAdder();
  private final LongAdder lateReplies = new LongAdder();
  private volatile boolean stopping;
  private @Nullable ScheduledFuture<?> sweeping;

  /** Does not connect and starts no thread. */
  Requester(
      Connector connector, Settings settings, UnreadableMessages unreadable, LongSupplier clock) {
    this.connector = connector;
    this.unreadable = unreadable;
    this.clock = clock;
    waiting = new Waiting(settings.maxWaiting());
    replyQueue = Queues.replies(settings.gateway());
    sender =
        new RequestSender(
            connector, waiting, new Partitions(settings.partitions()), replyQueue, clock);
    replies = new Link<>("replies", connector::receiving, this::listen, new Link.Listener() {});
  }

  void start() {
    replies.start(connector.embedded());
    sender.start();
    sweeping =
        deadlines.scheduleWithFixedDelay(
            this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void price(List<BasketCall> calls) {
    long now = clock.getAsLong();
    Answer refusal = refusal(now);
    List<Waiting.Call> accepted = new ArrayList<>(calls.size());
    for (BasketCall call : calls) {
      if (call.request().deadline().passed(now)) {
        timedOut.increment();
        Answers.give(call, TIMEOUT);
      } else if (refusal != null) {
        Answers.give(call, refusal);
      } else {
        Waiting.Call waits = waiting.add(call);
        if (waits == null) {
          Answers.give(call, TOO_MANY);
        } else {
          accepted.add(waits);
        }
      }
    }
    if (!accepted.isEmpty()) {
      sender.add(accepted);
      if (stopping) {
        // It may have begun to stop since it was asked; then nobody else may answer these.
        answerAll(STOPPING);
      }
    }
  }

  private @Nullable Answer refusal(long now) {
    if (stopping) {
      return STOPPING;
    }
    if (!connected(now)) {
      return AWAY;
    }
    return sender.full(now) ? FULL : null;
  }

  private boolean connected(long now) {
    return sender.ready(now) && replies.up();
  }

  /** Answers the calls whose deadlines have passed. */
  void sweep() {
    for (Waiting.Call overdue : waiting.overdue(clock.getAsLong())) {
      if (answer(overdue.correlation(), TIMEOUT)) {
        timedOut.increment();
      }
    }
  }

  private MessageConsumer listen(ActiveMQConnection connection) throws JMSException {
    MessageConsumer consumer =
        connection.createSession(false, Session.AUTO_ACKNOWLEDGE).createConsumer(replyQueue);
    consumer.setMessageListener(this::received);
    return consumer;
  }

  private void received(Message message) {
    ByteSequence content = null;
    try {
      content = Received.content(message);
      for (ReplyFrame.Received reply : ReplyFrame.read(content)) {
        if (!answer(reply.correlation(), reply.answer())) {
          lateReplies.increment();
        }
      }
    } catch (Unreadable e) {
      unreadable.dropped("reply", e, content);
    }
  }

  /** Answers a call, unless somebody has. */
  private boolean answer(long correlation, Answer answer) {
    BasketCall call = waiting.take(correlation);
    if (call == null) {
      return false;
    }
    Answers.give(call, answer);
    return true;
  }

  private void answerAll(Answer answer) {
    for (Waiting.Call call : waiting.all()) {
      answer(call.correlation(), answer);
    }
  }

  @Override
  public BrokerStatus status() {
    return new BrokerStatus(
        connector.where(),
        !stopping && connected(clock.getAsLong()),
        waiting.size(),
        timedOut.sum(),
        lateReplies.sum());
  }

  /** Refuses calls from now on; those that wait may still be answered. */
  void refuse() {
    stopping = true;
  }

  /** Answers what still waits, disconnects and ends all threads. */
  void stop() {
    stopping = true;
    if (sweeping != null) {
      sweeping.cancel(false);
    }
    Threads.end(deadlines);
    answerAll(STOPPING);
    sender.stop();
    replies.stop();
  }
}
