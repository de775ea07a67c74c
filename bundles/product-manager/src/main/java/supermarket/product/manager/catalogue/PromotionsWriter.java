package supermarket.product.manager.catalogue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.PromotionFields;
import supermarket.basket.api.promotion.Promotions;

/** Writes promotions, one per line. */
public final class PromotionsWriter {

  private static final JsonFactory JSON = new JsonFactory();

  /** Fields that are no texts. */
  private static final Set<String> PLAIN = Set.of("member", "at_most", "dark");

  /** Such as people write without quotes; longer ones are rather codes, such as GTINs. */
  private static final Pattern NUMBER = Pattern.compile("(0|[1-9][0-9]{0,6})([.][0-9]{1,9})?");

  private PromotionsWriter() {}

  /** The whole file. */
  public static byte[] write(Promotions promotions) {
    return (text(promotions) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The object that {@link PromotionsReader} reads. */
  public static String text(Promotions promotions) {
    try {
      StringBuilder text = new StringBuilder("{\"sets\": {");
      String separator = "\n  ";
      for (Map.Entry<String, Set<String>> set : promotions.sets().entrySet()) {
        text.append(separator).append('"').append(set.getKey()).append("\": ");
        text.append(array(set.getValue()));
        separator = ",\n  ";
      }
      text.append("},\n \"no_offers\": ").append(array(promotions.noOffers()));
      text.append(",\n \"groups\": ").append(array(promotions.groups()));
      text.append(",\n \"promotions\": [");
      separator = "\n  ";
      for (Promotion promotion : promotions.byId().values()) {
        text.append(separator).append(object(promotion));
        separator = ",\n  ";
      }
      return text.append("]}").toString();
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written to", e);
    }
  }

  private static String array(Collection<String> texts) throws IOException {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = generator(out)) {
      write(json, texts);
    }
    return out.toString();
  }

  private static JsonGenerator generator(StringWriter out) throws IOException {
    JsonGenerator json = JSON.createGenerator(out);
    json.setPrettyPrinter(new OneLine());
    return json;
  }

  private static void write(JsonGenerator json, Collection<String> texts) throws IOException {
    json.writeStartArray();
    for (String each : texts) {
      json.writeString(each);
    }
    json.writeEndArray();
  }

  private static String object(Promotion promotion) throws IOException {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = generator(out)) {
      json.writeStartObject();
      for (Map.Entry<String, List<String>> field : PromotionFields.of(promotion).entrySet()) {
        json.writeFieldName(field.getKey());
        String value = field.getValue().getFirst();
        if (PromotionFields.LISTS.contains(field.getKey())) {
          write(json, field.getValue());
        } else if (PLAIN.contains(field.getKey())) {
          json.writeRawValue(value);
        } else {
          json.writeString(value);
        }
      }
      if (!promotion.parameters().isEmpty()) {
        json.writeObjectFieldStart("parameters");
        for (Map.Entry<String, String> each : promotion.parameters().entrySet()) {
          json.writeFieldName(each.getKey());
          if (NUMBER.matcher(each.getValue()).matches()) {
            json.writeNumber(each.getValue());
          } else {
            json.writeString(each.getValue());
          }
        }
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    return out.toString();
  }
}
