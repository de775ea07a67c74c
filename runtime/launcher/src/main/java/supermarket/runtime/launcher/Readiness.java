package supermarket.runtime.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/** Asks the gateway whether it takes baskets; a node without one is asked in its shell. */
final class Readiness {
  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(2).toMillis();

  /** Fails, with the reasons, while the node does not do its part. */
  private static final String NOT_READY = "Not ready:";

  private static final String READY = "supermarket:ready";

  private final Home home;

  Readiness(Home home) {
    this.home = home;
  }

  private Role role() {
    try {
      return Role.named(Files.readString(home.roleFile()).strip());
    } catch (IOException | IllegalStateException e) {
      return Role.BOTH;
    }
  }

  /** How a ready node is described: {@code ready at http://host:port}. */
  String how() {
    return role().hasGateway() ? "ready at " + endpoint().orElse("?") : "ready to price baskets";
  }

  /** What is said when a node has become ready. Waits a little for its shell. */
  String greeting() throws InterruptedException {
    return new Greeting(home).of(role().hasGateway() ? endpoint() : Optional.empty());
  }

  /** {@code http://host:port} of the gateway; empty before it is bound. */
  Optional<String> endpoint() {
    return address().map(address -> "http://" + address);
  }

  /**
   * True if {@code GET /health/ready} answers 200, or without a gateway the shell's command is
   * done; false for every other answer, or none.
   */
  boolean isReady() {
    return role().hasGateway()
        ? isGatewayReady()
        : ShellClient.ask(home, READY).filter(ShellClient.Answer::done).isPresent();
  }

  /**
   * Whether this user cannot find out: a node without a gateway is asked in its shell, which is for
   * its own user only.
   */
  boolean isOutOfReach() {
    return !role().hasGateway()
        && Files.exists(home.shellAddress())
        && !Files.isReadable(home.shellAddress());
  }

  /**
   * What the node says keeps it from being ready; empty if it says nothing, or not to this user.
   */
  Optional<String> reasons() {
    return ShellClient.ask(home, READY)
        .filter(answer -> !answer.done())
        .map(answer -> answer.output().replaceFirst("^Error: ", ""))
        // Anything else is said by a shell that does not have the command yet.
        .filter(text -> text.startsWith(NOT_READY))
        .map(text -> text.substring(NOT_READY.length()).strip());
  }

  private boolean isGatewayReady() {
    Optional<String> address = address();
    if (address.isEmpty()) {
      return false;
    }
    String hostAndPort = address.get();
    int colon = hostAndPort.lastIndexOf(':');
    String host = hostAndPort.substring(0, colon).replace("[", "").replace("]", "");
    // Not the JDK's HTTP client: it would double the time that `status` takes.
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      int port = Integer.parseInt(hostAndPort.substring(colon + 1));
      socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), TIMEOUT_MILLIS);
      String request = "GET /health/ready HTTP/1.0\r\nHost: " + hostAndPort + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] statusLine = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return new String(statusLine, StandardCharsets.US_ASCII).endsWith(" 200");
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }

  private Optional<String> address() {
    try {
      String line = Files.readString(home.gatewayAddress()).strip();
      int colon = line.lastIndexOf(':');
      if (colon <= 0) {
        return Optional.empty();
      }
      String host = line.substring(0, colon);
      boolean anyAddress = host.equals("0.0.0.0") || host.equals("[::]") || host.equals("::");
      return Optional.of((anyAddress ? "127.0.0.1" : host) + line.substring(colon));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
