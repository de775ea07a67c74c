package supermarket.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import supermarket.basket.api.http.HttpPage;
import supermarket.basket.api.http.HttpReply;
import supermarket.basket.api.http.HttpRequest;

/**
 * {@code /console/}: the page, its scripts and its style, as they are in this bundle.
 *
 * <p>Thread safety: any thread.
 */
@Component(
    configurationPolicy = ConfigurationPolicy.IGNORE,
    property = HttpPage.PATH + "=" + FilesPage.PATH)
public final class FilesPage implements HttpPage {

  static final String PATH = "/console/";

  /** Nothing but what this bundle serves: no inline script or style, no other site, no frame. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"
          + " data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          POLICY,
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin");

  private static final Map<String, String> TYPES =
      Map.of(
          ".html", "text/html; charset=utf-8",
          ".js", "text/javascript; charset=utf-8",
          ".css", "text/css; charset=utf-8",
          ".svg", "image/svg+xml",
          "LICENSE", HttpReply.TEXT);

  @Override
  public HttpReply answer(HttpRequest request) throws IOException {
    if (!request.method().equals("GET")) {
      return Replies.onlyGet();
    }
    String name = request.path().substring(PATH.length());
    String file = name.isEmpty() ? "index.html" : name;
    String type = type(file);
    byte[] content = type == null ? null : read(file);
    if (type == null || content == null) {
      return HttpReply.of(404, HttpReply.TEXT, "there is no such file; the page is " + PATH + "\n");
    }
    return new HttpReply(200, type, HEADERS, out -> out.write(content));
  }

  private static @Nullable String type(String file) {
    return TYPES.entrySet().stream()
        .filter(each -> file.endsWith(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /** A name with dots is none of ours, whatever a class loader makes of it. */
  private static byte @Nullable [] read(String file) throws IOException {
    if (file.contains("..") || file.contains("//") || file.contains("\\")) {
      return null;
    }
    try (InputStream in = FilesPage.class.getResourceAsStream("/console/" + file)) {
      return in == null ? null : in.readAllBytes();
    }
  }
}
