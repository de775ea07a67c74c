package supermarket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.basket.api.http.HttpReply;
import supermarket.basket.api.http.HttpRequest;

class FilesPageTest {

  private static final Pattern NAMES =
      Pattern.compile("(?:href=\"|src=\"|from '\\./|import '\\./)([^\"'#]+)");

  private final FilesPage page = new FilesPage();

  private HttpReply get(String method, String path) throws Exception {
    return page.answer(
        new HttpRequest(method, path, Map.of(), Map.of(), InputStream.nullInputStream()));
  }

  private String text(String name) throws Exception {
    HttpReply reply = get("GET", "/console/" + name);
    assertThat(reply.status()).as(name).isEqualTo(200);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reply.content().writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void thePageMayLoadNothingButWhatThisBundleServes() throws Exception {
    assertThat(get("GET", "/console/").headers().get("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http");
    assertThat(text("")).isEqualTo(text("index.html")).doesNotContain("://", "style=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index.html",
        "main.js",
        "flow.js",
        "charts.js",
        "strategies.js",
        "baskets.js",
        "till.js",
        "catalogue.js",
        "deployments.js",
        "dialog.js"
      })
  void allThatAFileNamesIsThere(String name) throws Exception {
    Matcher names = NAMES.matcher(text(name));
    int found = 0;
    while (names.find()) {
      assertThat(text(names.group(1))).isNotEmpty();
      found++;
    }
    assertThat(found).isPositive();
  }

  @Test
  void theLibrariesComeWithTheirLicences() throws Exception {
    assertThat(text("lib/lit-html/LICENSE")).contains("Google");
    assertThat(text("lib/uplot/LICENSE")).contains("MIT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-such.js",
        "../META-INF/MANIFEST.MF",
        "../supermarket/console/Node.class",
        "lib/",
        "/x.js",
        "lib/../index.html",
        "\\index.html"
      })
  void nothingElseIsServed(String name) throws Exception {
    assertThat(get("GET", "/console/" + name).status()).isEqualTo(404);
  }

  @Test
  void nothingIsChangedHere() throws Exception {
    assertThat(get("POST", "/console/").status()).isEqualTo(405);
  }
}
