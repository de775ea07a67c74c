package supermarket.product.manager.catalogue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import supermarket.basket.api.catalogue.LabelPattern;
import supermarket.basket.api.catalogue.Store;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.catalogue.VatRates;

/** Writes stores and price lists, a store per line. */
public final class StoresWriter {

  private static final JsonFactory JSON = new JsonFactory();

  private StoresWriter() {}

  /** The whole file. */
  public static byte[] write(Stores stores) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128 * (stores.byId().size() + 2));
    out.writeBytes(object(stores).getBytes(StandardCharsets.UTF_8));
    out.write('\n');
    return out.toByteArray();
  }

  /** The same stores have the same text, whatever else a later release knows of stores. */
  public static String text(Stores stores) {
    try {
      return object(stores);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing is written to", e);
    }
  }

  /** The object that {@link StoresReader} reads. */
  static String object(Stores stores) throws IOException {
    StringBuilder text = new StringBuilder("{\"unknown_stores\": \"");
    text.append(stores.refusesUnknown() ? "refused" : "default_list");
    text.append("\", \"zone\": \"").append(stores.zone().getId()).append("\",\n");
    text.append(" \"price_lists\": {");
    String separator = "";
    for (Map.Entry<String, CurrencyUnit> list : stores.lists().entrySet()) {
      text.append(separator).append('"').append(list.getKey()).append("\": \"");
      text.append(list.getValue().getCode()).append('"');
      separator = ", ";
    }
    text.append("},\n");
    if (!stores.vat().isEmpty()) {
      text.append(" \"vat\": ").append(vat(stores.vat())).append(",\n");
    }
    if (!stores.labels().isEmpty()) {
      text.append(" \"labels\": [\"");
      text.append(
          stores.labels().values().stream()
              .map(LabelPattern::text)
              .collect(Collectors.joining("\", \"")));
      text.append("\"],\n");
    }
    text.append(" \"stores\": [");
    separator = "\n  ";
    for (Store store : stores.byId().values()) {
      text.append(separator).append(object(store));
      separator = ",\n  ";
    }
    return text.append("]}").toString();
  }

  private static String vat(Map<String, VatRates> byList) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.setPrettyPrinter(new OneLine());
      json.writeStartObject();
      for (Map.Entry<String, VatRates> list : byList.entrySet()) {
        json.writeObjectFieldStart(list.getKey());
        for (var each : list.getValue().byClass().entrySet()) {
          json.writeFieldName(each.getKey());
          write(json, each.getValue());
        }
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static void write(JsonGenerator json, NavigableMap<LocalDate, BigDecimal> rates)
      throws IOException {
    if (rates.size() == 1) {
      json.writeNumber(rates.firstEntry().getValue());
      return;
    }
    json.writeStartArray();
    for (Map.Entry<LocalDate, BigDecimal> rate : rates.entrySet()) {
      json.writeStartObject();
      json.writeNumberField("percent", rate.getValue());
      if (!rate.getKey().equals(LocalDate.MIN)) {
        json.writeStringField("from", rate.getKey().toString());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String object(Store store) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.setPrettyPrinter(new OneLine());
      json.writeStartObject();
      json.writeStringField("id", store.id());
      json.writeStringField("name", store.name());
      json.writeArrayFieldStart("groups");
      for (String group : store.groups()) {
        json.writeString(group);
      }
      json.writeEndArray();
      json.writeStringField("zone", store.zone().getId());
      if (!store.list().equals(Stores.DEFAULT_LIST)) {
        json.writeStringField("price_list", store.list());
      }
      json.writeEndObject();
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
