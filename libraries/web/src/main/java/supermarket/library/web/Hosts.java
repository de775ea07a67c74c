package supermarket.library.web;

import java.net.Inet6Address;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.operation.InvalidSetting;

/**
 * The hosts that requests may be for. A page of any site can let a browser ask this machine, under
 * that site's own name (DNS rebinding); so while the endpoint is on loopback only the names of
 * loopback are served, unless others are configured.
 *
 * <p>Thread safety: immutable.
 */
public final class Hosts {

  /** The entry that allows all hosts. */
  public static final String ANY = "*";

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
  public static Hosts of(List<String> configured, String address) {
    if (configured.contains(ANY) || (configured.isEmpty() && !isLoopback(lower(address)))) {
      return new Hosts(Set.of(ANY));
    }
    return new Hosts(configured.stream().map(Hosts::configured).collect(Collectors.toSet()));
  }

  /**
   * Reads a configuration.
   *
   * @param configured the same, with commas and blanks between them
   * @throws InvalidSetting if one is no host
   */
  public static Hosts of(String configured, String address) {
    return of(
        Stream.of(configured.split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList(),
        address);
  }

  private static String configured(String host) {
    boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
    String name = hostOf(bare ? "[" + host + "]" : host);
    InvalidSetting.unless(
        name != null, "hosts", "names or addresses without ports, or " + ANY + " for all");
    return String.valueOf(name);
  }

  /** What a port thinks of the host of a request. */
  public enum Verdict {
    /** It is served. */
    SERVED,
    /** It is a host that is not served here. */
    OTHER,
    /** It is no host. */
    MALFORMED
  }

  /** Judges the host of a request, with or without a port. */
  public Verdict judge(String hostAndPort) {
    String host = hostOf(hostAndPort);
    if (host == null) {
      return Verdict.MALFORMED;
    }
    return allowed.contains(ANY) || isLoopback(host) || allowed.contains(host)
        ? Verdict.SERVED
        : Verdict.OTHER;
  }

  /** The name or address, in lower case; an IPv6 address without its brackets; null if none. */
  private static @Nullable String hostOf(String hostAndPort) {
    boolean isIpv6 = hostAndPort.startsWith("[");
    int end = isIpv6 ? hostAndPort.indexOf(']') + 1 : hostAndPort.indexOf(':');
    String name = end < 0 ? hostAndPort : hostAndPort.substring(0, end);
    if (!isPort(end < 0 ? "" : hostAndPort.substring(end))) {
      return null;
    }
    if (isIpv6) {
      return end == 0 ? null : ipv6(name.substring(1, end - 1));
    }
    return name.matches("[A-Za-z0-9._~!$&'()*+,;=-]*") ? lower(name) : null;
  }

  private static boolean isPort(String colonAndPort) {
    return colonAndPort.isEmpty()
        || (colonAndPort.matches(":[0-9]{1,5}")
            && Integer.parseInt(colonAndPort.substring(1)) >= 1
            && Integer.parseInt(colonAndPort.substring(1)) <= 65_535);
  }

  private static @Nullable String ipv6(String address) {
    try {
      return Inet6Address.ofLiteral(address).getHostAddress();
    } catch (IllegalArgumentException e) {
      return null;
    }
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
