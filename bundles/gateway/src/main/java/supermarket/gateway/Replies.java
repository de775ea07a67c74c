package supermarket.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.PricedLine;

/** Writes the bodies of replies. */
final class Replies {

  private Replies() {}

  /** Amounts are plain decimals with the digits of their currency. */
  static void priced(Bytes out, Priced priced) {
    try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("total_cost", priced.total().getAmount());
      json.writeStringField("currency", priced.total().getCurrencyUnit().getCode());
      json.writeArrayFieldStart("lines");
      for (PricedLine line : priced.lines()) {
        line(json, line);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void line(JsonGenerator json, PricedLine line) throws IOException {
    json.writeStartObject();
    json.writeStringField("product", line.product());
    json.writeNumberField("quantity", line.quantity());
    json.writeNumberField("unit_price", line.unitPrice().getAmount());
    json.writeNumberField("cost", line.cost().getAmount());
    json.writeStringField("strategy", line.strategy());
    json.writeStringField("strategy_version", line.strategyVersion());
    json.writeEndObject();
  }

  /** An RFC 9457 problem. */
  static void problem(Bytes out, String requestId, Refusal refusal) {
    Problem problem = refusal.problem();
    try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("type", problem.type());
      json.writeStringField("title", problem.title());
      json.writeNumberField("status", problem.status());
      json.writeStringField("detail", refusal.detail());
      json.writeStringField("error", problem.word());
      json.writeStringField("request_id", requestId);
      place(json, refusal);
      products(json, refusal.products());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void place(JsonGenerator json, Refusal refusal) throws IOException {
    if (refusal.field() != null) {
      json.writeStringField("field", refusal.field());
    }
    if (refusal.line() > 0) {
      json.writeNumberField("line", refusal.line());
      json.writeNumberField("column", refusal.column());
    }
  }

  private static void products(JsonGenerator json, List<String> products) throws IOException {
    if (products.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("products");
    for (String product : products) {
      json.writeString(product);
    }
    json.writeEndArray();
  }
}
