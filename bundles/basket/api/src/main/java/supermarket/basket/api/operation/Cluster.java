package supermarket.basket.api.operation;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The nodes that share the message brokers, as one of them sees it. Provided by the message broker,
 * for operators.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@ProviderType
public interface Cluster {

  /** How the connections of this node to the brokers stand. */
  BrokerStatus brokers();

  /** The nodes that can be heard, this one among them, by name. */
  List<NodeStatus> nodes();

  /**
   * How the partitions are shared out among the basket servers, by name; empty if there are none.
   */
  List<PartitionShare> partitions();

  /**
   * The messages that could not be read and are still kept, oldest first. Asks the brokers, so it
   * may take a moment; a broker that is away is left out.
   *
   * @param most how many to answer at most
   */
  List<DeadLetter> deadLetters(int most);
}
