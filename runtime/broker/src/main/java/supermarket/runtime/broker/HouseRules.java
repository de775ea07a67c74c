package supermarket.runtime.broker;

import java.nio.file.Path;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.BrokerPlugin;

/**
 * The plugin that {@code activemq.xml} names: who may come in ({@link Doorkeeper}), and what
 * ActiveMQ cannot be told by configuration ({@link QueueRules}). It finds the passwords where
 * {@link Main} says.
 */
public final class HouseRules implements BrokerPlugin {

  /** The system property with the folder of the passwords. */
  static final String PASSWORDS = "supermarket.broker.passwords";

  @Override
  public Broker installPlugin(Broker broker) {
    String folder = System.getProperty(PASSWORDS);
    if (folder == null) {
      throw new IllegalStateException(PASSWORDS + " is not set: start it with bin/broker");
    }
    return new Doorkeeper(new QueueRules(broker), new Passwords(Path.of(folder)));
  }
}
