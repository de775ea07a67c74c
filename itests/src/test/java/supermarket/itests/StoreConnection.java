package supermarket.itests;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A store's keep-alive connection to one gateway: as much of HTTP/1.1 as that takes, on a blocking
 * socket, so that thousands of them cost little and nothing is sent again behind the test's back.
 */
final class StoreConnection implements AutoCloseable {

  /** A reply; the names of its headers are in lower case. */
  record Reply(int status, String head, String body) {

    Optional<String> header(String name) {
      int at = head.indexOf("\r\n" + name + ": ");
      if (at < 0) {
        return Optional.empty();
      }
      int value = at + name.length() + 4;
      return Optional.of(head.substring(value, head.indexOf("\r\n", value)));
    }

    /** The value of a member of the body that is text or a number. */
    Optional<String> member(String name) {
      int at = body.indexOf("\"" + name + "\":");
      if (at < 0) {
        return Optional.empty();
      }
      int value = at + name.length() + 3;
      int end = value;
      while (end < body.length() && ",}".indexOf(body.charAt(end)) < 0) {
        end++;
      }
      return Optional.of(body.substring(value, end).replace("\"", ""));
    }
  }

  private static final int CONNECT_MILLIS = 2_000;
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Socket socket = new Socket();
  private final InputStream in;
  private byte[] buffer = new byte[2048];
  private int filled;

  /** Where {@code host:port} is. */
  static InetSocketAddress at(String address) {
    int colon = address.lastIndexOf(':');
    return new InetSocketAddress(
        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
  }

  /** Connects. */
  StoreConnection(InetSocketAddress gateway) throws IOException {
    try {
      socket.setTcpNoDelay(true);
      socket.connect(gateway, CONNECT_MILLIS);
      in = socket.getInputStream();
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends a basket. */
  void post(String id, byte[] json) throws IOException {
    send(
        "POST /api/basket HTTP/1.1\r\n"
            + "Host: localhost\r\n"
            + "Content-Type: application/json\r\n"
            + "X-Request-Id: "
            + id
            + "\r\nContent-Length: "
            + json.length
            + "\r\n\r\n",
        json);
  }

  /** Asks for a path, such as that of a health check. */
  void get(String path) throws IOException {
    send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n", new byte[0]);
  }

  private void send(String head, byte[] body) throws IOException {
    byte[] text = head.getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(text, text.length + body.length);
    System.arraycopy(body, 0, request, text.length, body.length);
    socket.getOutputStream().write(request);
  }

  /**
   * Waits for a reply.
   *
   * @param due until when, by {@link System#nanoTime()}
   * @throws SocketTimeoutException if it is not complete then
   * @throws EOFException if the gateway closes the connection before
   */
  Reply reply(long due) throws IOException {
    int head;
    while ((head = endOfHead()) < 0) {
      fill(due);
    }
    String text = text(0, head).toLowerCase(Locale.ROOT);
    Reply reply = new Reply(Integer.parseInt(text.substring(9, 12)), text, "");
    int length = reply.header("content-length").map(Integer::parseInt).orElse(0);
    while (filled < head + length) {
      fill(due);
    }
    String body = text(head, length);
    filled -= head + length;
    System.arraycopy(buffer, head + length, buffer, 0, filled);
    return new Reply(reply.status(), text, body);
  }

  private String text(int from, int length) {
    return new String(buffer, from, length, StandardCharsets.ISO_8859_1);
  }

  private int endOfHead() {
    for (int i = 0; i + END_OF_HEAD.length <= filled; i++) {
      if (Arrays.equals(buffer, i, i + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
        return i + END_OF_HEAD.length;
      }
    }
    return -1;
  }

  private void fill(long due) throws IOException {
    if (!read(due)) {
      throw new EOFException(filled == 0 ? "before the reply" : "in the middle of the reply");
    }
  }

  /** Reads some more, or answers that there will be no more. */
  private boolean read(long due) throws IOException {
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * filled);
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime());
    if (millis <= 0 && in.available() == 0) {
      throw new SocketTimeoutException();
    }
    socket.setSoTimeout((int) Math.max(1, millis));
    int read = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, read);
    return read >= 0;
  }

  /** What came while nothing was expected. */
  enum Pause {
    QUIET,
    /** The gateway has closed the connection. */
    CLOSED,
    /** Something that nobody asked for. */
    NOISE
  }

  /** Listens until an instant; ends before if anything happens. */
  Pause listen(long until) {
    try {
      if (filled > 0) {
        return Pause.NOISE;
      }
      return read(until) ? Pause.NOISE : Pause.CLOSED;
    } catch (SocketTimeoutException nothing) {
      return Pause.QUIET;
    } catch (IOException reset) {
      return Pause.CLOSED;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no more use anyway.
    }
  }
}
