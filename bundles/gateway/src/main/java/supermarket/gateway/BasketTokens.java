package supermarket.gateway;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Items;
import supermarket.basket.api.UserId;
import supermarket.basket.api.Weight;

/**
 * The grammar of a basket, one token at a time. Members it does not know are skipped; the same
 * member twice is refused, because two readers could understand it differently. Not thread-safe.
 */
final class BasketTokens {

  private static final String SUPERMARKET = "supermarket_id";
  private static final String USER = "user_id";
  private static final String ITEMS = "items";
  private static final String PRODUCT = "product";
  private static final String QUANTITY = "quantity";
  private static final String WEIGHT = "weight";

  private static final String MISSING = "the member is missing";

  static final int LONGEST_ID = 128;
  static final int LONGEST_CODE = 64;
  private static final long LARGEST_QUANTITY = 1_000_000_000L;
  private static final int LONGEST_WEIGHT = "999999.999".length();

  private enum Expect {
    ROOT,
    MEMBER,
    SUPERMARKET_VALUE,
    USER_VALUE,
    ITEMS_VALUE,
    ITEM,
    ITEM_MEMBER,
    PRODUCT_VALUE,
    QUANTITY_VALUE,
    WEIGHT_VALUE,
    FACT_VALUE,
    SKIPPED_VALUE,
    NOTHING
  }

  private final Settings settings;
  private final Items items = new Items();
  private final FactTokens facts = new FactTokens();
  private Expect expect = Expect.ROOT;
  private Expect afterSkipped = Expect.MEMBER;
  private int skippedDepth;

  private @Nullable String supermarket;
  private @Nullable String user;
  private boolean itemsSeen;
  private int scanned;

  /** The members of the item object that is being read. */
  private @Nullable String product;

  private long quantity;
  private @Nullable Weight weight;

  BasketTokens(Settings settings) {
    this.settings = settings;
  }

  @Nullable String supermarket() {
    return supermarket;
  }

  @Nullable String user() {
    return user;
  }

  int scanned() {
    return scanned;
  }

  /** Takes the parser's current token. */
  void accept(JsonToken token, JsonParser json) throws IOException, Refusal.Thrown {
    switch (expect) {
      case ROOT -> root(token, json);
      case MEMBER -> member(token, json);
      case SUPERMARKET_VALUE -> {
        supermarket = id(token, json);
        expect = Expect.MEMBER;
      }
      case USER_VALUE -> {
        user = id(token, json);
        expect = Expect.MEMBER;
      }
      case ITEMS_VALUE -> itemsValue(token, json);
      case ITEM -> item(token, json);
      case ITEM_MEMBER -> itemMember(token, json);
      case PRODUCT_VALUE -> {
        product = code(token, json);
        expect = Expect.ITEM_MEMBER;
      }
      case QUANTITY_VALUE -> {
        quantity = quantity(token, json);
        expect = Expect.ITEM_MEMBER;
      }
      case WEIGHT_VALUE -> {
        weight = weight(token, json);
        expect = Expect.ITEM_MEMBER;
      }
      case FACT_VALUE -> fact(token, json);
      case SKIPPED_VALUE -> skip(token);
      case NOTHING -> throw wrong("nothing may follow the basket", json);
    }
  }

  /** What was read. */
  Basket basket() throws Refusal.Thrown {
    if (expect != Expect.NOTHING) {
      throw new Refusal.Thrown(
          new Refusal(Problem.INVALID_REQUEST, "the body must be a JSON object"));
    }
    if (supermarket == null) {
      throw missing(SUPERMARKET);
    }
    if (user == null) {
      throw missing(USER);
    }
    if (!itemsSeen) {
      throw missing(ITEMS);
    }
    return new Basket(new UserId(supermarket, user), items.grouped(), facts.facts(), scanned);
  }

  /** An {@code invalid_request} about the member that is being read. */
  Refusal.Thrown refusal(String detail, JsonLocation place) {
    return refusal(Problem.INVALID_REQUEST, detail, place);
  }

  private void root(JsonToken token, JsonParser json) throws Refusal.Thrown {
    if (token != JsonToken.START_OBJECT) {
      throw wrong("the body must be a JSON object", json);
    }
    expect = Expect.MEMBER;
  }

