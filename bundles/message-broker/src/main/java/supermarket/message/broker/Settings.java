package supermarket.message.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.activemq.util.URISupport;
import org.apache.activemq.util.URISupport.CompositeData;

/**
 * The configuration, checked.
 *
 * @param brokers where the broker is, to be tried in this order; empty for one in this process
 * @param user the user name for the broker, or empty
 * @param password the password for the broker, or empty
 * @param gateway names the queue on which replies come back
 * @param partitions how many partitions users are spread over
 * @param maxWaiting how many baskets may wait for an answer
 * @param memoryLimit how much the messages in the embedded broker may take, in bytes
 */
record Settings(
    List<URI> brokers,
    String user,
    String password,
    String gateway,
    int partitions,
    int maxWaiting,
    long memoryLimit) {

  private static final Set<String> SCHEMES = Set.of("tcp", "ssl");
  private static final Pattern GATEWAY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /**
   * Checks a configuration.
   *
   * @param environment the variables of the process
   * @throws IllegalArgumentException with a text for the operator
   */
  static Settings of(MessageBroker.Config config, Map<String, String> environment) {
    String gateway =
        config.gateway_id().isEmpty() ? UUID.randomUUID().toString() : config.gateway_id();
    check(GATEWAY.matcher(gateway).matches(), "gateway.id: 1 to 64 letters, digits, _ or -");
    check(between(config.partitions(), 1, 1024), "partitions: 1 to 1024");
    check(between(config.max_waiting(), 1, 1_000_000), "max.waiting: 1 to 1000000");
    check(between(config.memory_limit_mb(), 1, 65_536), "memory.limit.mb: 1 to 65536");
    return new Settings(
        brokers(config.url().strip()),
        config.user(),
        password(config, environment),
        gateway,
        config.partitions(),
        config.max_waiting(),
        config.memory_limit_mb() * 1024L * 1024L);
  }

  boolean embedded() {
    return brokers.isEmpty();
  }

  private static List<URI> brokers(String url) {
    if (url.isEmpty()) {
      return List.of();
    }
    // URLs are shown to operators and appear in ActiveMQ's own messages.
    check(
        !url.toLowerCase(Locale.ROOT).contains("password") && !url.contains("@"),
        "url: must hold no password; use password.env or password.file");
    try {
      URI uri = new URI(url);
      List<URI> brokers = List.of(uri);
      if ("failover".equals(uri.getScheme())) {
        CompositeData failover = URISupport.parseComposite(uri);
        check(
            failover.getParameters().isEmpty(),
            "url: put options into the single URLs; this bundle reconnects by itself");
        brokers = List.of(failover.getComponents());
      }
      check(
          !brokers.isEmpty() && brokers.stream().allMatch(Settings::usable),
          "url: empty, tcp://host:port, ssl://host:port or failover:(url,url)");
      return brokers;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("url: " + e.getReason(), e);
    }
  }

  private static boolean usable(URI broker) {
    return broker.getScheme() != null
        && SCHEMES.contains(broker.getScheme())
        && broker.getHost() != null;
  }

  private static String password(MessageBroker.Config config, Map<String, String> environment) {
    if (!config.password_env().isEmpty()) {
      String password = environment.get(config.password_env());
      check(password != null, "password.env: there is no such variable");
      return String.valueOf(password);
    }
    if (config.password_file().isEmpty()) {
      return "";
    }
    try {
      return Files.readString(Path.of(config.password_file())).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("password.file: cannot be read", e);
    }
  }

  private static boolean between(int value, int least, int most) {
    return value >= least && value <= most;
  }

  private static void check(boolean fine, String text) {
    if (!fine) {
      throw new IllegalArgumentException(text);
    }
  }

  /** Where the broker is, for operators: without options. */
  String where() {
    return embedded()
        ? "embedded"
        : String.join(
            ",",
            brokers.stream()
                .map(uri -> uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort())
                .toList());
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Settings[" + where() + ", gateway " + gateway + ", partitions " + partitions + "]";
  }
}
