package supermarket.basket.api.http;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Answers requests on the operators' HTTP port. Whoever has one registers it as a service with the
 * property {@link #PATH}; it is served while it is there.
 *
 * <p>Thread safety: any number of threads may ask at a time.
 */
@ConsumerType
public interface HttpPage {

  /**
   * The service property that holds its path, such as {@code /metrics}. With a slash at the end it
   * is asked for all paths that begin like this, too. Of several, the longest is asked.
   */
  String PATH = "supermarket.http.path";

  /**
   * Answers a request. It runs on a virtual thread of its own, so it may wait; it must not compute
   * for long.
   *
   * @throws IOException if the request cannot be read
   * @throws InterruptedException if the port is closed meanwhile
   */
  HttpReply answer(HttpRequest request) throws IOException, InterruptedException;
}
