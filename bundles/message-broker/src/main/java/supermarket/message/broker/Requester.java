package supermarket.message.broker;

import jakarta.jms.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.apache.activemq.util.ByteSequence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.Reason;
import supermarket.basket.api.basket.BasketBroker;
import supermarket.basket.api.operation.BrokerStatus;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.library.vital.VitalTask;

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

  private static final Answer NOBODY =
      Answer.rejected(
          Reason.BROKER_UNAVAILABLE, "No basket server can be reached; try again later.");
  private static final Answer HOPELESS =
      Answer.rejected(
          Reason.USER_SERVER_ERROR,
          "Several basket servers have ended while they had this basket.");

  private static final Answer NO_GATEWAY =
      Answer.rejected(
          Reason.BROKER_UNAVAILABLE,
          "This node prices the baskets of others and sends none; ask a gateway.");
  private static final Answer UNREADABLE =
      Answer.rejected(
          Reason.USER_SERVER_ERROR, "The basket server's reply cannot be read; see the log.");
  private static final Answer FORGED =
      Answer.rejected(
          Reason.USER_SERVER_ERROR, "The basket server's reply is not one to this basket.");
  private static final Answer TOO_LARGE =
      Answer.rejected(Reason.USER_SERVER_ERROR, "The basket is too large to be sent.");

  private static final Logger LOG = LoggerFactory.getLogger(Requester.class);
  private static final long SWEEP_MILLIS = 20;
  private static final long TICK_MILLIS = 100;
  private static final long DRAIN_MILLIS = 5_000;

  /**
   * So long baskets wait for a broker or a basket server to come back, if their deadlines allow;
   * when all have been away for longer, baskets are refused at once.
   */
  private static final long OUTAGE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Waiting waiting;
  private final Floors floors;
  private final LongSupplier clock;
  private final Router router;
  private final boolean sends;
  private final DeadLetters deadLetters;
  private final List<Line> lines;
  private final ClusterView cluster;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("supermarket-broker-deadlines").factory());
  private final LongAdder timedOut = new LongAdder();
  private final LongAdder lateReplies = new LongAdder();
  private final VitalTask sweeping =
      new VitalTask("deadlines of baskets", Gravity.WARNING, LOG, this::sweep);
  private final VitalTask ticking =
      new VitalTask("watch over the other nodes", Gravity.WARNING, LOG, this::tick);
  private volatile boolean stopping;

  /**
   * Does not connect and starts no thread.
   *
   * @param announcers by broker, to bury messages that cannot be read
   */
  Requester(
      List<Connector> connectors,
      Settings settings,
      NodeId node,
      DeadLetters deadLetters,
      IntFunction<Announcer> announcers,
      LongSupplier clock) {
    this.clock = clock;
    this.deadLetters = deadLetters;
    waiting = new Waiting(settings.maxWaiting());
    floors = new Floors();
    router = new Router(waiting, clock, call -> answer(call.correlation(), HOPELESS));
    sends = settings.sends();
    List<Line> all = new ArrayList<>();
    for (Connector connector : connectors) {
      int broker = all.size();
      all.add(
          new Line(
              connector,
              settings,
              node,
              waiting,
              floors,
              clock,
              new Line.Listener() {
                @Override
                public void changed() {
                  router.update();
                }

                @Override
                public void replied(Message message) {
                  received(message, announcers.apply(broker));
                }

                @Override
                public void tooLarge(Waiting.Call call) {
                  answer(call.correlation(), TOO_LARGE);
                }

                @Override
                public void unreadable(Unreadable failure, ByteSequence content) {
                  // All nodes get it; it is not for each of them to bury.
                  deadLetters.dropped("announcement", failure, content);
                }
              }));
    }
    lines = List.copyOf(all);
    router.use(lines);
    cluster = new ClusterView(lines, router, clock);
  }

  void start() {
    lines.forEach(Line::start);
    sweeping.every(Duration.ofMillis(SWEEP_MILLIS), deadlines);
    ticking.every(Duration.ofMillis(TICK_MILLIS), deadlines);
  }

  @Override
  public void price(List<BasketCall> calls) {
    long now = clock.getAsLong();
    Routes routes = router.routes();
    Answer refusal = refusal(routes, now);
    List<Waiting.Call> accepted = new ArrayList<>(calls.size());
    for (BasketCall call : calls) {
      if (call.request().deadline().passed(now)) {
        timedOut.increment();
        Answers.give(call, TIMEOUT);
      } else if (refusal != null) {
        Answers.give(call, refusal);
      } else {
        accept(call, routes, now, accepted);
      }
    }
    if (!accepted.isEmpty()) {
      router.send(accepted);
      if (stopping) {
        // It may have begun to stop since it was asked; then nobody else may answer these.
        answerAll(STOPPING);
      }
    }
  }

  private void accept(BasketCall call, Routes routes, long now, List<Waiting.Call> accepted) {
    Route route = routes.of(Partitions.of(call.request().owner()));
    if (route != null && route.line().full(now)) {
      Answers.give(call, FULL);
      return;
    }
    Waiting.Call waits = waiting.add(call);
    if (waits == null) {
      Answers.give(call, TOO_MANY);
    } else {
      accepted.add(waits);
    }
  }

  private @Nullable Answer refusal(Routes routes, long now) {
    if (stopping) {
      return STOPPING;
    }
    if (!sends) {
      return NO_GATEWAY;
    }
    if (routes.isEmpty() && now - routes.noneSince() >= OUTAGE_NANOS) {
      return connected(now) ? NOBODY : AWAY;
    }
    return null;
  }

  private boolean connected(long now) {
    return lines.stream().anyMatch(line -> line.ready(now));
  }

  /** Notices who says nothing any more. */
  void tick() {
    router.tick();
    if (!stopping) { // it has said that it ends, and is not heard any more
      long now = clock.getAsLong();
      lines.forEach(line -> line.listen(now));
    }
  }

  /** Answers the calls whose deadlines have passed. */
  void sweep() {
    for (Waiting.Call overdue : waiting.overdue(clock.getAsLong())) {
      if (answer(overdue.correlation(), TIMEOUT)) {
        timedOut.increment();
      }
    }
  }

  private void received(Message message, Announcer announcer) {
    ByteSequence content = null;
    try {
      content = Received.content(message);
      ByteSequence all = content;
      Frame.Damaged damaged =
          (why, correlation) -> {
            deadLetters.bury("reply", why, all, announcer);
            if (correlation != null) {
              answer(correlation, UNREADABLE);
            }
          };
      for (ReplyFrame.Received reply : ReplyFrame.read(content, damaged)) {
        replied(reply, content, announcer);
      }
    } catch (Unreadable e) {
      deadLetters.bury("reply", e, content, announcer);
    }
  }

  private void replied(ReplyFrame.Received reply, ByteSequence content, Announcer announcer) {
    BasketCall call = waiting.take(reply.correlation());
    if (call == null) {
      lateReplies.increment();
      return;
    }
    try {
      Replies.check(call.request(), reply.answer());
      int partition = Partitions.of(call.request().owner());
      floors.confirm(partition, reply.answer().revision(), clock.getAsLong());
      Answers.give(call, reply.answer());
    } catch (Unreadable e) {
      Answers.give(call, FORGED);
      deadLetters.bury("reply", e, content, announcer);
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

  /** How the connections to the brokers stand. */
  BrokerStatus status() {
    long now = clock.getAsLong();
    return new BrokerStatus(
        lines.stream()
            .map(
                line ->
                    new BrokerStatus.Connection(
                        line.where(), !stopping && line.ready(now) && !line.deaf()))
            .toList(),
        waiting.size(),
        timedOut.sum(),
        lateReplies.sum(),
        router.resent(),
        deadLetters.count());
  }

  /** What this node knows of the cluster. */
  ClusterView cluster() {
    return cluster;
  }

  /** The gateway's sides of the brokers. */
  List<Line> lines() {
    return lines;
  }

  /** The calls that wait for an answer. */
  List<Waiting.Call> waiting() {
    return waiting.all();
  }

  /** From now on so many baskets may wait for their answers. */
  void maxWaiting(int most) {
    waiting.bound(most);
  }

  /** What is wrong, gravest first. */
  List<Trouble> troubles() {
    List<String> away =
        lines.stream().map(Line::trouble).filter(Objects::nonNull).map(String::valueOf).toList();
    Gravity gravity = away.size() == lines.size() ? Gravity.NOT_READY : Gravity.WARNING;
    List<Trouble> troubles = new ArrayList<>();
    // It comes back by itself: a node that starts meanwhile waits for it.
    away.forEach(text -> troubles.add(new Trouble("message broker", gravity, text, true)));
    sweeping.trouble().ifPresent(troubles::add);
    ticking.trouble().ifPresent(troubles::add);
    return troubles;
  }

  /** Waits a while for the answers to all calls; others should not come meanwhile. */
  void awaitAnswers() {
    waiting.awaitNone(DRAIN_MILLIS);
  }

  /** Refuses calls from now on; those that wait may still be answered. */
  void refuse() {
    stopping = true;
  }

  /** Answers what still waits, disconnects and ends all threads. */
  void stop() {
    stopping = true;
    Threads.end(deadlines);
    answerAll(STOPPING);
    lines.forEach(Line::stop);
  }
}
