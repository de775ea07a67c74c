package supermarket.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

/**
 * Knows whether the collector has taken the last spans, and tells when that changes.
 *
 * <p>Thread safety: any thread may ask. Spans are exported one batch after the other.
 */
final class WatchedExporter implements SpanExporter {

  private static final Logger LOG = LoggerFactory.getLogger(WatchedExporter.class);

  private final URI endpoint;
  private final SpanExporter exporter;
  private volatile @Nullable Trouble trouble;

  WatchedExporter(URI endpoint, SpanExporter exporter) {
    this.endpoint = endpoint;
    this.exporter = exporter;
  }

  /** What is wrong with the collector. */
  Optional<Trouble> trouble() {
    return Optional.ofNullable(trouble);
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(() -> judge(result));
  }

  private void judge(CompletableResultCode result) {
    Trouble before = trouble;
    if (result.isSuccess()) {
      trouble = null;
      if (before != null) {
        LOG.info("{} takes spans again", endpoint);
      }
      return;
    }
    String text = endpoint + " takes no spans (" + reason(result) + "); they are lost";
    trouble = new Trouble("traces", Gravity.WARNING, text);
    if (before == null) {
      LOG.warn("{}", text);
    }
  }

  private static String reason(CompletableResultCode result) {
    Throwable failure = result.getFailureThrowable();
    Throwable cause = failure == null ? null : failure.getCause();
    return cause == null ? "it replies with an error" : cause.getClass().getSimpleName();
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