  private void member(JsonToken token, JsonParser json) throws IOException, Refusal.Thrown {
    if (token == JsonToken.END_OBJECT) {
      expect = Expect.NOTHING;
      return;
    }
    switch (json.currentName()) {
      case SUPERMARKET -> {
        expect = Expect.SUPERMARKET_VALUE;
        once(supermarket != null, json);
      }
      case USER -> {
        expect = Expect.USER_VALUE;
        once(user != null, json);
      }
      case ITEMS -> {
        expect = Expect.ITEMS_VALUE;
        once(itemsSeen, json);
      }
      default -> {
        if (facts.begin(json.currentName())) {
          expect = Expect.FACT_VALUE;
          once(facts.isSeen(), json);
        } else {
          skipNext(Expect.MEMBER);
        }
      }
    }
  }

  private void fact(JsonToken token, JsonParser json) throws IOException, Refusal.Thrown {
    try {
      if (facts.accept(token, json)) {
        expect = Expect.MEMBER;
      }
    } catch (FactTokens.Wrong e) {
      String why = String.valueOf(e.getMessage());
      throw e.isTooLarge() ? tooLarge(why, json) : wrong(why, json);
    }
  }

  private void itemsValue(JsonToken token, JsonParser json) throws Refusal.Thrown {
    if (token != JsonToken.START_ARRAY) {
      throw wrong("items must be a list", json);
    }
    itemsSeen = true;
    expect = Expect.ITEM;
  }

  private void item(JsonToken token, JsonParser json) throws IOException, Refusal.Thrown {
    if (token == JsonToken.END_ARRAY) {
      expect = Expect.MEMBER;
      return;
    }
    if (scanned == settings.maxItems()) {
      throw tooLarge("a basket may list at most " + settings.maxItems() + " items", json);
    }
    if (token == JsonToken.START_OBJECT) {
      product = null;
      quantity = 0;
      weight = null;
      expect = Expect.ITEM_MEMBER;
    } else if (token == JsonToken.VALUE_STRING) {
      add(code(token, json), 1, json);
    } else {
      throw wrong(
          "an item must be a product code, or an object with product and quantity or weight", json);
    }
  }

  private void itemMember(JsonToken token, JsonParser json) throws IOException, Refusal.Thrown {
    if (token == JsonToken.END_OBJECT) {
      itemEnds(json);
      return;
    }
    switch (json.currentName()) {
      case PRODUCT -> {
        expect = Expect.PRODUCT_VALUE;
        once(product != null, json);
      }
      case QUANTITY -> {
        expect = Expect.QUANTITY_VALUE;
        once(quantity != 0, json);
      }
      case WEIGHT -> {
        expect = Expect.WEIGHT_VALUE;
        once(weight != null, json);
      }
      default -> skipNext(Expect.ITEM_MEMBER);
    }
  }

  private void itemEnds(JsonParser json) throws Refusal.Thrown {
    String named = product;
    if (named == null) {
      expect = Expect.PRODUCT_VALUE;
      throw wrong(MISSING, json);
    }
    Weight weighed = weight;
    if (weighed == null) {
      if (quantity == 0) {
        expect = Expect.QUANTITY_VALUE;
        throw wrong(MISSING, json);
      }
      add(named, quantity, json);
    } else {
      if (quantity != 0) {
        expect = Expect.WEIGHT_VALUE;
        throw wrong("an item has a quantity or a weight, not both", json);
      }
      items.add(named, weighed);
      added(json);
    }
    expect = Expect.ITEM;
  }

  private void add(String code, long count, JsonParser json) throws Refusal.Thrown {
    items.add(code, count);
    added(json);
  }

  private void added(JsonParser json) throws Refusal.Thrown {
    if (items.size() > settings.maxProducts()) {
      throw tooLarge(
          "a basket may hold at most "
              + settings.maxProducts()
              + " distinct products, or weighed ones",
          json);
    }
    scanned++;
  }

