package supermarket.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A keep-alive connection that has one basket under way at most: as much of HTTP/1.1 as that takes,
 * so that the load costs little beside the server on the same processors.
 *
 * <p>Thread safety: used by one thread.
 */
final class Till implements AutoCloseable {

  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String LENGTH = "\r\ncontent-length: ";

  /** What a server answered. */
  record Reply(int status, String body) {}

  private final SocketChannel channel;
  private byte[] buffer = new byte[4_096];
  private int filled;
  private OpenLoop.@Nullable Basket basket;
  private long due;

  /** Connects; a selector tells when there is something to read. */
  Till(InetSocketAddress address, Selector selector) throws IOException {
    channel = SocketChannel.open(address);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** The whole request of a basket in JSON. */
  static byte[] request(URI address, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\nHost: %s\nContent-Type: application/json\nContent-Length: %d\n\n"
            .formatted(address.getPath(), address.getAuthority(), body.length);
    byte[] lines = head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(lines, lines.length + body.length);
    System.arraycopy(body, 0, request, lines.length, body.length);
    return request;
  }

  /** Sends a basket that was due at an instant. */
  void post(OpenLoop.Basket next, long at) throws IOException {
    basket = next;
    due = at;
    ByteBuffer request = ByteBuffer.wrap(next.request());
    while (request.hasRemaining()) {
      channel.write(request); // far less than a socket takes at once
    }
  }

  /** The basket that is under way; null if there is none. */
  OpenLoop.@Nullable Basket basket() {
    return basket;
  }

  /** When the basket that was posted last was due. */
  long due() {
    return due;
  }

  /**
   * Reads what there is.
   *
   * @return the reply, if it is complete
   */
  @Nullable Reply read() throws IOException {
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * filled);
    }
    int read = channel.read(ByteBuffer.wrap(buffer, filled, buffer.length - filled));
    if (read < 0) {
      throw new EOFException("the server closed the connection");
    }
    filled += read;
    int body = endOfHead();
    if (body < 0) {
      return null;
    }
    String head = text(0, body).toLowerCase(Locale.ROOT);
    int length = head.indexOf(LENGTH);
    if (length < 0) {
      throw new IOException("without a length: " + head);
    }
    int from = length + LENGTH.length();
    int size = Integer.parseInt(head, from, head.indexOf('\r', from), 10);
    if (filled < body + size) {
      return null;
    }
    filled = 0;
    basket = null;
    return new Reply(Integer.parseInt(head, 9, 12, 10), text(body, size));
  }

  private String text(int from, int length) {
    return new String(buffer, from, length, StandardCharsets.ISO_8859_1);
  }

  private int endOfHead() {
    for (int end = END_OF_HEAD.length; end <= filled; end++) {
      if (buffer[end - 1] == '\n'
          && Arrays.equals(buffer, end - END_OF_HEAD.length, end, END_OF_HEAD, 0, 4)) {
        return end;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
