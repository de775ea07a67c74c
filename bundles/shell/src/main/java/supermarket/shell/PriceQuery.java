package supermarket.shell;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketFacts;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.Item;
import supermarket.basket.api.UserId;
import supermarket.basket.api.basket.BasketBroker;

/** Sends one basket the way a store's goes, waits for its answer, and writes it down. */
final class PriceQuery {

  private final BasketBroker broker;
  private final Duration deadline;
  private final Duration grace;

  /**
   * A query.
   *
   * @param deadline what the basket is given
   * @param grace how much longer to wait: the broker itself answers when the deadline has passed,
   *     but it may be stopped meanwhile
   */
  PriceQuery(BasketBroker broker, Duration deadline, Duration grace) {
    this.broker = broker;
    this.deadline = deadline;
    this.grace = grace;
  }

  /**
   * The priced basket for people.
   *
   * @throws CommandFailed if it was rejected or not answered
   */
  String ask(UserId owner, List<Item> items, BasketFacts facts) {
    String id = "shell-" + UUID.randomUUID();
    CompletableFuture<Answer> answered = new CompletableFuture<>();
    long start = System.nanoTime();
    BasketRequest request =
        new BasketRequest(id, owner, items, Deadline.after(deadline, start)).with(facts);
    broker.price(List.of(new BasketCall(request, answered::complete)));
    Answer answer = await(answered, id);
    String trail =
        "server %s, revision %d, in mailbox %s, at work %s, there and back %s, request %s"
            .formatted(
                Text.safe(answer.server()),
                answer.revision().number(),
                Text.millis(answer.waitedNanos()),
                Text.millis(answer.pricedNanos()),
                Text.millis(System.nanoTime() - start),
                id);
    return switch (answer.reply()) {
      case BasketReply.Priced priced -> Receipt.of(priced) + "\n" + trail;
      case BasketReply.Rejected rejected -> throw rejection(rejected, trail);
      case BasketReply.Tags _ -> throw new IllegalStateException("the answer is that to a look-up");
    };
  }

  private Answer await(CompletableFuture<Answer> answered, String id) {
    try {
      return answered.get(deadline.plus(grace).toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new CommandFailed(
          "No answer, not even that the time is up: was the message broker stopped? Request "
              + id
              + ".");
    } catch (InterruptedException e) {
      throw new CommandFailed("Interrupted; the basket may still be priced. Request " + id + ".");
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody completes it with an exception", e);
    }
  }

  private static CommandFailed rejection(BasketReply.Rejected rejected, String trail) {
    return new CommandFailed(
        "Rejected, %s: %s\n%s"
            .formatted(rejected.reason().word(), Text.sentence(rejected.detail()), trail));
  }
}
