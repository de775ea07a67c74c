package supermarket.console;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductQuery;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.http.HttpReply;
import supermarket.basket.api.http.HttpRequest;

/**
 * What everybody may look up.
 *
 * <p>Thread safety: any thread.
 */
final class LookUps {

  private static final int DEPLOYMENTS = 200;
  private static final int PRODUCTS = 50;

  private final Node node;

  LookUps(Node node) {
    this.node = node;
  }

  /** The deployments on record, the newest first. */
  HttpReply history() {
    List<Deployment> all = node.deployer().map(each -> each.history()).orElse(List.of());
    return Replies.json(
        200,
        Json.object(
            json -> {
              json.writeArrayFieldStart("deployments");
              for (Deployment each : all.reversed().stream().limit(DEPLOYMENTS).toList()) {
                json.writeStartObject();
                DeploymentJson.write(json, each);
                json.writeEndObject();
              }
              json.writeEndArray();
            }));
  }

  /** What a version on trial makes of live lines. */
  HttpReply diff(HttpRequest request) {
    String strategy = request.query().getOrDefault("name", "");
    return node.deployer()
        .flatMap(each -> each.findings(strategy))
        .map(Actions::findings)
        .orElseGet(() -> Replies.refused(404, "no version of this strategy is on trial"));
  }

  /** Products by a part of their code or name. */
  HttpReply products(HttpRequest request) {
    Catalogue catalogue = node.catalogue().orElse(null);
    if (catalogue == null) {
      return Actions.missing();
    }
    Catalogue.Page page =
        catalogue.products(
            new ProductQuery(
                "",
                request.query().getOrDefault("text", ""),
                request.query().getOrDefault("after", ""),
                PRODUCTS));
    return Replies.json(
        200,
        Json.object(
            json -> {
              json.writeNumberField("matching", page.matching());
              json.writeArrayFieldStart("products");
              for (Catalogue.ProductStatus each : page.products()) {
                json.writeStartObject();
                product(json, each.product(), each.offer());
                json.writeEndObject();
              }
              json.writeEndArray();
            }));
  }

  private static void product(JsonGenerator json, Product product, Offer offer) throws IOException {
    json.writeStringField("code", product.code());
    json.writeStringField("name", product.name());
    Json.amount(json, "unit_price", product.unitPrice());
    json.writeStringField("currency", product.unitPrice().getCurrencyUnit().getCode());
    switch (offer) {
      case Offer.Available available -> {
        json.writeStringField("strategy", available.strategy().toString());
        json.writeStringField("rule", available.words());
      }
      case Offer.Unavailable unavailable -> json.writeStringField("flaw", unavailable.why());
    }
  }
}
