package supermarket.basket.api.http;

import java.io.InputStream;
import java.util.Locale;
import java.util.Map;

/**
 * A request on the operators' HTTP port. Nothing in it is to be trusted.
 *
 * @param method such as {@code GET}; a HEAD comes as GET
 * @param path decoded, without the query
 * @param query the parameters, decoded; of several with one name the first
 * @param headers by name in small letters; of several with one name the first
 * @param body what is left of the body, bounded by the port
 */
public record HttpRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    InputStream body) {

  /** Takes unmodifiable copies. */
  public HttpRequest {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** Returns a header, in any case; empty if it is not there. */
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }
}
