package supermarket.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.Locale;
import org.joda.money.Money;
import supermarket.basket.api.Allocation;
import supermarket.basket.api.AppliedPromotion;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;

/** Writes what promotions did to a basket, into its reply. */
final class PromotedReplies {

  private static final SerializedString PLAIN_COST = new SerializedString("plain_cost");
  private static final SerializedString PROMOTIONS = new SerializedString("promotions");
  private static final SerializedString OFF = new SerializedString("off");
  private static final SerializedString SAVING = new SerializedString("saving");
  private static final SerializedString GAP = new SerializedString("could_save");
  private static final SerializedString AMOUNT = new SerializedString("amount");

  private PromotedReplies() {}

  /** What a line would cost without any rule, and what promotions took off it. */
  static void write(JsonGenerator json, PricedLine line) throws IOException {
    Replies.amount(json, PLAIN_COST, line.plainCost());
    if (line.allocations().isEmpty()) {
      return;
    }
    json.writeFieldName(PROMOTIONS);
    json.writeStartArray();
    for (Allocation each : line.allocations()) {
      json.writeStartObject();
      json.writeStringField("id", each.promotion());
      Replies.amount(json, OFF, each.off());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** What was applied, whether it is the best deal, and what became of the others. */
  static void write(JsonGenerator json, Promoted promoted) throws IOException {
    json.writeFieldName(PROMOTIONS);
    json.writeStartArray();
    for (AppliedPromotion each : promoted.applied()) {
      write(json, each);
    }
    json.writeEndArray();
    json.writeBooleanField("proven", promoted.proven());
    Money gap = promoted.gap();
    if (gap != null) {
      Replies.amount(json, GAP, gap);
    }
    if (!promoted.explained().isEmpty()) {
      json.writeArrayFieldStart("explained");
      for (ExplainedPromotion each : promoted.explained()) {
        write(json, each);
      }
      json.writeEndArray();
    }
  }

  private static void write(JsonGenerator json, AppliedPromotion applied) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", applied.id());
    if (!applied.name().isEmpty()) {
      json.writeStringField("name", applied.name());
    }
    json.writeStringField("kind", applied.kind() + "@" + applied.kindVersion());
    json.writeNumberField("times", applied.times());
    Replies.amount(json, SAVING, applied.saving());
    json.writeArrayFieldStart("pieces");
    for (AppliedPromotion.Pieces each : applied.pieces()) {
      json.writeStartObject();
      json.writeStringField("product", each.product());
      if (!each.role().isEmpty()) {
        json.writeStringField("role", each.role());
      }
      json.writeNumberField("paid", each.paid());
      json.writeNumberField("given", each.given());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, ExplainedPromotion explained) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", explained.id());
    json.writeStringField("outcome", explained.outcome().name().toLowerCase(Locale.ROOT));
    json.writeStringField("detail", explained.detail());
    if (explained.pieces() > 0) {
      json.writeNumberField("pieces", explained.pieces());
    }
    Money amount = explained.amount();
    if (amount != null) {
      Replies.amount(json, AMOUNT, amount);
    }
    json.writeEndObject();
  }
}
