package supermarket.message.broker;

import jakarta.jms.JMSException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.ActiveMQPrefetchPolicy;
import org.apache.activemq.RedeliveryPolicy;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.transport.Transport;
import org.apache.activemq.transport.vm.VMTransport;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections to the broker, tuned for many small messages that need not survive. Each
 * connection is for one session, and either sends or receives: only the first session of a
 * connection gets its messages without a thread of its own, and a connection that does both waits
 * for itself. Thread-safe.
 */
final class Connector {

  /**
   * How many messages, of many baskets each, a consumer has before it acknowledges them. The broker
   * keeps them in memory until then.
   */
  private static final int PREFETCH = 100;

  /** Also acknowledged is what has not become many for so long. */
  private static final int ACKNOWLEDGE_MILLIS = 300;

  private static final int CONNECT_MILLIS = 3_000;
  private static final int CLOSE_MILLIS = 2_000;

  /** By how much the clocks of two machines may differ, at worst. */
  private static final long CLOCKS_DIFFER_MILLIS = TimeUnit.MINUTES.toMillis(1);

  /**
   * A broker that sends nothing for so long, not even that it is there, is as good as away. It is
   * told to speak at a third of that.
   */
  private static final int SILENT_MILLIS = 10_000;

  private final Settings settings;
  private final BrokerAddress address;
  private final @Nullable EmbeddedBroker embedded;

  /**
   * Does not connect.
   *
   * @param address where the broker is
   * @param embedded the broker in this process, if it is that
   */
  Connector(Settings settings, BrokerAddress address, @Nullable EmbeddedBroker embedded) {
    this.settings = settings;
    this.address = address;
    this.embedded = embedded;
  }

  /**
   * Whether the broker is in this process: then it is quick to connect to and runs on its callers'
   * threads.
   */
  boolean embedded() {
    return embedded != null;
  }

  /** Where the broker is, for operators, without secrets. */
  String where() {
    return address.where();
  }

  /** A connection's name, for logs. */
  String named(String purpose) {
    return purpose + " at " + where();
  }

  /** Whether the broker is known to have too little memory for more requests. */
  boolean full() {
    return embedded != null && embedded.full();
  }

  /**
   * How long the broker is to keep a message that is of use for so long. A broker compares by its
   * own clock, and is only to tidy up what nobody fetches: receivers know how much time is left
   * from the message itself.
   */
  long timeToLive(long usefulMillis) {
    return Math.max(usefulMillis, 1) + (embedded() ? 0 : CLOCKS_DIFFER_MILLIS);
  }

  /** A queue is not used any more. A broker outside notices that by itself. */
  void forget(ActiveMQQueue queue) {
    if (embedded != null) {
      embedded.remove(queue);
    }
  }

  /** Connects to send. Not started. */
  ActiveMQConnection sending() throws JMSException {
    return connect(false);
  }

  /** Connects to receive. Not started. */
  ActiveMQConnection receiving() throws JMSException {
    return connect(true);
  }

  private ActiveMQConnection connect(boolean receiving) throws JMSException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // ActiveMQ looks for its transports by the context class loader, and its threads inherit it.
    thread.setContextClassLoader(Connector.class.getClassLoader());
    try {
      return embedded == null ? connectToFirst(receiving) : connectTo(embedded, receiving);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private ActiveMQConnection connectToFirst(boolean receiving) throws JMSException {
    @Nullable JMSException failure = null;
    for (URI broker : address.alternatives()) {
      try {
        return (ActiveMQConnection)
            tuned(new ActiveMQConnectionFactory(quick(broker)), receiving).createConnection();
      } catch (JMSException e) {
        failure = e;
      }
    }
    throw failure != null ? failure : new JMSException("No broker is configured");
  }

  private ActiveMQConnection connectTo(EmbeddedBroker broker, boolean receiving)
      throws JMSException {
    URI uri = URI.create(broker.uri() + "?create=false&async=" + receiving);
    return (ActiveMQConnection)
        tuned(receiving ? new OnSendersThread(uri) : new ActiveMQConnectionFactory(uri), receiving)
            .createConnection();
  }

  /**
   * Messages are to come on the sender's thread, acknowledgements to go on another: a sender holds
   * the locks of a queue while it delivers, and closing a consumer holds the way to the broker
   * while it waits for these locks. The URI can only say both or none. It must be said before the
   * transport starts: a transport that becomes synchronous while it runs leaves what is on its way
   * in its queue, for ever.
   */
  private static final class OnSendersThread extends ActiveMQConnectionFactory {

    OnSendersThread(URI broker) {
      super(broker);
    }

    @Override
    protected Transport createTransport() throws JMSException {
      Transport transport = super.createTransport();
      transport.narrow(VMTransport.class).setAsync(false);
      return transport;
    }
  }

  private static URI quick(URI broker) {
    return with(
        with(broker, "connectionTimeout", CONNECT_MILLIS),
        "wireFormat.maxInactivityDuration",
        SILENT_MILLIS);
  }

  /** An option, unless the operator has set it. */
  private static URI with(URI broker, String option, int value) {
    String uri = broker.toString();
    return uri.contains(option + "=")
        ? broker
        : URI.create(uri + (broker.getQuery() == null ? "?" : "&") + option + "=" + value);
  }

  private ActiveMQConnectionFactory tuned(ActiveMQConnectionFactory factory, boolean receiving) {
    if (!settings.user().isEmpty()) {
      factory.setUserName(settings.user());
      factory.setPassword(settings.password());
    }
    factory.setTrustedPackages(List.of());
    factory.setUseAsyncSend(true);
    factory.setCopyMessageOnSend(false);
    factory.setDisableTimeStampsByDefault(true);
    factory.setWatchTopicAdvisories(false);
    factory.setDispatchAsync(false);
    factory.setAlwaysSessionAsync(false);
    factory.setCheckForDuplicates(false);
    // By the clock of another machine; receivers check the deadline themselves.
    factory.setConsumerExpiryCheckEnabled(false);
    factory.setWarnAboutUnstartedConnectionTimeout(-1);
    factory.setConnectResponseTimeout(CONNECT_MILLIS);
    factory.setRequestTimeout(CONNECT_MILLIS);
    factory.setCloseTimeout(CLOSE_MILLIS);
    if (receiving) {
      factory.setOptimizeAcknowledge(true);
      factory.setOptimizedAckScheduledAckInterval(ACKNOWLEDGE_MILLIS);
      ActiveMQPrefetchPolicy prefetch = new ActiveMQPrefetchPolicy();
      prefetch.setQueuePrefetch(PREFETCH);
      factory.setPrefetchPolicy(prefetch);
      // Whoever dies takes its queue along; what was in it is sent again to another.
      factory
          .getRedeliveryPolicy()
          .setMaximumRedeliveries(RedeliveryPolicy.NO_MAXIMUM_REDELIVERIES);
    }
    return factory;
  }
}
