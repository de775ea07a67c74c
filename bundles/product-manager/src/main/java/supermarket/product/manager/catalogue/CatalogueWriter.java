package supermarket.product.manager.catalogue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.catalogue.Gtin;
import supermarket.basket.api.catalogue.PriceOverride;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ScanCodes;
import supermarket.basket.api.catalogue.Stores;
import supermarket.product.manager.catalogue.CatalogueReader.Place;

/**
 * Writes catalogues: one product into a file whose rest stays as its author wrote it, or a whole
 * one.
 */
public final class CatalogueWriter {

  private static final JsonFactory JSON = new JsonFactory();

  private CatalogueWriter() {}

  /**
   * The file's content with the objects of some products replaced.
   *
   * @throws IllegalArgumentException if the file has no right entry for one of them
   */
  public static byte[] replace(byte[] bytes, CurrencyUnit currency, Collection<Product> products)
      throws IOException {
    Map<String, Place> places = CatalogueReader.places(bytes);
    SortedMap<Integer, Product> inOrder = new TreeMap<>();
    for (Product product : products) {
      inOrder.put(place(places, product).from(), product);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 64);
    int done = 0;
    for (Map.Entry<Integer, Product> each : inOrder.entrySet()) {
      out.write(bytes, done, each.getKey() - done);
      out.write(object(each.getValue(), currency));
      done = place(places, each.getValue()).to();
    }
    out.write(bytes, done, bytes.length - done);
    return out.toByteArray();
  }

  private static Place place(Map<String, Place> places, Product product) {
    Place place = places.get(product.code());
    if (place == null) {
      throw new IllegalArgumentException("product " + product.code() + " is not in the catalogue");
    }
    return place;
  }

  /** A whole catalogue, with the stores and promotions if there are any. */
  public static byte[] write(Agreed agreed) throws IOException {
    CurrencyUnit currency = agreed.currency();
    ByteArrayOutputStream out = new ByteArrayOutputStream(128 * (agreed.products().size() + 1));
    out.writeBytes(
        ("{\"currency\": \"" + currency.getCode() + "\", ").getBytes(StandardCharsets.UTF_8));
    if (!agreed.stores().equals(Stores.NONE)) {
      String stores = "\"stores\": " + StoresWriter.object(agreed.stores()) + ",\n ";
      out.writeBytes(stores.getBytes(StandardCharsets.UTF_8));
    }
    if (!agreed.promotions().isEmpty()) {
      String promotions = "\"promotions\": " + PromotionsWriter.text(agreed.promotions()) + ",\n ";
      out.writeBytes(promotions.getBytes(StandardCharsets.UTF_8));
    }
    out.writeBytes("\"products\": [".getBytes(StandardCharsets.UTF_8));
    String separator = "\n  ";
    for (Product product : agreed.products().sorted()) {
      out.writeBytes(separator.getBytes(StandardCharsets.UTF_8));
      out.writeBytes(object(product, currency));
      separator = ",\n  ";
    }
    out.writeBytes("]}\n".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, PriceOverride override, CurrencyUnit currency)
      throws IOException {
    PriceScope scope = override.scope();
    json.writeStartObject();
    if (!scope.list().equals(Stores.DEFAULT_LIST)) {
      json.writeStringField("list", scope.list());
    }
    if (scope.from() != null) {
      json.writeStringField("from", PriceScope.words(scope.from()));
    }
    if (scope.until() != null) {
      json.writeStringField("until", PriceScope.words(scope.until()));
    }
    Money price = override.unitPrice();
    if (price != null) {
      json.writeFieldName("unit_price");
      json.writeNumber(price.getAmount().toPlainString());
      if (!price.getCurrencyUnit().equals(currency)) {
        json.writeStringField("currency", price.getCurrencyUnit().getCode());
      }
    }
    if (override.strategy() != null) {
      json.writeStringField("strategy", override.strategy());
    }
    write(json, override.parameters());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Map<String, String> parameters) throws IOException {
    if (!parameters.isEmpty()) {
      json.writeObjectFieldStart("parameters");
      for (Map.Entry<String, String> parameter : parameters.entrySet()) {
        json.writeStringField(parameter.getKey(), parameter.getValue());
      }
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, ScanCodes codes) throws IOException {
    if (!codes.gtins().isEmpty()) {
      json.writeArrayFieldStart("gtins");
      for (Long each : codes.gtins()) {
        json.writeString(Gtin.text(each));
      }
      json.writeEndArray();
    }
    if (codes.plu() != ScanCodes.NO_PLU) {
      json.writeStringField("plu", codes.pluText());
    }
  }

  private static byte[] object(Product product, CurrencyUnit currency) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.setPrettyPrinter(new OneLine());
      json.writeStartObject();
      json.writeStringField("code", product.code());
      json.writeStringField("name", product.name());
      json.writeFieldName("unit_price");
      json.writeNumber(product.unitPrice().getAmount().toPlainString());
      if (!product.unitPrice().getCurrencyUnit().equals(currency)) {
        json.writeStringField("currency", product.unitPrice().getCurrencyUnit().getCode());
      }
      if (product.soldBy() != SoldBy.PIECE) {
        json.writeStringField("sold_by", product.soldBy().word());
      }
      if (!product.vatClass().isEmpty()) {
        json.writeStringField("vat", product.vatClass());
      }
      if (!product.deposit().isEmpty()) {
        json.writeStringField("deposit", product.deposit());
      }
      write(json, product.scanCodes());
      json.writeStringField("strategy", product.strategy());
      write(json, product.parameters());
      if (!product.overrides().isEmpty()) {
        json.writeArrayFieldStart("prices");
        for (PriceOverride each : product.overrides().all()) {
          write(json, each, product.unitPrice().getCurrencyUnit());
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }
}
