package supermarket.message.broker;

import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.BasketBroker;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketQueue;
import supermarket.basket.api.BasketQueue.Subscription;
import supermarket.basket.api.BrokerStatus;
import supermarket.basket.api.Cluster;
import supermarket.basket.api.DeadLetter;
import supermarket.basket.api.NodeStatus;
import supermarket.basket.api.PartitionShare;

/** The way of a basket over ActiveMQ, both ends of it. Thread-safe. */
@Component(
    service = {BasketBroker.class, BasketQueue.class, Cluster.class},
    configurationPid = "supermarket.message.broker")
public final class MessageBroker implements BasketBroker, BasketQueue, Cluster {

  /** The configuration; what each means is in the README. */
  @interface Config {
    String url() default "";

    String user() default "";

    String password_env() default "";

    String password_file() default "";

    String node() default "";

    String role() default "";

    int max_waiting() default 10_000;

    int memory_limit_mb() default 64;
  }

  private static final Logger LOG = LoggerFactory.getLogger(MessageBroker.class);

  final DeadLetters deadLetters;
  final List<Connector> connectors;
  final Requester requester;
  final RequestQueue queue;
  final @Nullable EmbeddedBroker embedded;

  /** For Declarative Services. */
  @Activate
  public MessageBroker(Config config) {
    this(Settings.of(config, System.getenv()), System::nanoTime);
  }

  MessageBroker(Settings settings, LongSupplier clock) {
    NodeId node = NodeId.born(settings.node());
    embedded = settings.embedded() ? new EmbeddedBroker(settings.memoryLimit()) : null;
    connectors =
        settings.embedded()
            ? List.of(new Connector(settings, BrokerAddress.EMBEDDED, embedded))
            : settings.brokers().stream()
                .map(address -> new Connector(settings, address, null))
                .toList();
    deadLetters = new DeadLetters(node.name());
    queue = new RequestQueue(connectors, settings, node, deadLetters, clock);
    requester = new Requester(connectors, settings, node, deadLetters, queue::announcer, clock);
  }

  /** Starts the embedded broker; an external one need not be there. */
  @Activate
  void start() {
    if (embedded != null) {
      embedded.start();
    }
    // Before anybody can announce that he is there.
    requester.start();
    queue.start();
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

  @Override
  public List<NodeStatus> nodes() {
    return requester.cluster().nodes();
  }

  @Override
  public List<PartitionShare> partitions() {
    return requester.cluster().partitions();
  }

  @Override
  public List<DeadLetter> deadLetters(int most) {
    List<DeadLetter> letters = new ArrayList<>();
    for (Connector connector : connectors) {
      try {
        letters.addAll(DeadLetters.list(connector, most - letters.size()));
      } catch (JMSException e) {
        LOG.warn("The dead letters of {} cannot be read: {}", connector.where(), e.toString());
      }
    }
    return letters;
  }

  /** Finishes what is under way, for a few seconds at most, and ends all threads. */
  @Deactivate
  void stop() {
    requester.refuse();
    queue.stop();
    requester.stop();
    deadLetters.stop();
    if (embedded != null) {
      embedded.stop();
    }
  }
}
