package supermarket.message.broker;

import java.net.URI;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.broker.region.policy.SharedDeadLetterStrategy;
import org.apache.activemq.broker.region.policy.VMPendingQueueMessageStoragePolicy;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.usage.MemoryUsage;
import org.apache.activemq.usage.SystemUsage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An ActiveMQ in this process: no port, no JMX, no store. Pricing can be repeated, so messages need
 * not outlive the process. Thread-safe.
 */
final class EmbeddedBroker {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  /** Requests are refused above this, so that there is always room for replies. */
  private static final int FULL_PERCENT = 90;

  private static final int EXPIRE_MILLIS = 5_000;
  private static final long NO_STORE = 1024 * 1024;

  private final BrokerService service = new BrokerService();
  private final MemoryUsage memory;

  /**
   * Does not start it.
   *
   * @param memoryLimit how much its messages may take, in bytes
   */
  EmbeddedBroker(long memoryLimit) {
    // ActiveMQ keeps the brokers of a process in a static map by name.
    service.setBrokerName(
        "supermarket-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    service.setPersistent(false);
    service.setUseJmx(false);
    service.setUseShutdownHook(false);
    service.setAdvisorySupport(false);
    service.setSchedulerSupport(false);
    service.setDedicatedTaskRunner(false);
    service.setEnableStatistics(false);
    service.setUseVirtualTopics(false);
    service.setRestartAllowed(false);
    service.setDestinationPolicy(policy());
    SystemUsage usage = service.getSystemUsage();
    memory = usage.getMemoryUsage();
    memory.setLimit(memoryLimit);
    usage.getStoreUsage().setLimit(NO_STORE);
    usage.getTempUsage().setLimit(NO_STORE);
    // One thread sends for all: it gets an exception instead of being held.
    usage.setSendFailIfNoSpace(true);
  }

  private static PolicyMap policy() {
    PolicyEntry queues = new PolicyEntry();
    queues.setQueue(">");
    queues.setOptimizedDispatch(true);
    queues.setEnableAudit(false);
    queues.setExpireMessagesPeriod(EXPIRE_MILLIS);
    queues.setPendingQueuePolicy(new VMPendingQueueMessageStoragePolicy());
    SharedDeadLetterStrategy deadLetters = new SharedDeadLetterStrategy();
    deadLetters.setProcessExpired(false);
    queues.setDeadLetterStrategy(deadLetters);
    PolicyMap policies = new PolicyMap();
    policies.setDefaultEntry(queues);
    return policies;
  }

  /** Starts it and waits until it is there. */
  void start() {
    try {
      service.start();
      service.waitUntilStarted();
    } catch (Exception e) {
      stop();
      throw new IllegalStateException("The embedded broker does not start", e);
    }
  }

  /** From now on its messages may take so much memory, in bytes. */
  void memoryLimit(long limit) {
    memory.setLimit(limit);
  }

  /** Where clients in this process find it. */
  URI uri() {
    return URI.create("vm://" + service.getBrokerName());
  }

  /** Whether there is too little memory left for more requests. */
  boolean full() {
    return memory.getPercentUsage() >= FULL_PERCENT;
  }

  /** Removes a queue that nobody uses any more. */
  void remove(ActiveMQQueue queue) {
    try {
      service.removeDestination(queue);
    } catch (Exception e) {
      LOG.warn("A queue that is not used any more stays behind: {}", e.toString());
    }
  }

  /** How many queues there are. */
  int queues() throws Exception {
    return service.getRegionBroker().getDestinationMap().size();
  }

  /** Ends it with all its threads. */
  void stop() {
    try {
      service.stop();
      service.waitUntilStopped();
    } catch (Exception e) {
      throw new IllegalStateException("The embedded broker does not stop", e);
    }
  }
}
