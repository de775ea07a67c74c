package supermarket.message.broker;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.Item;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.operation.BasketTracer;

/** What the tests have in common. */
final class Setup {

  private Setup() {}

  static Settings embedded(int maxWaiting) {
    return new Settings(List.of(), "", Password.NONE, "test", "both", maxWaiting, 64L << 20);
  }

  /** A node with several brokers, or one with several addresses. */
  static Settings external(BrokerAddress... brokers) {
    return new Settings(
        List.of(brokers),
        "",
        Password.NONE,
        "test-" + NODES.incrementAndGet(),
        "both",
        1000,
        64L << 20);
  }

  private static final AtomicInteger NODES = new AtomicInteger();

  static MessageBroker started(Settings settings, LongSupplier clock) {
    return started(settings, null, clock);
  }

  /** The same on a node that makes spans. */
  static MessageBroker started(
      Settings settings, @Nullable BasketTracer tracer, LongSupplier clock) {
    MessageBroker broker = new MessageBroker(settings, new NodeState(), () -> tracer, clock);
    broker.start();
    return broker;
  }

  /** The configuration with its defaults, but for what is given. */
  static Config config(Map<String, Object> values) {
    return (Config)
        Proxy.newProxyInstance(
            Setup.class.getClassLoader(),
            new Class<?>[] {Config.class},
            (proxy, method, arguments) ->
                values.getOrDefault(method.getName(), method.getDefaultValue()));
  }

  static BasketRequest request(String id, UserId owner, long now) {
    return new BasketRequest(
        id,
        owner,
        List.of(new Item("GR1", 3), new Item("CF1", 1)),
        Deadline.after(Duration.ofSeconds(5), now));
  }

  static BasketCall call(String id, UserId owner, LongSupplier clock, Box<Answer> answers) {
    return new BasketCall(request(id, owner, clock.getAsLong()), answers::put);
  }

  static UserId user(int number) {
    return new UserId("sp" + number % 7, "u" + number);
  }

  /** Prices by the quantity, in cents. */
  static Answer priced(String server, BasketRequest request) {
    List<PricedLine> lines =
        request.items().stream()
            .map(
                item ->
                    new PricedLine(
                        item.product(),
                        item.quantity(),
                        cents(1),
                        cents(item.quantity()),
                        "flat",
                        "1.0.0"))
            .toList();
    Money total = lines.stream().map(PricedLine::cost).reduce(cents(0), Money::plus);
    return new Answer(new BasketReply.Priced(total, lines), server, RevisionId.NONE, 1, 2);
  }

  static Money cents(long cents) {
    return Money.ofMinor(CurrencyUnit.EUR, cents);
  }

  /** A clock that stands still until it is told. */
  static final class Clock implements LongSupplier {
    private final AtomicLong now = new AtomicLong(1_000_000_000L);

    @Override
    public long getAsLong() {
      return now.get();
    }

    void advance(Duration by) {
      now.addAndGet(by.toNanos());
    }
  }

  /** Takes things and waits for them. */
  static final class Box<T> {
    private final BlockingQueue<T> things = new LinkedBlockingQueue<>();

    void put(T thing) {
      things.add(thing);
    }

    T next(String what) throws InterruptedException {
      T thing = things.poll(20, TimeUnit.SECONDS);
      if (thing == null) {
        throw new AssertionError("There was no " + what);
      }
      return thing;
    }

    int size() {
      return things.size();
    }
  }
}
