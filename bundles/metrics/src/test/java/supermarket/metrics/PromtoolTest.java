package supermarket.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.http.HttpRequest;
import supermarket.basket.api.operation.AnsweredBasket;

/**
 * What ships for Prometheus is right by its own tool. Skipped where that is not installed, unless
 * the system property {@code supermarket.promtool} says {@code required}.
 */
class PromtoolTest {

  private static final Path TOOL = Path.of("/usr/bin/promtool");

  @BeforeEach
  void findTool() {
    boolean isThere = Files.isExecutable(TOOL);
    if (!isThere && "required".equals(System.getProperty("supermarket.promtool"))) {
      throw new AssertionError("no " + TOOL + ": install Debian's package prometheus");
    }
    assumeTrue(isThere, "no " + TOOL + ": install Debian's package prometheus");
  }

  private static String output(byte[] input, int exit, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(TOOL.toString());
    builder.command().addAll(List.of(arguments));
    Process process = builder.redirectErrorStream(true).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(exit);
    return output;
  }

  @Test
  void theAlertsAreRules() throws Exception {
    assertThat(
            output(
                new byte[0],
                0,
                "check",
                "rules",
                "../../runtime/src/root/monitoring/supermarket.rules.yml"))
        .contains("SUCCESS: 10 rules found");
  }

  @Test
  void aScrapeIsReadWithoutARemark() throws Exception {
    MetricsPage page = new MetricsPage();
    page.answered(
        new AnsweredBasket(
            "1",
            new UserId("s", "u"),
            1,
            "timeout",
            "",
            null,
            "n/s",
            RevisionId.NONE,
            true,
            504,
            5_000,
            1_000,
            0,
            0,
            null,
            null));
    ByteArrayOutputStream scraped = new ByteArrayOutputStream();
    page.answer(
            new HttpRequest("GET", "/metrics", Map.of(), Map.of(), InputStream.nullInputStream()))
        .content()
        .writeTo(scraped);
    String remarks = output(scraped.toByteArray(), 0, "check", "metrics");
    assertThat(remarks).isEmpty();
    output("supermarket_x{ 5\n".getBytes(StandardCharsets.UTF_8), 1, "check", "metrics");
  }
}
