package supermarket.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.joda.money.Money;
import supermarket.basket.api.BasketReply.Priced;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.VatAmount;
import supermarket.basket.api.Weight;

/** Writes the bodies of replies. */
final class Replies {

  // Made into bytes once, not for every line.
  private static final SerializedString TOTAL_COST = new SerializedString("total_cost");
  private static final SerializedString CURRENCY = new SerializedString("currency");
  private static final SerializedString REVISION = new SerializedString("revision");
  private static final SerializedString LINES = new SerializedString("lines");
  private static final SerializedString PRODUCT = new SerializedString("product");
  private static final SerializedString NAME = new SerializedString("name");
  private static final SerializedString QUANTITY = new SerializedString("quantity");
  private static final SerializedString WEIGHT = new SerializedString("weight");
  private static final SerializedString UNIT_PRICE = new SerializedString("unit_price");
  private static final SerializedString COST = new SerializedString("cost");
  private static final SerializedString SAVING = new SerializedString("saving");
  private static final SerializedString VAT_CLASS = new SerializedString("vat_class");
  private static final SerializedString DEPOSIT = new SerializedString("deposit");
  private static final SerializedString SCANNED = new SerializedString("scanned");
  private static final SerializedString VAT = new SerializedString("vat");
  private static final SerializedString PERCENT = new SerializedString("percent");
  private static final SerializedString GROSS = new SerializedString("gross");
  private static final SerializedString NET = new SerializedString("net");
  private static final SerializedString TAX = new SerializedString("tax");
  private static final SerializedString STRATEGY = new SerializedString("strategy");
  private static final SerializedString STRATEGY_VERSION = new SerializedString("strategy_version");

  private Replies() {}

  /** Amounts are plain decimals with the digits of their currency. */
  static void priced(Bytes out, Priced priced, RevisionId revision) {
    try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
      json.writeStartObject();
      amount(json, TOTAL_COST, priced.total());
      text(json, CURRENCY, priced.total().getCurrencyUnit().getCode());
      json.writeFieldName(REVISION);
      json.writeNumber(revision.number());
      json.writeFieldName(LINES);
      json.writeStartArray();
      for (PricedLine line : priced.lines()) {
        line(json, line, priced.promoted() != null);
      }
      json.writeEndArray();
      vat(json, priced.vat());
      Promoted promoted = priced.promoted();
      if (promoted != null) {
        PromotedReplies.write(json, promoted);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void vat(JsonGenerator json, List<VatAmount> vat) throws IOException {
    if (vat.isEmpty()) {
      return;
    }
    json.writeFieldName(VAT);
    json.writeStartArray();
    for (VatAmount each : vat) {
      json.writeStartObject();
      json.writeFieldName(PERCENT);
      json.writeNumber(each.percent());
      amount(json, GROSS, each.gross());
      amount(json, NET, each.net());
      amount(json, TAX, each.tax());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void line(JsonGenerator json, PricedLine line, boolean isPromoted)
      throws IOException {
    json.writeStartObject();
    text(json, PRODUCT, line.product());
    json.writeFieldName(QUANTITY);
    json.writeNumber(line.quantity());
    Weight weight = line.weight();
    if (weight != null) {
      json.writeFieldName(WEIGHT);
      json.writeNumber(weight.kilograms());
    }
    amount(json, UNIT_PRICE, line.unitPrice());
    amount(json, COST, line.cost());
    if (line.isDeposit()) {
      json.writeFieldName(DEPOSIT);
      json.writeBoolean(true);
    } else {
      text(json, STRATEGY, line.strategy());
      text(json, STRATEGY_VERSION, line.strategyVersion());
    }
    text(json, NAME, line.name());
    amount(json, SAVING, line.saving());
    if (isPromoted) {
      PromotedReplies.write(json, line);
    }
    if (!line.vatClass().isEmpty()) {
      text(json, VAT_CLASS, line.vatClass());
    }
    if (!line.scanned().isEmpty()) {
      json.writeFieldName(SCANNED);
      json.writeStartArray();
      for (String code : line.scanned()) {
        json.writeString(code);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  static void amount(JsonGenerator json, SerializedString name, Money amount) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(amount.getAmount());
  }

  private static void text(JsonGenerator json, SerializedString name, String text)
      throws IOException {
    json.writeFieldName(name);
    json.writeString(text);
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
