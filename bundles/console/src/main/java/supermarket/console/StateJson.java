package supermarket.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.operation.BrokerStatus;
import supermarket.basket.api.operation.Cluster;
import supermarket.basket.api.operation.NodeStatus;
import supermarket.basket.api.operation.ServerStatus;
import supermarket.basket.api.operation.StoreEndpoint;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.WorkerStatus;

/**
 * How the node stands, as JSON for the page. Counts are those since the start: the page makes rates
 * of them.
 *
 * <p>Thread-safe: guarded by its monitor. All who look share what one of them has asked for.
 */
final class StateJson {

  private final Node node;
  private final StrategyJson strategies;

  @GuardedBy("this")
  private @Nullable Sample last;

  @GuardedBy("this")
  private String text = "";

  StateJson(Node node) {
    this.node = node;
    this.strategies = new StrategyJson(node);
  }

  /** The samples of the last minutes, in short: the page draws them. */
  static String history(List<Sample> samples) {
    return Json.object(
        json -> {
          json.writeArrayFieldStart("samples");
          for (Sample sample : samples) {
            json.writeStartObject();
            sample(json, sample);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /** How the node stands at a sample. */
  @SuppressWarnings("ReferenceEquality") // the same sample, not one that is like it
  synchronized String state(Sample sample) {
    if (sample != last) {
      text = write(sample);
      last = sample;
    }
    return text;
  }

  private String write(Sample sample) {
    return Json.object(
        json -> {
          json.writeObjectFieldStart("sample");
          sample(json, sample);
          json.writeEndObject();
          json.writeStringField("role", node.role());
          json.writeNumberField(
              "connections", node.endpoints().stream().mapToInt(StoreEndpoint::connections).sum());
          json.writeBooleanField("has_gateway", !node.endpoints().isEmpty());
          cluster(json);
          servers(json);
          strategies.write(json);
          troubles(json);
        });
  }

  private static void sample(JsonGenerator json, Sample sample) throws IOException {
    json.writeNumberField("at", sample.at());
    json.writeNumberField("priced", sample.priced());
    json.writeNumberField("failed", sample.failed());
    json.writeObjectFieldStart("reasons");
    for (Map.Entry<String, Long> each : sample.reasons().entrySet()) {
      json.writeNumberField(each.getKey(), each.getValue());
    }
    json.writeEndObject();
    latency(json, "all", sample.all());
    latency(json, "broker", sample.broker());
    latency(json, "mailbox", sample.mailbox());
    latency(json, "worker", sample.worker());
    json.writeNumberField("in_flight", sample.inFlight());
    json.writeNumberField("limit", sample.limit());
    json.writeNumberField("workers", sample.workers());
  }

  private static void latency(JsonGenerator json, String name, Sample.Latency latency)
      throws IOException {
    json.writeArrayFieldStart(name);
    json.writeNumber(latency.median());
    json.writeNumber(latency.p99());
    json.writeEndArray();
  }

  private void cluster(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("brokers");
    Cluster cluster = node.cluster().orElse(null);
    if (cluster == null) {
      json.writeEndArray();
      return;
    }
    BrokerStatus brokers = cluster.brokers();
    for (BrokerStatus.Connection each : brokers.brokers()) {
      json.writeStartObject();
      json.writeStringField("url", each.url());
      json.writeBooleanField("connected", each.connected());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("waiting", brokers.waiting());
    json.writeNumberField("timed_out", brokers.timedOut());
    json.writeNumberField("late", brokers.lateReplies());
    json.writeNumberField("resent", brokers.resent());
    json.writeNumberField("unreadable", brokers.unreadable());
    json.writeArrayFieldStart("nodes");
    for (NodeStatus each : cluster.nodes()) {
      json.writeStartObject();
      json.writeStringField("name", each.name());
      json.writeStringField("role", each.role());
      json.writeArrayFieldStart("servers");
      for (String server : each.servers()) {
        json.writeString(server);
      }
      json.writeEndArray();
      json.writeNumberField("silent_ms", TimeUnit.NANOSECONDS.toMillis(each.silentNanos()));
      json.writeObjectFieldStart("facts");
      for (Map.Entry<String, String> fact : each.facts().entrySet()) {
        json.writeStringField(fact.getKey(), fact.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void servers(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("servers");
    for (ServerStatus each : node.servers()) {
      json.writeStartObject();
      json.writeStringField("name", each.name());
      json.writeNumberField("in_flight", each.inFlight());
      json.writeNumberField("limit", each.limit());
      json.writeNumberField("priced", each.priced());
      json.writeNumberField("rejected", each.rejected());
      json.writeNumberField("died", each.workersDied());
      json.writeNumberField("workers", each.workers().size());
      json.writeNumberField(
          "waiting", each.workers().stream().mapToInt(WorkerStatus::waiting).sum());
      json.writeNumberField(
          "oldest_ms",
          TimeUnit.NANOSECONDS.toMillis(
              each.workers().stream().mapToLong(WorkerStatus::ageNanos).max().orElse(0)));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void troubles(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("troubles");
    for (Trouble each : node.troubles()) {
      json.writeStartObject();
      json.writeStringField("part", each.part());
      json.writeBooleanField("not_ready", each.gravity() == Trouble.Gravity.NOT_READY);
      json.writeStringField("text", each.text());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
