package supermarket.tracing;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.operation.InvalidSetting;

/**
 * The configuration, checked.
 *
 * @param endpoint where spans go, by OTLP over HTTP; null for nowhere
 * @param percent so many percent of the baskets whose client says nothing of a trace begin one
 * @param node what spans call this node
 */
record Settings(@Nullable URI endpoint, int percent, String node) {

  private static final String PATH = "/v1/traces";

  /**
   * Checks the bounds.
   *
   * @throws InvalidSetting if a value is beyond them
   */
  Settings {
    InvalidSetting.range("percent", percent, 0, 100);
  }

  static Settings of(Config config) {
    String node = config.node().isEmpty() ? "node" : config.node();
    return new Settings(endpoint(config.endpoint()), config.percent(), node);
  }

  /** Without a path it is that of every collector. */
  private static @Nullable URI endpoint(String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      URI uri = new URI(text);
      boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (isHttp && uri.getHost() != null && uri.getRawUserInfo() == null) {
        String path = uri.getRawPath();
        return path.isEmpty() || path.equals("/") ? uri.resolve(PATH) : uri;
      }
    } catch (URISyntaxException e) {
      throw new InvalidSetting("endpoint", URL);
    }
    throw new InvalidSetting("endpoint", URL);
  }

  private static final String URL =
      "a URL such as http://127.0.0.1:4318 or https://traces.example/v1/traces, without a user";
}
