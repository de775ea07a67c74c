package supermarket.product.manager.catalogue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import supermarket.basket.api.catalogue.Product;

/**
 * Writes catalogues: one product into a file whose rest stays as its author wrote it, or a whole
 * one.
 */
public final class CatalogueWriter {

  private static final JsonFactory JSON = new JsonFactory();

  private CatalogueWriter() {}

  /** The file's content with one product's object replaced. */
  public static byte[] replace(CatalogueText text, Product product) throws IOException {
    CatalogueText.Place place = text.places().get(product.code());
    if (place == null) {
      throw new IllegalArgumentException("product " + product.code() + " is not in the catalogue");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.bytes().length + 64);
    out.write(text.bytes(), 0, place.from());
    out.write(object(product, text.currency()));
    out.write(text.bytes(), place.to(), text.bytes().length - place.to());
    return out.toByteArray();
  }

  /** A whole catalogue of these products. */
  static byte[] write(CurrencyUnit currency, Collection<Product> products) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128 * (products.size() + 1));
    out.writeBytes(
        ("{\"currency\": \"" + currency.getCode() + "\", \"products\": [")
            .getBytes(StandardCharsets.UTF_8));
    String separator = "\n  ";
    for (Product product : products) {
      out.writeBytes(separator.getBytes(StandardCharsets.UTF_8));
      out.writeBytes(object(product, currency));
      separator = ",\n  ";
    }
    out.writeBytes("]}\n".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
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
      json.writeStringField("strategy", product.strategy());
      if (!product.parameters().isEmpty()) {
        json.writeObjectFieldStart("parameters");
        for (Map.Entry<String, String> parameter : product.parameters().entrySet()) {
          json.writeStringField(parameter.getKey(), parameter.getValue());
        }
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  /** One line, with a blank after each colon and comma, as people write it. */
  private static final class OneLine extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
      json.writeRaw(", ");
    }
  }
}
