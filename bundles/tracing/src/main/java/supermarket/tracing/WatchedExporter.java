package supermarket.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

/**
 * Knows whether the collector has taken the last spans.
 *
 * <p>Thread safety: any thread.
 */
final class WatchedExporter implements SpanExporter {

  private final URI endpoint;
  private final SpanExporter exporter;
  private volatile boolean failing;

  WatchedExporter(URI endpoint, SpanExporter exporter) {
    this.endpoint = endpoint;
    this.exporter = exporter;
  }

  List<Trouble> troubles() {
    return failing
        ? List.of(
            new Trouble(
                "traces",
                Gravity.WARNING,
                endpoint + " does not take spans; baskets are priced without"))
        : List.of();
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(() -> failing = !result.isSuccess());
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
