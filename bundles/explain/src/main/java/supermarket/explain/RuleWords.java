package supermarket.explain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply.Tags;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.LookUp;
import supermarket.basket.api.PriceTag;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Reason;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.basket.BasketBroker;

/**
 * Asks the basket servers for rules in words, as a shelf label does: a gateway has no rules. So it
 * works on each node of a cluster, and strategies are not asked here.
 *
 * <p>Thread safety: immutable.
 */
final class RuleWords {

  /** So many products of a basket are looked up. */
  static final int MOST = 100;

  private static final Duration DEADLINE = Duration.ofSeconds(2);

  /** The broker itself answers when the deadline has passed, but it may be stopped meanwhile. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final BasketBroker broker;

  RuleWords(BasketBroker broker) {
    this.broker = broker;
  }

  /**
   * Returns the words by the product's code, of lines that would be priced like this now.
   *
   * @param revision the revision of the chain that they were priced with
   */
  Map<String, String> of(String store, RevisionId revision, List<PricedLine> lines)
      throws InterruptedException {
    Map<PricedLine, CompletableFuture<Answer>> asked = new LinkedHashMap<>();
    List<BasketCall> calls = new ArrayList<>();
    UserId nobody = new UserId(store, "explain " + UUID.randomUUID());
    long now = System.nanoTime();
    lines.stream()
        .filter(line -> !line.isDeposit())
        .limit(MOST)
        .forEach(
            line -> {
              CompletableFuture<Answer> answer = new CompletableFuture<>();
              asked.put(line, answer);
              calls.add(
                  new BasketCall(
                      BasketRequest.of(
                          "explain",
                          nobody,
                          new LookUp.One(line.product()),
                          Deadline.after(DEADLINE, now)),
                      answer::complete));
            });
    broker.price(calls);
    long until = now + DEADLINE.plus(GRACE).toNanos();
    Map<String, String> words = new LinkedHashMap<>();
    for (Map.Entry<PricedLine, CompletableFuture<Answer>> each : asked.entrySet()) {
      Answer answer = answer(each.getValue(), until);
      String told = told(each.getKey(), answer);
      // Whatever was deployed since may have changed the rule, and not its price.
      if (!told.isEmpty() && answer.revision().equals(revision)) {
        words.put(each.getKey().product(), told);
      }
    }
    return words;
  }

  private static Answer answer(CompletableFuture<Answer> asked, long until)
      throws InterruptedException {
    try {
      return asked.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Answer.rejected(Reason.TIMEOUT, "");
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody completes it with an exception", e);
    }
  }

  private static String told(PricedLine line, Answer answer) {
    if (!(answer.reply() instanceof Tags tags) || tags.tags().isEmpty()) {
      return "";
    }
    PriceTag.Price now = tags.tags().getFirst().now();
    return line.strategy().equals(now.strategy()) && line.unitPrice().equals(now.unitPrice())
        ? now.words()
        : "";
  }
}
