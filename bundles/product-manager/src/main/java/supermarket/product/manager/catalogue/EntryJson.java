package supermarket.product.manager.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.PriceOverrides;

/**
 * Reads entries that are JSON objects.
 *
 * <p>Not thread-safe: one for each entry.
 */
final class EntryJson {

  private final JsonParser parser;
  private final Map<String, String> members = new LinkedHashMap<>();
  private @Nullable Map<String, String> parameters;
  private @Nullable List<Entry> prices;
  private @Nullable String fault;

  private EntryJson(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads an object, whose first token is the parser's present one, to its end. */
  static Entry read(JsonParser parser) throws IOException {
    EntryJson json = new EntryJson(parser);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      json.member(parser.currentName(), parser.nextToken());
    }
    return new Entry(json.members, json.parameters, json.prices, false, json.fault);
  }

  private void member(String member, JsonToken value) throws IOException {
    if (member.equals(Entry.PARAMETERS) && value == JsonToken.START_OBJECT) {
      parameters = parameters();
    } else if (member.equals(Entry.PRICES) && value == JsonToken.START_ARRAY) {
      prices = prices();
    } else if (member.equals(Entry.GTINS) && value == JsonToken.START_ARRAY) {
      members.put(member, texts());
    } else if (isScalar(value)) {
      members.put(member, text(member));
    } else {
      parser.skipChildren();
      fault("'" + member + "' has a value of the wrong kind");
    }
  }

  private List<Entry> prices() throws IOException {
    List<Entry> all = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        fault("'prices' must be objects");
      } else if (all.size() == PriceOverrides.MOST) {
        parser.skipChildren();
        fault("it has more than " + PriceOverrides.MOST + " prices");
      } else {
        Entry price = read(parser);
        all.add(price);
        if (price.fault() != null) {
          fault("in 'prices': " + price.fault());
        }
      }
    }
    return all;
  }

  private Map<String, String> parameters() throws IOException {
    Map<String, String> all = new TreeMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (isScalar(parser.nextToken())) {
        all.put(name, text(name));
      } else {
        parser.skipChildren();
        fault("parameter '" + name + "' must be a number or a string");
      }
    }
    return all;
  }

  private String texts() throws IOException {
    StringJoiner all = new StringJoiner(" ");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (isScalar(parser.currentToken())) {
        all.add(parser.getText());
      } else {
        parser.skipChildren();
        fault("'gtins' must be strings");
      }
    }
    return all.toString();
  }

  private String text(String what) throws IOException {
    String text = parser.getText();
    if (!Codes.isWellFormed(text) || !Codes.isWellFormed(what)) {
      fault("'" + what + "' has half of a surrogate pair");
    }
    return text;
  }

  private static boolean isScalar(@Nullable JsonToken value) {
    return value != null && value.isScalarValue() && value != JsonToken.VALUE_NULL;
  }

  private void fault(String why) {
    if (fault == null) {
      fault = why;
    }
  }
}
