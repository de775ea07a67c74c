package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import supermarket.itests.Store.Reply;
import supermarket.library.testing.SpanCollector;
import supermarket.library.testing.SpanCollector.Received;

/** The trace of a basket over a gateway, a broker and a basket node, each in its own process. */
class TracingIT {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final String SAMPLED = "00-" + TRACE + "-" + PARENT + "-01";
  private static final String NOT_SAMPLED = "00-" + TRACE + "-" + PARENT + "-00";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private Cluster cluster;
  private SpanCollector collector;
  private Store store;

  @BeforeEach
  void start() throws IOException {
    collector = new SpanCollector();
    cluster = Cluster.start(folder, new Cluster.Size(1, 1, 1));
    store = Store.at(cluster.addresses()[0]);
  }

  @AfterEach
  void stop() {
    store.close();
    cluster.close();
    collector.close();
  }

  private Reply price(String... headers) {
    Reply reply = store.post(Store.basket("u1", "GR1", "SR1"), headers);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply;
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("gateway-1/log/supermarket.log"));
  }

  private void configure(String key, String value) throws IOException {
    DistributionFolder.configure(cluster.home(), "supermarket.tracing", key, value);
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static String parent(Received span) {
    return hex(span.span().getParentSpanId());
  }

  private static String id(Received span) {
    return hex(span.span().getSpanId());
  }

  @Test
  void aTraceIsToldWithoutACollectorAndSpansAreMadeWithOne() throws Exception {
    assertThat(price().header("traceparent")).isEmpty();
    assertThat(price("traceparent", "00-" + TRACE).header("traceparent")).isEmpty();
    assertThat(price("traceparent", SAMPLED).header("traceparent")).isEqualTo(SAMPLED);
    await().untilAsserted(() -> assertThat(log()).containsPattern("priced id=.* trace=" + TRACE));
    assertThat(log()).containsOnlyOnce(" trace=");

    configure("percent", "0");
    configure("endpoint", collector.url());
    for (String node : new String[] {"gateway-1", "basket-1"}) {
      Path nodesLog = folder.resolve(node).resolve("log/supermarket.log");
      await(node)
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Files.readString(nodesLog))
                      .contains("Spans of baskets go to " + collector.url() + "/v1/traces"));
    }

    assertThat(price().header("traceparent")).isEmpty();
    assertThat(price("traceparent", NOT_SAMPLED).header("traceparent")).isEqualTo(NOT_SAMPLED);
    String told = price("traceparent", SAMPLED, "X-Request-Id", "traced").header("traceparent");

    // The only basket that is traced: two of one name would fail here.
    await().atMost(PATIENCE).until(() -> collector.spans().size() >= 5);
    Map<String, Received> spans = collector.spans();
    assertThat(spans)
        .containsOnlyKeys("POST /api/basket", "broker", "basket server", "mailbox", "worker")
        .allSatisfy(
            (name, span) -> {
              assertThat(hex(span.span().getTraceId())).isEqualTo(TRACE);
              assertThat(span.by()).containsEntry("service.name", "supermarket");
            });
    Received gateway = spans.get("POST /api/basket");
    Received broker = spans.get("broker");
    Received server = spans.get("basket server");
    assertThat(told).isEqualTo("00-" + TRACE + "-" + id(gateway) + "-01");
    assertThat(parent(gateway)).isEqualTo(PARENT);
    assertThat(parent(broker)).isEqualTo(id(gateway));
    assertThat(parent(server)).isEqualTo(id(broker));
    assertThat(parent(spans.get("mailbox"))).isEqualTo(id(server));
    assertThat(parent(spans.get("worker"))).isEqualTo(id(server));

    assertThat(gateway.by()).containsEntry("service.instance.id", "gateway-1");
    assertThat(broker.by()).isEqualTo(gateway.by());
    assertThat(server.by()).containsEntry("service.instance.id", "basket-1");
    assertThat(spans.get("worker").by()).isEqualTo(server.by());
    assertThat(gateway.attributes()).containsEntry("supermarket.request", "traced");
    assertThat(server.attributes()).containsEntry("supermarket.request", "traced");
    assertThat((String) server.attributes().get("supermarket.server")).startsWith("basket-1/");
    // All on one machine, and so by one clock.
    assertThat(server.span().getStartTimeUnixNano())
        .isBetween(gateway.span().getStartTimeUnixNano(), gateway.span().getEndTimeUnixNano());

    configure("percent", "100");
    await("a basket begins a trace")
        .atMost(PATIENCE)
        .until(() -> price().header("traceparent").matches("00-[0-9a-f]{32}-[0-9a-f]{16}-03"));
    configure("endpoint", "");
    await("spans are made no longer")
        .atMost(PATIENCE)
        .until(() -> price().header("traceparent").isEmpty());
  }
}
