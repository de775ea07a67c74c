package supermarket.message.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.Reason;
import supermarket.basket.api.basket.BasketBroker;
import supermarket.basket.api.basket.BasketQueue;
import supermarket.basket.api.operation.BasketTracer;
import supermarket.basket.api.operation.BrokerStatus;
import supermarket.basket.api.operation.Cluster;
import supermarket.basket.api.operation.DeadLetter;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.NodeFact;
import supermarket.basket.api.operation.NodeStatus;
import supermarket.basket.api.operation.PartitionShare;
import supermarket.basket.api.operation.StandBy;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

/**
 * The way of a basket as it is configured. A configuration that makes no sense is told and the one
 * before stays in force; one that does takes over while the services stay, with all consumers.
 * Thread-safe: configurations and consumers change under its monitor; baskets take what is current.
 */
@Component(
    service = {BasketBroker.class, BasketQueue.class, Cluster.class, Health.class},
    configurationPid = ConfiguredBroker.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ConfiguredBroker implements BasketBroker, BasketQueue, Cluster, Health {

  static final String PID = "supermarket.message.broker";

  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredBroker.class);

  /** What is in force. */
  private record InForce(Settings settings, MessageBroker broker) {}

  private final List<Consuming> consumers = new ArrayList<>();
  private final NodeState state = new NodeState();
  private volatile @Nullable InForce inForce;
  private volatile @Nullable String refused;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable BasketTracer tracer;

  /** For Declarative Services. */
  @Activate
  public ConfiguredBroker(Config config) {
    modified(config);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addFact(NodeFact fact) {
    state.add(fact);
  }

  void removeFact(NodeFact fact) {
    state.remove(fact);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addStandBy(StandBy standBy) {
    state.add(standBy);
  }

  void removeStandBy(StandBy standBy) {
    state.remove(standBy);
  }

  /** Takes a configuration over, unless it makes no sense. */
  @Modified
  synchronized void modified(Config config) {
    Settings settings;
    try {
      settings = Settings.of(config, System.getenv());
    } catch (RuntimeException e) { // of whatever kind: the conversion of values throws its own
      refuse(e);
      return;
    }
    refused = null;
    InForce before = inForce;
    if (before != null && before.settings().sameButForBounds(settings)) {
      before.broker().adjust(settings.maxWaiting(), settings.memoryLimit());
      inForce = new InForce(settings, before.broker());
      return;
    }
    MessageBroker next = new MessageBroker(settings, state, () -> tracer, System::nanoTime);
    next.start();
    inForce = new InForce(settings, next);
    consumers.forEach(consumer -> consumer.moveTo(next));
    if (before != null) {
      LOG.info("Changed to {}", settings);
      before.broker().finish();
    }
  }

  private void refuse(RuntimeException failure) {
    String text = "etc/" + PID + ".cfg: " + failure.getMessage() + (inForce == null ? "" : STAYS);
    if (!text.equals(refused)) {
      refused = text;
      LOG.error("{}", text);
    }
  }

  private static final String STAYS = "; the configuration before stays in force";

  /** A consumer that outlives the configurations. */
  private final class Consuming implements Subscription {
    private final String name;
    private final Consumer<BasketCall> handler;
    private @Nullable Subscription current;

    Consuming(String name, Consumer<BasketCall> handler) {
      this.name = name;
      this.handler = handler;
    }

    /** The broker before, if there is one, ends its own. */
    void moveTo(MessageBroker broker) {
      current = broker.consume(name, handler);
    }

    @Override
    public void close() {
      Subscription last;
      synchronized (ConfiguredBroker.this) {
        consumers.remove(this);
        last = current;
        current = null;
      }
      if (last != null) {
        last.close();
      }
    }
  }

  @Override
  public void price(List<BasketCall> calls) {
    InForce now = inForce;
    if (now != null) {
      now.broker().price(calls);
      return;
    }
    Answer answer = Answer.rejected(Reason.BROKER_UNAVAILABLE, UNCONFIGURED);
    calls.forEach(call -> Answers.give(call, answer));
  }

  private static final String UNCONFIGURED =
      "The message broker's configuration makes no sense; the log and supermarket:ready say why.";

  @Override
  public synchronized Subscription consume(String consumer, Consumer<BasketCall> handler) {
    Consuming consuming = new Consuming(consumer, handler);
    InForce now = inForce;
    if (now != null) {
      consuming.moveTo(now.broker());
    }
    consumers.add(consuming);
    return consuming;
  }

  @Override
  public BrokerStatus brokers() {
    InForce now = inForce;
    return now == null
        ? new BrokerStatus(
            List.of(new BrokerStatus.Connection("not configured", false)), 0, 0, 0, 0, 0)
        : now.broker().brokers();
  }

  @Override
  public List<NodeStatus> nodes() {
    InForce now = inForce;
    return now == null ? List.of() : now.broker().nodes();
  }

  @Override
  public List<PartitionShare> partitions() {
    InForce now = inForce;
    return now == null ? List.of() : now.broker().partitions();
  }

  @Override
  public List<DeadLetter> deadLetters(int most) {
    InForce now = inForce;
    return now == null ? List.of() : now.broker().deadLetters(most);
  }

  @Override
  public List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>();
    InForce now = inForce;
    String text = refused;
    if (text != null) {
      Gravity gravity = now == null ? Gravity.NOT_READY : Gravity.WARNING;
      troubles.add(new Trouble("configuration", gravity, text));
    }
    if (now != null) {
      troubles.addAll(now.broker().troubles());
    }
    return troubles;
  }

  /** Finishes what is under way, for a few seconds at most, and ends all threads. */
  @Deactivate
  synchronized void stop() {
    InForce last = inForce;
    inForce = null;
    if (last != null) {
      last.broker().stop();
    }
  }
}
