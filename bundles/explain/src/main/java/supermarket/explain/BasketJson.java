package supermarket.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.joda.money.Money;
import supermarket.basket.api.Allocation;
import supermarket.basket.api.AppliedPromotion;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.operation.AnsweredBasket;
import supermarket.basket.api.operation.RecordedBasket;

/** Baskets as JSON. Amounts are plain decimals, times are whole microseconds. */
final class BasketJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  private BasketJson() {}

  /** Some baskets in short. */
  static byte[] list(List<RecordedBasket> baskets) {
    return object(
        json -> {
          json.writeArrayFieldStart("baskets");
          for (RecordedBasket each : baskets) {
            json.writeStartObject();
            head(json, each);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /** There is none of an id. */
  static byte[] none(String id) {
    return object(
        json -> {
          json.writeStringField("request_id", id);
          json.writeStringField(
              "detail",
              "this node remembers no such basket: only its gateway's last ones are kept, and of"
                  + " many in a second some");
        });
  }

  /**
   * The newest of an id, line by line.
   *
   * @param rules in words, by the product's code
   */
  static byte[] whole(List<RecordedBasket> found, Map<String, String> rules) {
    RecordedBasket newest = found.getFirst();
    return object(
        json -> {
          head(json, newest);
          Priced priced = newest.basket().priced();
          if (priced != null) {
            lines(json, priced, rules);
            promotions(json, priced);
          }
          json.writeNumberField("earlier_with_this_id", found.size() - 1);
        });
  }

  private static void head(JsonGenerator json, RecordedBasket recorded) throws IOException {
    AnsweredBasket basket = recorded.basket();
    json.writeStringField("request_id", basket.id());
    json.writeStringField("at", recorded.when().toString());
    json.writeStringField("supermarket", basket.owner().supermarket());
    json.writeStringField("user", basket.owner().user());
    json.writeNumberField("items", basket.scanned());
    json.writeStringField("outcome", basket.outcome());
    if (!basket.detail().isEmpty()) {
      json.writeStringField("detail", basket.detail());
    }
    Money total = basket.total();
    if (total != null) {
      amount(json, "total_cost", total);
      json.writeStringField("currency", total.getCurrencyUnit().getCode());
    }
    if (basket.trace() != null) {
      json.writeStringField("trace_id", basket.trace().context().traceId());
    }
    json.writeStringField("server", basket.server());
    json.writeNumberField("revision", basket.revision().number());
    micros(json, "total_us", basket.tookNanos());
    if (basket.isAnswered()) {
      micros(json, "broker_us", basket.brokerNanos());
      micros(json, "waited_us", basket.waitedNanos());
      micros(json, "priced_us", basket.pricedNanos());
    }
  }

  private static void lines(JsonGenerator json, Priced priced, Map<String, String> rules)
      throws IOException {
    json.writeArrayFieldStart("lines");
    for (PricedLine line : priced.lines()) {
      json.writeStartObject();
      json.writeStringField("product", line.product());
      json.writeStringField("name", line.name());
      json.writeNumberField("quantity", line.quantity());
      if (line.weight() != null) {
        json.writeNumberField("weight", line.weight().kilograms());
      }
      amount(json, "unit_price", line.unitPrice());
      amount(json, "plain_cost", line.plainCost());
      amount(json, "cost", line.cost());
      if (line.isDeposit()) {
        json.writeBooleanField("deposit", true);
      } else {
        json.writeStringField("strategy", line.strategy());
        json.writeStringField("strategy_version", line.strategyVersion());
      }
      String rule = rules.get(line.product());
      if (rule != null) {
        json.writeStringField("rule", rule);
      }
      json.writeArrayFieldStart("promotions");
      for (Allocation each : line.allocations()) {
        json.writeStartObject();
        json.writeStringField("id", each.promotion());
        amount(json, "off", each.off());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void promotions(JsonGenerator json, Priced priced) throws IOException {
    if (priced.promoted() == null) {
      return;
    }
    json.writeArrayFieldStart("promotions");
    for (AppliedPromotion each : priced.promoted().applied()) {
      json.writeStartObject();
      json.writeStringField("id", each.id());
      json.writeStringField("name", each.name());
      json.writeStringField("kind", each.kind());
      json.writeStringField("kind_version", each.kindVersion());
      json.writeNumberField("times", each.times());
      amount(json, "saving", each.saving());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void amount(JsonGenerator json, String name, Money amount) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(amount.getAmount());
  }

  private static void micros(JsonGenerator json, String name, long nanos) throws IOException {
    json.writeNumberField(name, TimeUnit.NANOSECONDS.toMicros(nanos));
  }

  private static byte[] object(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
