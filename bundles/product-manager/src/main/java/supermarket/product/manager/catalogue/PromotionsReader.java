package supermarket.product.manager.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.PromotionFields;
import supermarket.basket.api.promotion.Promotions;

/**
 * Reads promotions. One that is written wrongly is left out and its reason kept; sets, products
 * without offers and groups are refused as a whole.
 *
 * <p>Not thread-safe: one for each reading.
 */
public final class PromotionsReader {

  private static final String PARAMETERS = "parameters";

  private final JsonParser parser;
  private final StoresJson json;
  private final Map<String, Set<String>> sets = new TreeMap<>();
  private final List<String> noOffers = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();
  private final Map<String, Promotion> byId = new TreeMap<>();
  private final Map<String, String> faults = new TreeMap<>();

  private PromotionsReader(JsonParser parser) {
    this.parser = parser;
    this.json = new StoresJson(parser);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it is of no use as a whole; the message says what and where
   */
  public static PromotionsText read(byte[] bytes) throws IOException {
    return SideJson.read(bytes, "promotions", PromotionsReader::read);
  }

  /** Reads an object, whose first token is the parser's present one, to its end. */
  static PromotionsText read(JsonParser parser) throws IOException {
    PromotionsReader reader = new PromotionsReader(parser);
    reader.document();
    try {
      return new PromotionsText(
          new Promotions(reader.sets, new TreeSet<>(reader.noOffers), reader.groups, reader.byId),
          reader.faults);
    } catch (IllegalArgumentException wrong) {
      throw new IOException(wrong.getMessage(), wrong);
    }
  }

  private void document() throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (member) {
        case "sets" -> {
          json.expect(JsonToken.START_OBJECT, value, "'sets' must be an object");
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            sets.put(name, new TreeSet<>(texts(name, parser.nextToken())));
          }
        }
        case "no_offers" -> noOffers.addAll(texts(member, value));
        case "groups" -> groups.addAll(texts(member, value));
        case "promotions" -> {
          json.expect(JsonToken.START_ARRAY, value, "'promotions' must be an array");
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            json.expect(
                JsonToken.START_OBJECT, parser.currentToken(), "a promotion must be an object");
            promotion();
          }
        }
        default ->
            throw json.wrong(
                "unknown member '%s': there are sets, no_offers, groups, promotions"
                    .formatted(StoresJson.printable(member)));
      }
    }
  }

  private List<String> texts(String what, JsonToken value) throws IOException {
    json.expect(
        JsonToken.START_ARRAY,
        value,
        "'%s' must be an array of texts".formatted(StoresJson.printable(what)));
    List<String> all = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      all.add(json.text(what, parser.currentToken()));
    }
    return all;
  }

  private void promotion() throws IOException {
    int line = json.line();
    Map<String, List<String>> fields = new LinkedHashMap<>();
    Map<String, String> parameters = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      JsonToken value = parser.nextToken();
      if (member.equals(PARAMETERS) && value == JsonToken.START_OBJECT) {
        parameters(parameters, wrong);
      } else if (PromotionFields.LISTS.contains(member) && value == JsonToken.START_ARRAY) {
        fields.put(member, values(member, wrong));
      } else if (isScalar(value) && !PromotionFields.LISTS.contains(member)) {
        fields.put(StoresJson.printable(member), List.of(parser.getText()));
      } else {
        parser.skipChildren();
        wrong.add("'" + StoresJson.printable(member) + "' has a value of the wrong kind");
      }
    }
    take(line, fields, parameters, wrong);
  }

  private void parameters(Map<String, String> parameters, List<String> wrong) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (isScalar(parser.nextToken())) {
        parameters.put(name, parser.getText());
      } else {
        parser.skipChildren();
        wrong.add("parameter '" + StoresJson.printable(name) + "' must be a number or a text");
      }
    }
  }

  private List<String> values(String member, List<String> wrong) throws IOException {
    List<String> all = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (isScalar(parser.currentToken())) {
        all.add(parser.getText());
      } else {
        parser.skipChildren();
        wrong.add("'" + member + "' must have texts");
      }
    }
    return all;
  }

  private static boolean isScalar(JsonToken value) {
    return value.isScalarValue() && value != JsonToken.VALUE_NULL;
  }

  private void take(
      int line,
      Map<String, List<String>> fields,
      Map<String, String> parameters,
      List<String> wrong) {
    String id = fields.getOrDefault("id", List.of("")).getFirst();
    String name = id.isEmpty() ? "promotion at line " + line : StoresJson.printable(id);
    try {
      if (!wrong.isEmpty()) {
        throw new IllegalArgumentException(wrong.getFirst());
      }
      Promotion promotion = PromotionFields.promotion(fields, parameters);
      if (byId.remove(id) != null || faults.containsKey(name)) {
        throw new IllegalArgumentException("it is there more than once");
      }
      byId.put(id, promotion);
    } catch (IllegalArgumentException e) {
      byId.remove(id);
      faults.put(name, e.getMessage() + " (line " + line + ")");
    }
  }
}
