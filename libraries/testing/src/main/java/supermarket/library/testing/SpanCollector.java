package supermarket.library.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Receives spans by OTLP over HTTP on loopback, as a collector of OpenTelemetry does.
 *
 * <p>Thread safety: any thread.
 */
public final class SpanCollector implements AutoCloseable {

  private static final int OK = 200;

  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile int status = OK;

  /**
   * A span, and what is said of who has made it.
   *
   * @param by texts and whole numbers
   * @param span the span
   */
  public record Received(Map<String, Object> by, Span span) {

    /** Returns what is said of the span: texts and whole numbers. */
    public Map<String, Object> attributes() {
      return SpanCollector.attributes(span.getAttributesList());
    }
  }

  /**
   * Listens on any free port.
   *
   * @throws IOException if there is none
   */
  public SpanCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    int reply = status;
    if (reply == OK) {
      ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().forEach(this::take);
    }
    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
    exchange.sendResponseHeaders(reply, -1);
    exchange.close();
  }

  private void take(ResourceSpans of) {
    Map<String, Object> by = attributes(of.getResource().getAttributesList());
    of.getScopeSpansList()
        .forEach(
            scope -> scope.getSpansList().forEach(span -> received.add(new Received(by, span))));
  }

  private static Map<String, Object> attributes(List<KeyValue> all) {
    Map<String, Object> attributes = new HashMap<>();
    for (KeyValue each : all) {
      AnyValue value = each.getValue();
      attributes.put(
          each.getKey(), value.hasIntValue() ? value.getIntValue() : value.getStringValue());
    }
    return attributes;
  }

  /** Replies with this status from now on. It takes spans with 200 only. */
  public void status(int next) {
    status = next;
  }

  /** Returns its address, without a path. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Returns all spans that came, by their names.
   *
   * @throws IllegalStateException if two have the same name
   */
  public Map<String, Received> spans() {
    return received.stream().collect(Collectors.toMap(each -> each.span().getName(), each -> each));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