  private String id(JsonToken token, JsonParser json) throws IOException, Refusal.Thrown {
    if (token == JsonToken.VALUE_STRING) {
      return text(json, LONGEST_ID);
    }
    if (token != JsonToken.VALUE_NUMBER_INT || json.getNumberType() == NumberType.BIG_INTEGER) {
      throw wrong("an id must be a string, or an integer of at most 64 bits", json);
    }
    return Long.toString(json.getLongValue());
  }

  private String code(JsonToken token, JsonParser json) throws IOException, Refusal.Thrown {
    if (token != JsonToken.VALUE_STRING) {
      throw wrong("a product code must be a string", json);
    }
    return text(json, LONGEST_CODE);
  }

  private long quantity(JsonToken token, JsonParser json) throws IOException, Refusal.Thrown {
    if (token == JsonToken.VALUE_NUMBER_INT && json.getNumberType() != NumberType.BIG_INTEGER) {
      long value = json.getLongValue();
      if (value >= 1 && value <= LARGEST_QUANTITY) {
        return value;
      }
    }
    throw wrong("a quantity must be a whole number from 1 to " + LARGEST_QUANTITY, json);
  }

  /** As a number or a string; a number that is written with an exponent is refused. */
  private Weight weight(JsonToken token, JsonParser json) throws IOException, Refusal.Thrown {
    String text = "";
    boolean isText = token.isNumeric() || token == JsonToken.VALUE_STRING;
    if (isText && json.getTextLength() <= LONGEST_WEIGHT) {
      text = json.getText();
    }
    try {
      return Weight.ofKilograms(text);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), json);
    }
  }

  private String text(JsonParser json, int longest) throws IOException, Refusal.Thrown {
    int units = json.getTextLength();
    if (units == 0 || units > 2 * longest) {
      throw wrong("must have 1 to " + longest + " characters", json);
    }
    String text = json.getText();
    int characters = Characters.count(text);
    if (characters < 0) {
      throw wrong("must not hold half of a surrogate pair", json);
    }
    if (characters > longest) {
      throw wrong("must have 1 to " + longest + " characters", json);
    }
    return text;
  }

  private void skipNext(Expect after) {
    afterSkipped = after;
    skippedDepth = 0;
    expect = Expect.SKIPPED_VALUE;
  }

  private void skip(JsonToken token) {
    if (token.isStructStart()) {
      skippedDepth++;
    } else if (token.isStructEnd()) {
      skippedDepth--;
    }
    if (skippedDepth == 0) {
      expect = afterSkipped;
    }
  }

  private void once(boolean seen, JsonParser json) throws Refusal.Thrown {
    if (seen) {
      throw wrong("the member is there twice", json);
    }
  }

  private Refusal.Thrown wrong(String detail, JsonParser json) {
    return refusal(Problem.INVALID_REQUEST, detail, json.currentTokenLocation());
  }

  private Refusal.Thrown tooLarge(String detail, JsonParser json) {
    return refusal(Problem.TOO_LARGE, detail, json.currentTokenLocation());
  }

  private Refusal.Thrown refusal(Problem problem, String detail, JsonLocation place) {
    return new Refusal.Thrown(
        new Refusal(problem, detail, field(), place.getLineNr(), place.getColumnNr(), List.of()));
  }

  private static Refusal.Thrown missing(String field) {
    return new Refusal.Thrown(
        new Refusal(Problem.INVALID_REQUEST, MISSING, field, 0, 0, List.of()));
  }

  private @Nullable String field() {
    return switch (expect) {
      case SUPERMARKET_VALUE -> SUPERMARKET;
      case USER_VALUE -> USER;
      case ITEMS_VALUE -> ITEMS;
      case ITEM, ITEM_MEMBER -> ITEMS + "[" + scanned + "]";
      case PRODUCT_VALUE -> ITEMS + "[" + scanned + "]." + PRODUCT;
      case QUANTITY_VALUE -> ITEMS + "[" + scanned + "]." + QUANTITY;
      case WEIGHT_VALUE -> ITEMS + "[" + scanned + "]." + WEIGHT;
      case FACT_VALUE -> facts.field();
      case ROOT, MEMBER, SKIPPED_VALUE, NOTHING -> null;
    };
  }
}
