package supermarket.message.broker;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.activemq.transport.TransportFactory;
import org.apache.activemq.util.URISupport;
import org.apache.activemq.util.URISupport.CompositeData;
import supermarket.basket.api.operation.InvalidSetting;

/**
 * Where a broker is.
 *
 * @param alternatives the addresses at which it may be, to be tried in this order: a pair of which
 *     one waits; empty if it is in this process
 */
record BrokerAddress(List<URI> alternatives) {

  /** The broker in this process. */
  static final BrokerAddress EMBEDDED = new BrokerAddress(List.of());

  private static final String FORM =
      "empty, or tcp://host:port, ssl://host:port or failover:(url,url); a blank between several"
          + " brokers";
  private static final int MOST_PORT = 65_535;
  private static final Set<String> SCHEMES = Set.of("tcp", "ssl");

  /** Takes an unmodifiable copy. */
  BrokerAddress {
    alternatives = List.copyOf(alternatives);
  }

  /**
   * Several brokers, as an operator writes them.
   *
   * @param urls separated by blanks; empty for none
   * @throws InvalidSetting if it is none
   */
  static List<BrokerAddress> all(String urls) {
    List<BrokerAddress> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String url : urls.strip().split("\\s+", -1)) {
      if (!url.isEmpty()) {
        BrokerAddress one = of(url);
        check(seen.add(one.where()), "without the same broker twice");
        all.add(one);
      }
    }
    return all;
  }

  private static BrokerAddress of(String url) {
    // URLs are shown to operators and appear in ActiveMQ's own messages.
    check(
        !url.toLowerCase(Locale.ROOT).contains("password") && !url.contains("@"),
        "without a password: use password.env or password.file");
    try {
      URI uri = new URI(url);
      List<URI> alternatives = List.of(uri);
      if ("failover".equals(uri.getScheme())) {
        CompositeData failover = URISupport.parseComposite(uri);
        check(
            failover.getParameters().isEmpty(),
            "without options behind failover:(…); they belong into the single URLs");
        alternatives = List.of(failover.getComponents());
      }
      check(!alternatives.isEmpty() && alternatives.stream().allMatch(BrokerAddress::usable), FORM);
      alternatives.forEach(BrokerAddress::checkOptions);
      return new BrokerAddress(alternatives);
    } catch (URISyntaxException e) {
      throw new InvalidSetting("url", FORM);
    }
  }

  private static boolean usable(URI broker) {
    return broker.getScheme() != null
        && SCHEMES.contains(broker.getScheme())
        && broker.getHost() != null
        && broker.getPort() > 0
        && broker.getPort() <= MOST_PORT;
  }

  /**
   * Makes a transport and does not connect it: what ActiveMQ does not know it would refuse at each
   * attempt.
   */
  private static void checkOptions(URI broker) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(BrokerAddress.class.getClassLoader());
    try {
      TransportFactory.connect(broker).stop();
    } catch (Exception e) { // it declares no other
      throw new InvalidSetting("url", "without options that ActiveMQ does not know");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void check(boolean fine, String allowed) {
    if (!fine) {
      throw new InvalidSetting("url", allowed);
    }
  }

  /** For operators: without options. */
  String where() {
    return alternatives.isEmpty()
        ? "embedded"
        : alternatives.stream()
            .map(uri -> uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort())
            .collect(Collectors.joining(","));
  }

  @Override
  public String toString() {
    return where();
  }
}
