package supermarket.product.manager.catalogue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.promotion.Promotions;

/**
 * Reads the catalogue's file. A product that is written wrongly is left out and its reason kept;
 * only a file that is not JSON, or not a catalogue, is refused as a whole.
 *
 * <p>Not thread-safe: one for each reading.
 */
public final class CatalogueReader {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonParser parser;
  private final Map<String, Product> products = new TreeMap<>();
  private final Map<String, String> rejected = new TreeMap<>();
  private final Map<String, Place> places = new TreeMap<>();

  /** Products with the same terms share them. */
  private final SharedTerms terms = new SharedTerms();

  private final List<String> nameless = new ArrayList<>();
  private CurrencyUnit currency = CurrencyUnit.EUR;

  /** The currency that the file names; null if it names none. */
  private @Nullable CurrencyUnit named;

  private @Nullable Stores stores;
  private @Nullable Promotions promotions;
  private int entries;

  /** Takes the entries as they are written; null if products are made of them. */
  private final ProductsFile.@Nullable Rows rows;

  /** From which byte on a product's object stands, and up to which. */
  record Place(int from, int to) {}

  private CatalogueReader(byte[] bytes, ProductsFile.@Nullable Rows rows) throws IOException {
    this.parser = JSON.createParser(bytes);
    this.rows = rows;
  }

  /**
   * Reads a catalogue.
   *
   * @throws IOException if it is not JSON or not a catalogue; the message says what is wrong and
   *     where
   */
  public static CatalogueText read(byte[] bytes) throws IOException {
    CatalogueReader reader = parsed(bytes);
    return new CatalogueText(
        ContentId.of(bytes),
        reader.currency,
        reader.stores,
        reader.promotions,
        Products.of(reader.products),
        reader.rejected,
        reader.nameless);
  }

  /**
   * Reads the entries of a catalogue as they are written.
   *
   * @return its currency; empty if it names none
   * @throws IOException if it is not JSON or not a catalogue
   */
  static Optional<CurrencyUnit> read(byte[] bytes, ProductsFile.Rows rows) throws IOException {
    CatalogueReader reader = new CatalogueReader(bytes, rows);
    reader.parse();
    return Optional.ofNullable(reader.named);
  }

  /** Returns where each right product's object stands, by code. */
  static Map<String, Place> places(byte[] bytes) throws IOException {
    return parsed(bytes).places;
  }

  private static CatalogueReader parsed(byte[] bytes) throws IOException {
    CatalogueReader reader = new CatalogueReader(bytes, null);
    reader.parse();
    return reader;
  }

  private void parse() throws IOException {
    try (parser) {
      document();
      if (parser.nextToken() != null) {
        throw wrong("nothing more was expected after the end");
      }
    } catch (JsonParseException malformed) {
      throw new IOException(
          "not JSON at " + at(malformed.getLocation()) + ": " + plain(malformed), malformed);
    }
  }

  /** Without what the parser adds for programmers, in parentheses at the end. */
  static String plain(JsonParseException malformed) {
    return malformed.getOriginalMessage().replaceFirst(" \\(start marker at .*$", "");
  }

  private void document() throws IOException {
    expect(JsonToken.START_OBJECT, parser.nextToken(), "the catalogue must be an object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (member) {
        case "currency" -> {
          expect(JsonToken.VALUE_STRING, value, "'currency' must be a code such as \"EUR\"");
          currency = documentCurrency(parser.getText());
          named = currency;
        }
        case "stores" -> {
          if (rows != null) {
            throw wrong("'stores' are no products: store:add and the file of the stores have them");
          }
          expect(JsonToken.START_OBJECT, value, "'stores' must be an object");
          stores = StoresReader.read(parser);
        }
        case "promotions" -> {
          if (rows != null) {
            throw wrong("'promotions' are no products: they stand in a file of their own");
          }
          expect(JsonToken.START_OBJECT, value, "'promotions' must be an object");
          promotions = promotions();
        }
        case "products" -> {
          expect(JsonToken.START_ARRAY, value, "'products' must be an array");
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(JsonToken.START_OBJECT, parser.currentToken(), "a product must be an object");
            product();
          }
        }
        default ->
            throw wrong(
                "unknown member '" + member + "': a catalogue has 'currency' and 'products'");
      }
    }
    if (entries == 0 && stores == null) {
      throw wrong("there is no product in it: 'products' must be an array of at least one");
    }
  }

  /** Only whole catalogues have them, which are written by nodes. */
  private Promotions promotions() throws IOException {
    PromotionsText text = PromotionsReader.read(parser);
    for (Map.Entry<String, String> fault : text.faults().entrySet()) {
      throw wrong("this release cannot read " + fault.getKey() + ": " + fault.getValue());
    }
    return text.right();
  }

  private CurrencyUnit documentCurrency(String code) throws IOException {
    if (entries > 0) {
      throw wrong("'currency' must stand before 'products'");
    }
    try {
      return CurrencyUnit.of(code);
    } catch (IllegalCurrencyException unknown) {
      throw wrong("'" + code + "' is no currency");
    }
  }

  private void product() throws IOException {
    JsonLocation start = parser.currentTokenLocation();
    Entry entry = EntryJson.read(parser);
    entries++;
    if (rows != null) {
      rows.take(start.getLineNr(), entry);
      return;
    }
    long end = parser.currentLocation().getByteOffset();
    String code = entry.code();
    if (code == null) {
      nameless.add("product at " + at(start) + ": 'code' must be 1 to 64 characters");
      return;
    }
    Place place = new Place(Math.toIntExact(start.getByteOffset()), Math.toIntExact(end));
    try {
      Product product = entry.product(currency);
      if (products.remove(code) != null || rejected.containsKey(code)) {
        throw new IllegalArgumentException("it is in the catalogue more than once");
      }
      products.put(code, terms.shared(product));
      places.put(code, place);
    } catch (IllegalArgumentException wrong) {
      products.remove(code);
      places.remove(code);
      rejected.put(code, wrong.getMessage() + " (" + at(start) + ")");
    }
  }

  private void expect(JsonToken wanted, @Nullable JsonToken found, String message)
      throws IOException {
    if (found != wanted) {
      throw wrong(message);
    }
  }

  private IOException wrong(String message) {
    return new IOException(message + " (" + at(parser.currentTokenLocation()) + ")");
  }

  private static String at(JsonLocation location) {
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
