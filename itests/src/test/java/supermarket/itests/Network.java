package supermarket.itests;

import java.util.List;

/** Where the processes of a cluster are. */
interface Network {

  /** All of them on loopback. */
  Network LOOPBACK = new Network() {};

  /** The address that brokers listen on. */
  default String brokerHost() {
    return BrokerProcess.LOOPBACK;
  }

  /** What goes before the command that starts a node. */
  default List<String> prefix(String node) {
    return List.of();
  }
}
