package supermarket.itests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A store: posts baskets to the gateway of a runtime. */
final class Store implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI gateway;

  private Store(URI gateway) {
    this.gateway = gateway;
  }

  /** A store of the runtime at home, as soon as that is ready. */
  static Store of(Path home) {
    Path address = home.resolve("data").resolve("gateway.address");
    await("gateway.address").atMost(PATIENCE).until(() -> Files.exists(address));
    try {
      Store store = new Store(URI.create("http://" + Files.readString(address).strip()));
      await("readiness").atMost(PATIENCE).until(() -> store.get("/health/ready").status() == 200);
      return store;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A store of the gateway that listens at {@code host:port}. */
  static Store at(String address) {
    return new Store(URI.create("http://" + address));
  }

  URI gateway() {
    return gateway;
  }

  /** The JSON of a basket; an item is a code, or a code and a quantity as in {@code CF1*3}. */
  static String basket(String user, String... items) {
    return "{\"supermarket_id\": \"sp1\", \"user_id\": \""
        + user
        + "\", \"items\": "
        + items(items)
        + "}";
  }

  /** The JSON of items, each a code, or a code and a quantity as in {@code CF1*3}. */
  static String items(String... items) {
    return Arrays.stream(items).map(Store::item).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String item(String item) {
    int star = item.indexOf('*');
    return star < 0
        ? "\"" + item + "\""
        : "{\"product\": \""
            + item.substring(0, star)
            + "\", \"quantity\": "
            + item.substring(star + 1)
            + "}";
  }

  Reply price(String user, String... items) {
    return post(basket(user, items));
  }

  Reply post(String body, String... headers) {
    return postAsync(body, headers).join();
  }

  CompletableFuture<Reply> postAsync(String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.resolve("/api/basket"))
            .timeout(PATIENCE)
            .setHeader("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return client
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
        .thenApply(Reply::new);
  }

  Reply get(String path) {
    return send("GET", path);
  }

  Reply send(String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.resolve(path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(Reply::new)
        .join();
  }

  @Override
  public void close() {
    client.close();
  }

  /** What the gateway answered. */
  record Reply(HttpResponse<String> response) {

    private static final Pattern TOTAL = Pattern.compile("\"total_cost\":([0-9]+\\.[0-9]{2})[,}]");
    private static final Pattern ERROR = Pattern.compile("\"error\":\"([a-z_]+)\"");

    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The total of a priced basket. */
    BigDecimal total() {
      return new BigDecimal(find(TOTAL));
    }

    /** The stable word of a rejected basket. */
    String error() {
      return find(ERROR);
    }

    private String find(Pattern pattern) {
      Matcher matcher = pattern.matcher(body());
      if (!matcher.find()) {
        throw new AssertionError("no " + pattern + " in " + this);
      }
      return matcher.group(1);
    }

    @Override
    public String toString() {
      return status() + " " + body();
    }
  }
}
