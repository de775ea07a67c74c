package supermarket.message.broker;

import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.basket.BasketBroker;
import supermarket.basket.api.basket.BasketQueue;
import supermarket.basket.api.basket.BasketQueue.Subscription;
import supermarket.basket.api.operation.BasketTracer;
import supermarket.basket.api.operation.BrokerStatus;
import supermarket.basket.api.operation.Cluster;
import supermarket.basket.api.operation.DeadLetter;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.NodeStatus;
import supermarket.basket.api.operation.PartitionShare;
import supermarket.basket.api.operation.Trouble;

/** The way of a basket over the brokers of one configuration, both ends of it. Thread-safe. */
final class MessageBroker implements BasketBroker, BasketQueue, Cluster, Health {

  private static final Logger LOG = LoggerFactory.getLogger(MessageBroker.class);

  final DeadLetters deadLetters;
  final List<Connector> connectors;
  final Requester requester;
  final RequestQueue queue;
  final @Nullable EmbeddedBroker embedded;

  /**
   * Starts nothing.
   *
   * @param state what this node tells the others, besides who it is
   * @param tracers answers null while no spans are made
   */
  MessageBroker(
      Settings settings,
      NodeState state,
      Supplier<@Nullable BasketTracer> tracers,
      LongSupplier clock) {
    NodeId node = NodeId.born(settings.node());
    embedded = settings.embedded() ? new EmbeddedBroker(settings.memoryLimit()) : null;
    connectors =
        settings.embedded()
            ? List.of(new Connector(settings, BrokerAddress.EMBEDDED, embedded))
            : settings.brokers().stream()
                .map(address -> new Connector(settings, address, null))
                .toList();
    deadLetters = new DeadLetters(node.name());
    queue =
        new RequestQueue(
            connectors, settings, node, state, deadLetters, new Served(tracers), clock);
    requester = new Requester(connectors, settings, node, deadLetters, queue::announcer, clock);
  }

  /** Starts the embedded broker; an external one need not be there. */
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
  public BrokerStatus brokers() {
    return requester.status();
  }

  @Override
  public Subscription consume(String consumer, Consumer<BasketCall> handler) {
    return queue.consume(consumer, handler);
  }

  /** Takes over what can change while baskets are under way. */
  void adjust(int maxWaiting, long memoryLimit) {
    requester.maxWaiting(maxWaiting);
    if (embedded != null) {
      embedded.memoryLimit(memoryLimit);
    }
  }

  @Override
  public List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>(requester.troubles());
    troubles.addAll(queue.troubles());
    return troubles;
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

  /** Ends like {@link #stop()}, after the answers to what was sent; another has taken over. */
  void finish() {
    requester.awaitAnswers();
    stop();
  }

  /** Finishes what is under way, for a few seconds at most, and ends all threads. */
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
