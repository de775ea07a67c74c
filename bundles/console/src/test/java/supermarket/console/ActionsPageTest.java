package supermarket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.http.HttpReply;
import supermarket.basket.api.http.HttpRequest;
import supermarket.basket.api.operation.Quarantined;
import supermarket.basket.api.operation.StrategyQuarantine;

class ActionsPageTest {

  private static final String HOST = "127.0.0.1:4711";

  @TempDir Path data;
  private final Node node = new Node("both", null);
  private final Map<String, String> headers = new HashMap<>(Map.of("host", HOST));
  private ActionsPage page;

  @BeforeEach
  void open() throws Exception {
    Files.createDirectories(data.resolve("console"));
    Files.writeString(data.resolve("console/upload-left.jar"), "left by a kill");
    page = new ActionsPage(node, data);
  }

  private String ask(int status, String method, String name, Map<String, String> query, String body)
      throws Exception {
    HttpReply reply =
        page.answer(
            new HttpRequest(
                method,
                ActionsPage.PATH + name,
                query,
                headers,
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reply.content().writeTo(out);
    assertThat(reply.status()).as(out.toString(StandardCharsets.UTF_8)).isEqualTo(status);
    return out.toString(StandardCharsets.UTF_8);
  }

  private void signIn() throws Exception {
    headers.put(
        "authorization", "Bearer " + Files.readString(data.resolve("console.token")).strip());
  }

  @Test
  void whatChangesSomethingNeedsTheToken() throws Exception {
    for (String action :
        List.of(
            "check",
            "replay",
            "install",
            "upgrade",
            "shadow",
            "canary",
            "promote",
            "rollback",
            "forget",
            "uninstall",
            "release",
            "price",
            "no-such")) {
      assertThat(ask(401, "POST", action, Map.of(), "")).contains("bin/supermarket console");
    }
    ask(401, "GET", "administrator", Map.of(), "");
    signIn();
    ask(200, "GET", "administrator", Map.of(), "");
    assertThat(ask(404, "POST", "no-such", Map.of(), "")).contains("no action 'no-such'");
  }

  @Test
  void pagesOfOtherSitesGetNothingEvenWithTheToken() throws Exception {
    signIn();
    for (String origin :
        List.of("http://evil.example", "null", "http://127.0.0.1:4712", "http://127.0.0.1")) {
      headers.put("origin", origin);
      ask(403, "POST", "release", Map.of("name", "x"), "");
      ask(403, "GET", "history", Map.of(), "");
    }
    headers.put("origin", "http://" + HOST);
    ask(409, "POST", "release", Map.of("name", "x"), "");
    headers.put("origin", "https://" + HOST);
    ask(409, "POST", "release", Map.of("name", "x"), "");
    headers.put("sec-fetch-site", "cross-site");
    ask(403, "POST", "release", Map.of("name", "x"), "");
  }

  @Test
  void aStrategyIsReleased() throws Exception {
    signIn();
    node.quarantine =
        new StrategyQuarantine() {
          @Override
          public List<Quarantined> quarantined() {
            return List.of(new Quarantined(new StrategyId("x", "1", 1), "hangs", 0));
          }

          @Override
          public int release(String strategy) {
            return strategy.equals("x") ? 1 : 0;
          }
        };
    assertThat(ask(200, "POST", "release", Map.of("name", "x"), "")).contains("\"released\":1");
    ask(409, "POST", "release", Map.of("name", "y"), "");
  }

  @Test
  void aNodeWithoutADeployerSaysSo() throws Exception {
    signIn();
    assertThat(ask(503, "POST", "promote", Map.of("name", "x"), "")).contains("basket node");
    ask(503, "POST", "price", Map.of("code", "x", "amount", "1"), "");
    ask(503, "GET", "products", Map.of(), "");
    ask(404, "GET", "diff", Map.of("name", "x"), "");
    assertThat(ask(200, "GET", "history", Map.of(), "")).isEqualTo("{\"deployments\":[]}");
  }

  @Test
  void whatAKillLeftOfAnUploadGoes() {
    assertThat(data.resolve("console")).isEmptyDirectory();
  }

  @Test
  void theTillTakesWhatThePageSendsAndNothingElse() throws Exception {
    ask(415, "POST", "till", Map.of(), "{}");
    headers.put("content-type", "application/json");
    for (String body :
        List.of(
            "[]",
            "{}",
            "{\"store\":\"s\",\"items\":[]}",
            "{\"store\":\"\",\"items\":[{\"product\":\"A\"}]}",
            "{\"store\":\"s\",\"items\":[{\"product\":\"A\",\"quantity\":\"0\"}]}",
            "{\"store\":\"s\",\"items\":[{\"product\":\"A\",\"quantity\":\"x\"}]}",
            "{\"store\":\"s\",\"items\":[{\"product\":\"A\",\"quantity\":\"1.2.3kg\"}]}",
            "{\"store\":\"s\",\"items\":[{\"product\":7}]}",
            "{\"other\":\"s\"}",
            "{\"store\":\"" + "s".repeat(100_000) + "\",\"items\":[{\"product\":\"A\"}]}",
            "{\"store\":\"s\",\"items\":["
                + "{\"product\":\"A\"},".repeat(100)
                + "{\"product\":\"A\"}]}")) {
      assertThat(ask(400, "POST", "till", Map.of(), body)).contains("error");
    }
    assertThat(
            ask(503, "POST", "till", Map.of(), "{\"store\":\"s\",\"items\":[{\"product\":\"A\"}]}"))
        .contains("message broker");
  }

  @Test
  void otherMethodsAreRefused() throws Exception {
    ask(405, "PUT", "history", Map.of(), "");
  }
}
