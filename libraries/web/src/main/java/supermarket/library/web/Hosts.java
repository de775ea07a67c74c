package supermarket.gateway;

import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import supermarket.basket.api.operation.InvalidSetting;

/**
 * The hosts that requests may be for. A page of any site can let a browser ask this machine, under
 * that site's own name (DNS rebinding); so while the endpoint is on loopback only the names of
 * loopback are served, unless others are configured.
 *
 * <p>Thread safety: immutable.
 */
final class Hosts {

  /** The entry that allows all hosts. */
  static final String ANY = "*";

  private static final String IPV4_LOOPBACK = "127(\\.\\d{1,3}){3}";

  private final Set<String> allowed;

  private Hosts(Set<String> allowed) {
    this.allowed = allowed;
  }

  /**
   * Reads a configuration.
   *
   * @param configured names or addresses without ports; {@link #ANY} for all; empty for those of
   *     loopback if the endpoint is there, else for all
   * @param address what the endpoint listens on
   * @throws InvalidSetting if one is no host
   */
  static Hosts of(List<String> configured, String address) {
    if (configured.contains(ANY) || (configured.isEmpty() && !isLoopback(lower(address)))) {
      return new Hosts(Set.of(ANY));
    }
    return new Hosts(configured.stream().map(Hosts::configured).collect(Collectors.toSet()));
  }

  private static String configured(String host) {
    boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
    try {
      return hostOf(bare ? "[" + host + "]" : host);
    } catch (Refusal.Thrown e) {
      throw new InvalidSetting("hosts", "names or addresses without ports, or " + ANY + " for all");
    }
  }

  /** Checks the host of a request, with or without a port. */
  void judge(byte[] bytes, int from, int to) throws Refusal.Thrown {
    String host = hostOf(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    if (!allowed.contains(ANY) && !isLoopback(host) && !allowed.contains(host)) {
      throw new Refusal.Thrown(
          new Refusal(
              Problem.MISDIRECTED,
              "this gateway is not for the host of the request; its operator can allow more with"
                  + " 'hosts' in etc/supermarket.gateway.cfg"));
    }
  }

  /** The name or address, in lower case; an IPv6 address without its brackets. */
  private static String hostOf(String hostAndPort) throws Refusal.Thrown {
    int end = hostAndPort.startsWith("[") ? hostAndPort.indexOf(']') + 1 : hostAndPort.indexOf(':');
    if (hostAndPort.startsWith("[") && end > 0) {
      checkPort(hostAndPort.substring(end));
      return ipv6(hostAndPort.substring(1, end - 1));
    }
    String name = end < 0 ? hostAndPort : hostAndPort.substring(0, end);
    checkPort(end < 0 ? "" : hostAndPort.substring(end));
    if (!name.matches("[A-Za-z0-9._~!$&'()*+,;=-]*")) {
      throw malformed();
    }
    return lower(name);
  }

  private static void checkPort(String colonAndPort) throws Refusal.Thrown {
    boolean port =
        colonAndPort.isEmpty()
            || (colonAndPort.matches(":[0-9]{1,5}")
                && Integer.parseInt(colonAndPort.substring(1)) >= 1
                && Integer.parseInt(colonAndPort.substring(1)) <= 65_535);
    if (!port) {
      throw malformed();
    }
  }

  private static String ipv6(String address) throws Refusal.Thrown {
    try {
      return Inet6Address.ofLiteral(address).getHostAddress();
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
  }

  private static Refusal.Thrown malformed() {
    return Framing.malformed("the host must be NAME or NAME:PORT");
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("localhost.")
        || host.equals("0:0:0:0:0:0:0:1")
        || host.equals("::1")
        || host.matches(IPV4_LOOPBACK);
  }

  private static String lower(String host) {
    return host.toLowerCase(Locale.ROOT);
  }
}
