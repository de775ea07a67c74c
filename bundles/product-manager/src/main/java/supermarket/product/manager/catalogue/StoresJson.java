package supermarket.product.manager.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supermarket.library.text.Printable;

/**
 * Reads what stands in the file of the stores, and says where something else stands.
 *
 * <p>Not thread-safe: one for each reading.
 */
final class StoresJson {

  private final JsonParser parser;

  StoresJson(JsonParser parser) {
    this.parser = parser;
  }

  /** A store as it stands there. */
  record Written(int line, Map<String, String> members, TreeSet<String> groups) {}

  /** Reads a store, whose first token is the parser's present one, to its end. */
  Written store() throws IOException {
    int line = line();
    Map<String, String> members = new HashMap<>();
    TreeSet<String> groups = new TreeSet<>();
    expect(JsonToken.START_OBJECT, parser.currentToken(), "a store must be an object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (member) {
        case "id", "name", "zone", "price_list" -> members.put(member, text(member, value));
        case "groups" -> {
          expect(JsonToken.START_ARRAY, value, "'groups' must be an array");
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            groups.add(text("a group", parser.currentToken()));
          }
        }
        default ->
            throw wrong(
                "unknown member '%s': a store has id, name, groups, zone, price_list"
                    .formatted(printable(member)));
      }
    }
    return new Written(line, members, groups);
  }

  String text(String what, @Nullable JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT) {
      String text = parser.getText();
      if (!Codes.isWellFormed(text)) {
        throw wrong("'" + what + "' has half of a surrogate pair");
      }
      return text;
    }
    throw wrong("'" + what + "' must be a text");
  }

  void expect(JsonToken wanted, @Nullable JsonToken found, String message) throws IOException {
    if (found != wanted) {
      throw wrong(message);
    }
  }

  IOException wrong(String message) {
    return new IOException(message + " (line " + line() + ")");
  }

  int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  static String printable(String text) {
    return Printable.of(text, 64);
  }
}
