package supermarket.runtime.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Asks the gateway whether it takes baskets. */
final class Readiness {
  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(2).toMillis();

  private final Path addressFile;

  Readiness(Path addressFile) {
    this.addressFile = addressFile;
  }

  /** {@code http://host:port} of the gateway; empty before it is bound. */
  Optional<String> endpoint() {
    return address().map(address -> "http://" + address);
  }

  /** True if {@code GET /health/ready} answers 200; false for every other answer, or none. */
  boolean isReady() {
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
      String line = Files.readString(addressFile).strip();
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
