package supermarket.health;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import supermarket.basket.api.http.HttpPage;
import supermarket.basket.api.http.HttpReply;
import supermarket.basket.api.http.HttpRequest;
import supermarket.basket.api.operation.HealthChecks;
import supermarket.basket.api.operation.HealthChecks.Checked;
import supermarket.basket.api.operation.HealthChecks.Status;

/**
 * {@code GET /health/} and {@code /health/TAG}: 200, or 503 if a check is critical.
 *
 * <p>Thread safety: any thread.
 */
@Component(
    configurationPolicy = ConfigurationPolicy.IGNORE,
    property = HttpPage.PATH + "=" + HealthPage.PATH)
public final class HealthPage implements HttpPage {

  static final String PATH = "/health/";

  private static final JsonFactory FACTORY = new JsonFactory();

  private final HealthChecks checks;

  /** Called by Declarative Services. */
  @Activate
  public HealthPage(@Reference HealthChecks checks) {
    this.checks = checks;
  }

  @Override
  public HttpReply answer(HttpRequest request) throws InterruptedException {
    if (!request.method().equals("GET")) {
      return new HttpReply(
          405, HttpReply.TEXT, Map.of("Allow", "GET, HEAD"), out -> out.write('\n'));
    }
    String tag = request.path().substring(PATH.length());
    if (!tag.isEmpty() && !checks.tags().contains(tag)) {
      return HttpReply.of(
          404, HttpReply.TEXT, "there is no such tag; there are " + checks.tags() + "\n");
    }
    List<Checked> checked = checks.check(tag);
    Status worst =
        checked.stream().map(Checked::status).max(Comparator.naturalOrder()).orElse(Status.OK);
    return HttpReply.of(worst == Status.CRITICAL ? 503 : 200, HttpReply.JSON, json(worst, checked));
  }

  private static byte[] json(Status worst, List<Checked> checked) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("status", worst.name());
      json.writeArrayFieldStart("checks");
      for (Checked each : checked) {
        json.writeStartObject();
        json.writeStringField("name", each.name());
        strings(json, "tags", each.tags());
        json.writeStringField("status", each.status().name());
        strings(json, "reasons", each.reasons());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static void strings(JsonGenerator json, String name, List<String> strings)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String each : strings) {
      json.writeString(each);
    }
    json.writeEndArray();
  }
}
