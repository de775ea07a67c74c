package supermarket.product.manager.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.LabelPattern;
import supermarket.basket.api.catalogue.Store;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.catalogue.VatRates;

/**
 * Reads stores and price lists. A file in which anything is wrong is refused as a whole: half of
 * the stores would be the wrong ones.
 *
 * <p>Not thread-safe: one for each reading.
 */
public final class StoresReader {

  /** Reasons beyond these would not be read. */
  private static final int MOST_FAULTS = 20;

  private final JsonParser parser;
  private final StoresJson json;
  private final Map<String, CurrencyUnit> lists = new TreeMap<>();
  private Map<String, VatRates> vat = Map.of();
  private final Map<String, LabelPattern> labels = new TreeMap<>();
  private final List<StoresJson.Written> written = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private boolean refuses;
  private ZoneId zone = Stores.NONE.zone();

  private StoresReader(JsonParser parser) {
    this.parser = parser;
    this.json = new StoresJson(parser);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if anything in it is wrong; the message says what and where
   */
  public static Stores read(byte[] bytes) throws IOException {
    return SideJson.read(bytes, "stores", StoresReader::read);
  }

  /** Reads an object, whose first token is the parser's present one, to its end. */
  static Stores read(JsonParser parser) throws IOException {
    StoresReader reader = new StoresReader(parser);
    reader.document();
    Stores stores = reader.stores();
    if (!reader.faults.isEmpty() || stores == null) {
      throw new IOException(String.join("; ", reader.faults));
    }
    return stores;
  }

  private void document() throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (member) {
        case "unknown_stores" -> unknown(json.text(member, value));
        case "zone" -> zone = zone(json.line(), json.text(member, value));
        case "price_lists" -> {
          json.expect(JsonToken.START_OBJECT, value, "'price_lists' must be an object");
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            list(parser.currentName(), json.text("a currency", parser.nextToken()));
          }
        }
        case "vat" -> vat = new VatReader(parser, why -> fault(json.line(), why)).read();
        case "labels" -> {
          json.expect(JsonToken.START_ARRAY, value, "'labels' must be an array");
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            label(json.text("a pattern of labels", parser.currentToken()));
          }
        }
        case "stores" -> {
          json.expect(JsonToken.START_ARRAY, value, "'stores' must be an array");
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            written.add(json.store());
          }
        }
        default ->
            throw json.wrong(
                "unknown member '%s': there are unknown_stores, zone, price_lists, vat, labels, stores"
                    .formatted(StoresJson.printable(member)));
      }
    }
  }

  private void unknown(String word) {
    switch (word) {
      case "default_list" -> refuses = false;
      case "refused" -> refuses = true;
      default ->
          fault(
              json.line(),
              "'unknown_stores' is '%s' and can be \"default_list\" or \"refused\""
                  .formatted(StoresJson.printable(word)));
    }
  }

  private void list(String id, String currency) {
    try {
      lists.put(id, CurrencyUnit.of(currency));
    } catch (IllegalCurrencyException unknown) {
      fault(
          json.line(),
          "'%s' of price list '%s' is no currency"
              .formatted(StoresJson.printable(currency), StoresJson.printable(id)));
    }
  }

  private void label(String text) {
    try {
      LabelPattern pattern = new LabelPattern(text);
      if (labels.put(pattern.prefix(), pattern) != null) {
        fault(json.line(), "there are two patterns of labels that begin with " + pattern.prefix());
      }
    } catch (IllegalArgumentException e) {
      fault(json.line(), "'" + StoresJson.printable(text) + "': " + e.getMessage());
    }
  }

  /** The lists and the zone may stand after the stores. */
  private @Nullable Stores stores() {
    Map<String, Store> stores = new TreeMap<>();
    for (StoresJson.Written each : written) {
      Store store = store(each);
      if (store != null && stores.put(store.id(), store) != null) {
        fault(
            each.line(),
            "store '%s' is there more than once".formatted(StoresJson.printable(store.id())));
      }
    }
    if (!faults.isEmpty()) {
      return null;
    }
    try {
      return new Stores(refuses, zone, lists, stores, vat, labels);
    } catch (IllegalArgumentException e) {
      faults.add(String.valueOf(e.getMessage()));
      return null;
    }
  }

  private @Nullable Store store(StoresJson.Written each) {
    Map<String, String> members = each.members();
    String list = members.getOrDefault("price_list", Stores.DEFAULT_LIST);
    if (!list.equals(Stores.DEFAULT_LIST) && !lists.containsKey(list)) {
      fault(
          each.line(), "'%s' is not among the 'price_lists'".formatted(StoresJson.printable(list)));
      return null;
    }
    String clock = members.get("zone");
    ZoneId its = clock == null ? zone : zone(each.line(), clock);
    try {
      return new Store(
          members.getOrDefault("id", ""),
          members.getOrDefault("name", ""),
          each.groups(),
          its,
          list);
    } catch (IllegalArgumentException e) {
      fault(each.line(), String.valueOf(e.getMessage()));
      return null;
    }
  }

  private ZoneId zone(int line, String text) {
    try {
      return Store.zone(text);
    } catch (IllegalArgumentException e) {
      fault(line, "'" + StoresJson.printable(text) + "' is " + e.getMessage());
      return zone;
    }
  }

  private void fault(int line, String why) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(why + " (line " + line + ")");
    } else if (faults.size() == MOST_FAULTS) {
      faults.add("and more");
    }
  }
}
