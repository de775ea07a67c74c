package supermarket.benchmarks;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.Items;
import supermarket.basket.api.UserId;

/**
 * So many callers, each of which posts its next basket when the last one is answered. They are no
 * threads: the answer itself posts the next basket, so that only the runtime's work is measured and
 * not the waking of callers.
 *
 * <p>Thread safety: one thread at a time runs a loop.
 */
final class ClosedLoop {

  private static final String[] BASKET = {"GR1", "SR1", "GR1", "GR1", "CF1"};
  private static final Money TOTAL = Money.ofMinor(CurrencyUnit.EUR, 2245);
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final Node node;
  private final int callers;
  private final IntFunction<UserId> users;

  /**
   * A loop.
   *
   * @param callers how many baskets are under way at any time
   * @param users whose basket the caller of that number posts next; called by many threads at once
   */
  ClosedLoop(Node node, int callers, IntFunction<UserId> users) {
    this.node = node;
    this.callers = callers;
    this.users = users;
  }

  /**
   * Prices so many baskets and waits until they are answered.
   *
   * @throws IllegalStateException if an answer is wrong or there is none for a minute
   */
  void price(int baskets) throws InterruptedException {
    Run run = new Run(baskets);
    for (int i = 0; i < callers; i++) {
      run.new Caller(i).next();
    }
    if (!run.answered.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("baskets are not answered");
    }
    Answer wrong = run.wrong.get();
    if (wrong != null) {
      throw new IllegalStateException("a basket was answered " + wrong.reply());
    }
  }

  private final class Run {
    private final AtomicInteger left;
    private final CountDownLatch answered = new CountDownLatch(callers);
    private final AtomicReference<Answer> wrong = new AtomicReference<>();

    Run(int baskets) {
      this.left = new AtomicInteger(baskets);
    }

    private final class Caller implements Consumer<Answer> {
      private final int number;

      Caller(int number) {
        this.number = number;
      }

      void next() {
        if (left.getAndDecrement() <= 0) {
          answered.countDown();
          return;
        }
        Items items = new Items();
        for (String product : BASKET) {
          items.add(product, 1);
        }
        UserId user = users.apply(number);
        BasketRequest request =
            new BasketRequest(
                "benchmark", user, items.grouped(), Deadline.after(DEADLINE, System.nanoTime()));
        node.serverOf(user).price(new BasketCall(request, this));
      }

      @Override
      public void accept(Answer answer) {
        if (answer.reply() instanceof BasketReply.Priced priced && priced.total().equals(TOTAL)) {
          next();
        } else {
          wrong.set(answer);
          left.set(0);
          answered.countDown();
        }
      }
    }
  }
}
