package supermarket.basket.api.operation;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How the connections to the message brokers stand.
 *
 * @param brokers the brokers; at least one
 * @param waiting baskets sent and not yet answered
 * @param timedOut baskets whose deadline passed before an answer came, since start
 * @param lateReplies replies that came too late, or after another one, and were dropped, since
 *     start
 * @param resent how many times a basket was sent again because its basket server or broker went
 *     away, since start
 * @param unreadable messages that could not be read, since start
 */
public record BrokerStatus(
    List<Connection> brokers,
    int waiting,
    long timedOut,
    long lateReplies,
    long resent,
    long unreadable) {

  /**
   * Takes an unmodifiable copy of the brokers.
   *
   * @throws IllegalArgumentException if there is none
   */
  public BrokerStatus {
    brokers = List.copyOf(brokers);
    if (brokers.isEmpty()) {
      throw new IllegalArgumentException("no message broker");
    }
  }

  /**
   * A message broker.
   *
   * @param url where it is, without secrets
   * @param connected whether messages can be sent and received now
   */
  public record Connection(String url, boolean connected) {}

  /** Whether messages can be sent now, over one of them at least. */
  public boolean connected() {
    return brokers.stream().anyMatch(Connection::connected);
  }

  /** Where they are, without secrets. */
  public String url() {
    return brokers.stream().map(Connection::url).collect(Collectors.joining(" "));
  }
}
