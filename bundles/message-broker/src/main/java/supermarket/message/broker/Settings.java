package supermarket.message.broker;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import supermarket.basket.api.operation.InvalidSetting;

/**
 * The configuration, checked.
 *
 * @param brokers where the brokers are; empty for one in this process
 * @param user the user name for the broker, or empty
 * @param password where the password for the broker is
 * @param node what operators call this node
 * @param role what it does, for other nodes to show
 * @param maxWaiting how many baskets may wait for an answer
 * @param memoryLimit how much the messages in the embedded broker may take, in bytes
 */
record Settings(
    List<BrokerAddress> brokers,
    String user,
    Password password,
    String node,
    String role,
    int maxWaiting,
    long memoryLimit) {

  private static final Set<String> ROLES = Set.of("gateway", "basket", "both");

  /**
   * Checks a configuration.
   *
   * @param environment the variables of the process
   * @throws InvalidSetting if a value is not allowed
   */
  static Settings of(Config config, Map<String, String> environment) {
    String node = config.node().isEmpty() ? "node" : config.node();
    InvalidSetting.unless(
        Announcement.isName(node), "node", "1 to 64 letters, digits, '_', '-' or '.'");
    String role = config.role().isEmpty() ? "both" : config.role();
    InvalidSetting.unless(ROLES.contains(role), "role", "gateway, basket or both");
    InvalidSetting.range("max.waiting", config.max_waiting(), 1, 1_000_000);
    InvalidSetting.range("memory.limit.mb", config.memory_limit_mb(), 1, 65_536);
    return new Settings(
        BrokerAddress.all(config.url()),
        config.user(),
        password(config, environment),
        node,
        role,
        config.max_waiting(),
        config.memory_limit_mb() * 1024L * 1024L);
  }

  /** Whether it differs only in what can change while baskets are under way. */
  boolean sameButForBounds(Settings other) {
    return brokers.equals(other.brokers)
        && user.equals(other.user)
        && password.equals(other.password)
        && node.equals(other.node)
        && role.equals(other.role);
  }

  boolean embedded() {
    return brokers.isEmpty();
  }

  /** Whether this node sends baskets to others. */
  boolean sends() {
    return embedded() || !role.equals("basket");
  }

  /** Whether this node prices baskets of others. */
  boolean prices() {
    return embedded() || !role.equals("gateway");
  }

  private static Password password(Config config, Map<String, String> environment) {
    if (!config.password_env().isEmpty()) {
      String password = environment.get(config.password_env());
      InvalidSetting.unless(
          password != null, "password.env", "the name of an environment variable that is set");
      return new Password(String.valueOf(password), null);
    }
    if (config.password_file().isEmpty()) {
      return Password.NONE;
    }
    try {
      // It is read at each attempt, and need not be there yet.
      return new Password("", Path.of(config.password_file()));
    } catch (InvalidPathException e) {
      throw new InvalidSetting("password.file", "the path of a file");
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Settings[" + brokers + ", node " + node + ", role " + role + "]";
  }
}
