package supermarket.message.broker;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import supermarket.basket.api.BasketBroker;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketQueue;
import supermarket.basket.api.BrokerStatus;

/** The way of a basket over ActiveMQ, both ends of it. Thread-safe. */
@Component(
    service = {BasketBroker.class, BasketQueue.class},
    configurationPid = "supermarket.message.broker")
public final class MessageBroker implements BasketBroker, BasketQueue {

  /** The configuration; what each means is in the README. */
  @interface Config {
    String url() default "";

    String user() default "";

    String password_env() default "";

    String password_file() default "";

    String gateway_id() default "";

    int partitions() default 6;

    int max_waiting() default 10_000;

    int memory_limit_mb() default 64;
  }

  final UnreadableMessages unreadable = new UnreadableMessages();
  final Connector connector;
  final Requester requester;
  final RequestQueue queue;
  private final @Nullable EmbeddedBroker embedded;

  /** For Declarative Services. */
  @Activate
  public MessageBroker(Config config) {
    this(Settings.of(config, System.getenv()), System::nanoTime);
  }

  MessageBroker(Settings settings, LongSupplier clock) {
    embedded = settings.embedded() ? new EmbeddedBroker(settings.memoryLimit()) : null;
    connector = new Connector(settings, embedded);
    requester = new Requester(connector, settings, unreadable, clock);
    queue = new RequestQueue(connector, settings, unreadable, clock);
  }

  /** Starts the embedded broker; an external one need not be there. */
  @Activate
  void start() {
    if (embedded != null) {
      embedded.start();
    }
    queue.start();
    requester.start();
  }

  @Override
  public void price(List<BasketCall> calls) {
    requester.price(calls);
  }

  @Override
  public BrokerStatus status() {
    return requester.status();
  }

  @Override
  public Subscription consume(String consumer, Consumer<BasketCall> handler) {
    return queue.consume(consumer, handler);
  }

  /** Finishes what is under way, for a few seconds at most, and ends all threads. */
  @Deactivate
  void stop() {
    requester.refuse();
    queue.stop();
    requester.stop();
    if (embedded != null) {
      embedded.stop();
    }
  }
}
