package supermarket.basket.api.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A reply on the operators' HTTP port.
 *
 * @param status such as 200
 * @param mediaType such as {@code text/html; charset=utf-8}
 * @param headers further ones, by name
 * @param content what is written
 */
public record HttpReply(
    int status, String mediaType, Map<String, String> headers, Content content) {

  /** The media type of plain text. */
  public static final String TEXT = "text/plain; charset=utf-8";

  /** The media type of JSON. */
  public static final String JSON = "application/json";

  /** Takes an unmodifiable copy of the headers. */
  public HttpReply {
    headers = Map.copyOf(headers);
  }

  /** Writes a reply, whole or piece by piece. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes it. What is flushed is sent at once.
     *
     * @throws IOException if the client has gone
     * @throws InterruptedException if the port is closed meanwhile
     */
    void writeTo(OutputStream out) throws IOException, InterruptedException;
  }

  /** Returns a reply with a text. */
  public static HttpReply of(int status, String mediaType, String text) {
    return of(status, mediaType, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a reply with some bytes. */
  public static HttpReply of(int status, String mediaType, byte[] bytes) {
    return new HttpReply(status, mediaType, Map.of(), out -> out.write(bytes));
  }
}
