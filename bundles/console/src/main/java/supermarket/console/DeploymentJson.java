package supermarket.console;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Findings;

/** Deployments, and what was found of versions, as JSON for the page. */
final class DeploymentJson {

  private DeploymentJson() {}

  static void write(JsonGenerator json, Deployment deployment) throws IOException {
    json.writeStringField("when", deployment.when().toString());
    json.writeStringField("action", deployment.action().name());
    json.writeStringField("door", deployment.door());
    json.writeStringField("bundle", deployment.bundle());
    json.writeStringField("version", deployment.version());
    json.writeStringField("outcome", deployment.outcome().name());
    strings(json, "details", deployment.details());
  }

  static void write(JsonGenerator json, Findings findings) throws IOException {
    json.writeStringField("bundle", findings.bundle());
    json.writeStringField("version", findings.version());
    json.writeStringField("what", findings.ofBaskets() ? "baskets" : "lines");
    strings(json, "refusals", findings.refusals());
    strings(json, "nodes", findings.nodes());
    json.writeNumberField("compared", findings.compared());
    json.writeNumberField("missed", findings.missed());
    json.writeNumberField("failed", findings.failed());
    json.writeNumberField("differing", findings.differing());
    Findings.UnderWay underWay = findings.underWay();
    if (underWay != null) {
      json.writeStringField("under_way", underWay.what() + " since " + underWay.since());
    }
    json.writeArrayFieldStart("changes");
    for (Findings.Change each : findings.changes()) {
      json.writeStartObject();
      json.writeNumberField("dearer", each.dearer());
      json.writeStringField("more", each.more().toString());
      json.writeNumberField("cheaper", each.cheaper());
      json.writeStringField("less", each.less().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("kinds");
    for (Findings.Kind each : findings.kinds()) {
      PricedLine line = each.example();
      json.writeStartObject();
      json.writeNumberField("lines", each.lines());
      json.writeStringField("product", line.product());
      json.writeNumberField("quantity", line.quantity());
      json.writeStringField("cost", line.cost().toString());
      json.writeStringField(
          "would_be", each.cost() == null ? each.failure() : each.cost().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
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
