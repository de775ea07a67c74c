package supermarket.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Answer;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.http.HttpReply;
import supermarket.basket.api.http.HttpRequest;
import supermarket.basket.api.operation.AnsweredBasket;

class MetricsPageTest {

  private static final UserId USER = new UserId("secret-supermarket", "secret-user");

  private final MetricsPage page = new MetricsPage();

  private String scraped(String accept) throws Exception {
    HttpReply reply =
        page.answer(
            new HttpRequest(
                "GET",
                "/metrics",
                Map.of(),
                Map.of("accept", accept),
                InputStream.nullInputStream()));
    assertThat(reply.status()).isEqualTo(200);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reply.content().writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private void answered(String outcome, String server, long took, long waited, long priced) {
    page.answered(
        new AnsweredBasket(
            "secret-id",
            USER,
            3,
            outcome,
            "secret detail",
            null,
            server,
            RevisionId.NONE,
            true,
            200,
            took,
            0,
            waited,
            priced,
            null,
            null));
  }

  @Test
  void basketsAreCountedByWhatBecameOfThem() throws Exception {
    answered("priced", "n/s", 9_000_000, 1_000_000, 3_000_000);
    answered("timeout", "n/s", 6_000_000_000L, 0, 0);
    answered("overloaded", Answer.NO_SERVER, 1_000, 0, 0);
    assertThat(scraped(""))
        .contains(
            "supermarket_basket_seconds_count{outcome=\"priced\"} 1\n",
            "supermarket_basket_seconds_bucket{outcome=\"priced\",le=\"0.005\"} 0\n",
            "supermarket_basket_seconds_bucket{outcome=\"priced\",le=\"0.01\"} 1\n",
            "supermarket_basket_seconds_count{outcome=\"timeout\"} 1\n",
            "supermarket_basket_seconds_count{outcome=\"overloaded\"} 1\n",
            "supermarket_basket_hop_seconds_count{hop=\"worker\"} 2\n",
            "supermarket_basket_hop_seconds_bucket{hop=\"broker\",le=\"0.005\"} 1\n",
            "supermarket_basket_hop_seconds_bucket{hop=\"mailbox\",le=\"0.001\"} 2\n")
        .doesNotContain("secret");
  }

  @Test
  void aNodeWithoutPartsHasTheMetricsOfItsJvm() throws Exception {
    assertThat(scraped(""))
        .contains(
            "jvm_memory_used_bytes{area=\"heap\"}",
            "supermarket_nodes 0",
            "supermarket_troubles{gravity=\"not_ready\"} 0")
        .doesNotContain("supermarket_gateway_in_flight ");
  }

  @Test
  void whoAsksForOpenMetricsGetsThat() throws Exception {
    assertThat(scraped("application/openmetrics-text; version=1.0.0")).endsWith("# EOF\n");
  }

  @Test
  void nothingIsChangedHere() {
    assertThat(
            page.answer(
                    new HttpRequest(
                        "POST", "/metrics", Map.of(), Map.of(), InputStream.nullInputStream()))
                .status())
        .isEqualTo(405);
  }
}
