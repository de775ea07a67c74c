package supermarket.gateway;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.Item;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.basket.BasketBroker;

/**
 * Stands for the message broker at its API: answers as a test tells it, or leaves the baskets to
 * the test.
 */
final class ScriptedBroker implements BasketBroker {

  private static final Money EACH = Money.of(CurrencyUnit.EUR, 1);

  private final BlockingQueue<BasketCall> left = new LinkedBlockingQueue<>();
  private volatile Consumer<List<BasketCall>> script;

  private ScriptedBroker(Consumer<List<BasketCall>> script) {
    this.script = script;
  }

  /** Prices everything at 1 EUR, at once. */
  static ScriptedBroker pricing() {
    return new ScriptedBroker(
        calls -> calls.forEach(call -> call.answer().accept(answer(priced(call)))));
  }

  /** Answers everything the same. */
  static ScriptedBroker answering(BasketReply reply) {
    return new ScriptedBroker(calls -> calls.forEach(call -> call.answer().accept(answer(reply))));
  }

  /** Does as it is told, on the thread that calls it. */
  static ScriptedBroker doing(Consumer<List<BasketCall>> script) {
    return new ScriptedBroker(script);
  }

  /** Leaves all baskets to {@link #next}. */
  static ScriptedBroker leaving() {
    ScriptedBroker broker = new ScriptedBroker(calls -> {});
    broker.script = broker.left::addAll;
    return broker;
  }

  /** The next basket that was left; waits for it. */
  BasketCall next() throws InterruptedException {
    BasketCall call = left.poll(30, TimeUnit.SECONDS);
    if (call == null) {
      throw new AssertionError("no basket came");
    }
    return call;
  }

  /** The next basket if one comes soon, else null. */
  BasketCall poll() throws InterruptedException {
    return left.poll(10, TimeUnit.MILLISECONDS);
  }

  /** Whether no basket is left that {@link #next} would answer at once. */
  boolean isEmpty() {
    return left.isEmpty();
  }

  @Override
  public void price(List<BasketCall> calls) {
    script.accept(calls);
  }

  static Answer answer(BasketReply reply) {
    return new Answer(
        reply,
        "server-1",
        RevisionId.NONE,
        Duration.ofNanos(2_000).toNanos(),
        Duration.ofNanos(3_000).toNanos());
  }

  /** One euro each. */
  static Priced priced(BasketCall call) {
    List<PricedLine> lines = call.request().items().stream().map(ScriptedBroker::line).toList();
    return new Priced(
        Money.total(CurrencyUnit.EUR, lines.stream().map(PricedLine::cost).toList()), lines);
  }

  private static PricedLine line(Item item) {
    return new PricedLine(
        item.product(),
        item.quantity(),
        EACH,
        EACH.multipliedBy(item.quantity()),
        "flat-price",
        "1.0.0");
  }
}
