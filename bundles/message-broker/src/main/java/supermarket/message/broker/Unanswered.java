package supermarket.message.broker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.activemq.command.ActiveMQQueue;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Answer;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.Reason;

/** What one consumer has been handed and not answered yet. Thread-safe. */
final class Unanswered {

  private static final Answer STOPPING =
      Answer.rejected(Reason.BROKER_UNAVAILABLE, "The basket server is stopping; try again later.");

  private final Set<Request> requests = ConcurrentHashMap.newKeySet();
  private volatile @Nullable CountDownLatch lastAnswer;

  /** A request that has been handed over; takes its answer, the first one. */
  final class Request implements Consumer<Answer> {
    private final long correlation;
    private final ActiveMQQueue replyTo;
    private final Deadline deadline;
    private final Replier replier;

    private Request(long correlation, ActiveMQQueue replyTo, Deadline deadline, Replier replier) {
      this.correlation = correlation;
      this.replyTo = replyTo;
      this.deadline = deadline;
      this.replier = replier;
    }

    long correlation() {
      return correlation;
    }

    ActiveMQQueue replyTo() {
      return replyTo;
    }

    Deadline deadline() {
      return deadline;
    }

    @Override
    public void accept(Answer answer) {
      if (requests.remove(this)) {
        replier.add(this, answer);
        CountDownLatch latch = lastAnswer;
        if (latch != null && requests.isEmpty()) {
          latch.countDown();
        }
      }
    }
  }

  /**
   * Notes that a request is about to be handed over.
   *
   * @param replier sends its answer
   */
  Request handOver(long correlation, Deadline deadline, ActiveMQQueue replyTo, Replier replier) {
    Request request = new Request(correlation, replyTo, deadline, replier);
    requests.add(request);
    return request;
  }

  /**
   * Waits until everything is answered, but no longer than so many milliseconds; then answers the
   * rest.
   */
  void await(long millis) {
    CountDownLatch latch = new CountDownLatch(1);
    lastAnswer = latch;
    try {
      if (!requests.isEmpty() && !latch.await(millis, TimeUnit.MILLISECONDS)) {
        requests.forEach(request -> request.accept(STOPPING));
      }
    } catch (InterruptedException e) {
      requests.forEach(request -> request.accept(STOPPING));
      Thread.currentThread().interrupt();
    }
  }
}
