package supermarket.gateway;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.joda.money.Money;
import supermarket.basket.api.BasketReply.Tags;
import supermarket.basket.api.PriceTag;
import supermarket.basket.api.PriceTag.Later;
import supermarket.basket.api.PriceTag.Price;

/** Writes what was looked up. */
final class TagReplies {

  private TagReplies() {}

  static void one(Bytes out, PriceTag tag) {
    try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
      tag(json, tag);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void page(Bytes out, Tags page) {
    try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("products");
      for (PriceTag tag : page.tags()) {
        tag(json, tag);
      }
      json.writeEndArray();
      optional(json, "next", page.next());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tag(JsonGenerator json, PriceTag tag) throws IOException {
    json.writeStartObject();
    json.writeStringField("product", tag.product());
    json.writeStringField("name", tag.name());
    json.writeStringField("sold_by", tag.soldBy().word());
    optional(json, "vat_class", tag.vatClass());
    optional(json, "deposit", tag.deposit());
    if (!tag.gtins().isEmpty()) {
      json.writeArrayFieldStart("gtins");
      for (String gtin : tag.gtins()) {
        json.writeString(gtin);
      }
      json.writeEndArray();
    }
    price(json, tag.now());
    if (!tag.later().isEmpty()) {
      json.writeArrayFieldStart("later");
      for (Later later : tag.later()) {
        json.writeStartObject();
        json.writeStringField("from", ISO_OFFSET_DATE_TIME.format(later.from()));
        price(json, later.price());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void price(JsonGenerator json, Price price) throws IOException {
    Money unitPrice = price.unitPrice();
    if (unitPrice == null) {
      json.writeStringField("unpriced", price.flaw());
    } else {
      json.writeFieldName("unit_price");
      json.writeNumber(unitPrice.getAmount());
      json.writeStringField("currency", unitPrice.getCurrencyUnit().getCode());
      json.writeStringField("strategy", price.strategy());
      optional(json, "rule", price.words());
    }
  }

  private static void optional(JsonGenerator json, String name, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(name, text);
    }
  }
}
