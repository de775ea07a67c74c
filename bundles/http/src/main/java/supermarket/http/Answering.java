package supermarket.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.http.HttpPage;
import supermarket.basket.api.http.HttpReply;
import supermarket.basket.api.http.HttpRequest;
import supermarket.library.web.Hosts;

/**
 * Answers a request: finds its page, and has it answer.
 *
 * <p>Thread safety: any number of threads.
 */
final class Answering implements HttpHandler {

  /** So many requests are answered at a time. */
  static final int MOST = 64;

  /** The largest body, in bytes: a strategy bundle fits in. */
  static final int LARGEST_BODY = 32 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

  private final Pages pages;
  private final Supplier<Hosts> hosts;
  private final Semaphore places = new Semaphore(MOST);

  /**
   * With some pages.
   *
   * @param hosts which requests are served for
   */
  Answering(Pages pages, Supplier<Hosts> hosts) {
    this.pages = pages;
    this.hosts = hosts;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean isIn = places.tryAcquire();
      try {
        write(exchange, isIn ? reply(exchange) : busy());
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      } finally {
        if (isIn) {
          places.release();
        }
      }
    }
  }

  private static HttpReply busy() {
    return text(503, "there are as many requests as there may be; try again");
  }

  private static HttpReply text(int status, String why) {
    return HttpReply.of(status, HttpReply.TEXT, why + "\n");
  }

  private HttpReply reply(HttpExchange exchange) throws InterruptedException {
    switch (hosts.get().judge(host(exchange))) {
      case MALFORMED -> {
        return text(400, "the host must be NAME or NAME:PORT");
      }
      case OTHER -> {
        return text(
            421,
            "this port is not for the host of the request; allow more with 'hosts' in etc/"
                + OperatorPort.PID
                + ".cfg");
      }
      case SERVED -> {}
    }
    if (isOfAnotherSite(exchange)) {
      return text(403, "this is for pages of this port only");
    }
    String path = exchange.getRequestURI().getPath();
    HttpPage page = path == null ? null : pages.find(path);
    if (page == null) {
      return text(404, "there are " + String.join(", ", pages.paths()));
    }
    try {
      return page.answer(request(exchange, path));
    } catch (IOException | IllegalArgumentException e) {
      return text(400, "the request cannot be read: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{} fails to answer {}", page.getClass().getName(), path, e);
      return text(500, "see the log");
    }
  }

  /** A page of another site may link here, and nothing else: browsers say who asks. */
  private static boolean isOfAnotherSite(HttpExchange exchange) {
    String site = exchange.getRequestHeaders().getFirst("Sec-Fetch-Site");
    String mode = exchange.getRequestHeaders().getFirst("Sec-Fetch-Mode");
    return site != null
        && !site.equals("same-origin")
        && !site.equals("none")
        && !"navigate".equals(mode);
  }

  private static String host(HttpExchange exchange) {
    List<String> all = exchange.getRequestHeaders().get("Host");
    return all == null || all.size() != 1 ? " " : all.getFirst();
  }

  private static HttpRequest request(HttpExchange exchange, String path) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    String method = exchange.getRequestMethod();
    return new HttpRequest(
        method.equals("HEAD") ? "GET" : method,
        path,
        query(exchange.getRequestURI().getRawQuery()),
        headers,
        new BoundedBody(exchange.getRequestBody(), LARGEST_BODY));
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> all = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      all.putIfAbsent(
          URLDecoder.decode(name, StandardCharsets.UTF_8),
          URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return all;
  }

  private static void write(HttpExchange exchange, HttpReply reply)
      throws IOException, InterruptedException {
    exchange.getResponseHeaders().set("Content-Type", reply.mediaType());
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(reply.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(reply.status(), 0);
    try (OutputStream out = exchange.getResponseBody()) {
      reply.content().writeTo(out);
    }
  }
}
