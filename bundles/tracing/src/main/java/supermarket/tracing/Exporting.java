package supermarket.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import supermarket.basket.api.operation.Trouble;

/**
 * What exports spans to one collector: OpenTelemetry's, whose threads it ends. What the collector
 * does not take in time is lost, and costs nobody anything.
 *
 * <p>Thread safety: any thread.
 */
final class Exporting implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration EXPORT = Duration.ofSeconds(5);

  /** How long spans wait for others to be sent with. */
  private static final Duration GATHER = Duration.ofSeconds(1);

  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final WatchedExporter exporter;
  private final SdkTracerProvider provider;
  private final Spans spans;

  Exporting(URI endpoint, Settings settings) {
    exporter =
        new WatchedExporter(
            endpoint,
            OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.toString())
                .setConnectTimeout(CONNECT)
                .setTimeout(EXPORT)
                .build());
    GivenIds ids = new GivenIds();
    provider =
        SdkTracerProvider.builder()
            .setResource(resource(settings.node()))
            .setSampler(Sampler.alwaysOn())
            .setIdGenerator(ids)
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter)
                    .setScheduleDelay(GATHER)
                    .setExporterTimeout(EXPORT)
                    .build())
            .build();
    spans =
        new Spans(
            provider.get("supermarket"),
            ids,
            Sampler.traceIdRatioBased(settings.percent() / 100.0));
  }

  private static Resource resource(String node) {
    return Resource.getDefault()
        .merge(
            Resource.create(
                Attributes.of(
                    AttributeKey.stringKey("service.name"),
                    "supermarket",
                    AttributeKey.stringKey("service.instance.id"),
                    node)));
  }

  Spans spans() {
    return spans;
  }

  Optional<Trouble> trouble() {
    return exporter.trouble();
  }

  /** Sends what there is, unless that takes too long, and ends all threads. */
  @Override
  public void close() {
    CompletableResultCode end = provider.shutdown();
    if (!end.join(FAREWELL.toMillis(), TimeUnit.MILLISECONDS).isDone()) {
      // This interrupts what is being sent.
      exporter.shutdown().join(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
