package supermarket.message.broker;

import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.net.URI;
import java.util.List;
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

  /**
   * ActiveMQ looks so often whether the broker has said anything, and gives a connection up at the
   * second or third look at which it has not. Both sides say at a third of that that they are
   * there. Not longer: after a cut of the network TCP may keep what is on its way for as long again
   * as the cut was, and a basket that waits there must still be sent another way in time.
   */
  private static final int SILENT_MILLIS = 2_000;

  private final Settings settings;
  private final BrokerAddress address;
  private final @Nullable EmbeddedBroker embedded;
  private final Login login;

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
    login = new Login(address.where());
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
   * How long the broker is to keep a message that is of use for so long, in milliseconds; 0: as
   * long as it thinks fit. A message carries the moment at which it ends, by the clock of its
   * sender. A broker outside would compare that with its own clock, so it is given none, and
   * decides by itself how long it keeps what nobody fetches. Receivers know how much time is left
   * from the message itself.
   */
  long timeToLive(long usefulMillis) {
    return embedded() ? Math.max(usefulMillis, 1) : 0;
  }

  /** A queue is not used any more. A broker outside notices that by itself. */
  void forget(ActiveMQQueue queue) {
    if (embedded != null) {
      embedded.remove(queue);
    }
  }

  /** Connects to send. */
  Link.Connecting toSend() {
    return new To(false);
  }

  /** Connects to receive. */
  Link.Connecting toReceive() {
    return new To(true);
  }

  private final class To implements Link.Connecting {
    private final boolean receiving;

    To(boolean receiving) {
      this.receiving = receiving;
    }

    @Override
    public ActiveMQConnection connect() throws JMSException {
      return Connector.this.connect(receiving);
    }

    @Override
    public void accepted() {
      login.accepted();
    }

    @Override
    public void refused(String why) {
      login.refused(why);
    }
  }

  /** Why the broker refuses this node, or null if it does not. */
  @Nullable String refusal() {
    return login.refusal();
  }

  private ActiveMQConnection connect(boolean receiving) throws JMSException {
    login.attempt();
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
    URI timed = with(broker, "connectionTimeout", CONNECT_MILLIS);
    URI watched = with(timed, "wireFormat.maxInactivityDuration", SILENT_MILLIS);
    return with(watched, "wireFormat.maxInactivityDurationInitalDelay", SILENT_MILLIS); // sic
  }

  /** An option, unless the operator has set it. */
  private static URI with(URI broker, String option, int value) {
    String uri = broker.toString();
    return uri.contains(option + "=")
        ? broker
        : URI.create(uri + (broker.getQuery() == null ? "?" : "&") + option + "=" + value);
  }

  private ActiveMQConnectionFactory tuned(ActiveMQConnectionFactory factory, boolean receiving)
      throws JMSSecurityException {
    if (!settings.user().isEmpty()) {
      factory.setUserName(settings.user());
      factory.setPassword(settings.password().read());
    }
    factory.setTrustedPackages(List.of());
    factory.setUseAsyncSend(true);
    factory.setCopyMessageOnSend(false);
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
