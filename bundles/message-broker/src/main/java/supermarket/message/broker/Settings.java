package supermarket.message.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The configuration, checked.
 *
 * @param brokers where the brokers are; empty for one in this process
 * @param user the user name for the broker, or empty
 * @param password the password for the broker, or empty
 * @param node what operators call this node
 * @param role what it does, for other nodes to show
 * @param maxWaiting how many baskets may wait for an answer
 * @param memoryLimit how much the messages in the embedded broker may take, in bytes
 */
record Settings(
    List<BrokerAddress> brokers,
    String user,
    String password,
    String node,
    String role,
    int maxWaiting,
    long memoryLimit) {

  /**
   * Checks a configuration.
   *
   * @param environment the variables of the process
   * @throws IllegalArgumentException with a text for the operator
   */
  static Settings of(MessageBroker.Config config, Map<String, String> environment) {
    String node = config.node().isEmpty() ? "node" : config.node();
    check(Announcement.isName(node), "node: 1 to 64 letters, digits, _, - or .");
    String role = config.role().isEmpty() ? "both" : config.role();
    check(Announcement.isName(role), "role: gateway, basket or both");
    check(between(config.max_waiting(), 1, 1_000_000), "max.waiting: 1 to 1000000");
    check(between(config.memory_limit_mb(), 1, 65_536), "memory.limit.mb: 1 to 65536");
    return new Settings(
        BrokerAddress.all(config.url()),
        config.user(),
        password(config, environment),
        node,
        role,
        config.max_waiting(),
        config.memory_limit_mb() * 1024L * 1024L);
  }

  boolean embedded() {
    return brokers.isEmpty();
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

  /** Without the password. */
  @Override
  public String toString() {
    return "Settings[" + brokers + ", node " + node + ", role " + role + "]";
  }
}
