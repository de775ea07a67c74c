package supermarket.itests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A network of its own for one node of a cluster, with one wire to the brokers, which can be cut.
 * Linux only, and root only.
 */
final class NetworkNamespace implements Network, AutoCloseable {

  private final String node;
  private final String name;
  private final String ourEnd;

  /** Lays the wire to a node that will be started. */
  NetworkNamespace(String node) throws IOException {
    this.node = node;
    String number = String.valueOf(ProcessHandle.current().pid());
    name = "supermarket-" + number;
    ourEnd = "smo" + number;
    String itsEnd = "smi" + number;
    ip("netns", "add", name);
    try {
      ip("link", "add", ourEnd, "type", "veth", "peer", "name", itsEnd, "netns", name);
      ip("address", "add", brokerHost() + "/30", "dev", ourEnd);
      ip("link", "set", ourEnd, "up");
      ip("-n", name, "address", "add", subnet() + "2/30", "dev", itsEnd);
      ip("-n", name, "link", "set", "lo", "up");
      ip("-n", name, "link", "set", itsEnd, "up");
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Of the addresses that are set aside for tests of networks; another one for each process. */
  private static String subnet() {
    return "198.18." + ProcessHandle.current().pid() % 256 + ".";
  }

  @Override
  public String brokerHost() {
    return subnet() + "1";
  }

  @Override
  public List<String> prefix(String started) {
    return started.equals(node) ? List.of("ip", "netns", "exec", name) : List.of();
  }

  /** Cuts the wire: nothing arrives, at either end, and nobody is told. */
  void cut() throws IOException {
    ip("link", "set", ourEnd, "down");
  }

  /** Mends the wire. */
  void mend() throws IOException {
    ip("link", "set", ourEnd, "up");
  }

  /** The wire goes with it. */
  @Override
  public void close() throws IOException {
    ip("netns", "delete", name);
  }

  private static void ip(String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("ip").redirectErrorStream(true);
    builder.command().addAll(List.of(arguments));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(String.join(" ", builder.command()) + ": " + said);
    }
  }
}
