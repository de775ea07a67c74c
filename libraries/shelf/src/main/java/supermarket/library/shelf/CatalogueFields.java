package supermarket.library.shelf;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.shelf.CatalogueState;

/** The catalogue of a revision as fields. */
final class CatalogueFields {

  private CatalogueFields() {}

  static Map<String, Object> of(CatalogueState state) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("base", state.base());
    fields.put("currency", state.since().currency().getCode());
    Map<String, Object> changed = new LinkedHashMap<>();
    state.since().entries().forEach((code, product) -> changed.put(code, of(product)));
    fields.put("changed", changed);
    fields.put("gone", List.copyOf(state.since().gone()));
    return fields;
  }

  private static Map<String, Object> of(Product product) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", product.name());
    fields.put("unit_price", product.unitPrice().getAmount().toPlainString());
    fields.put("currency", product.unitPrice().getCurrencyUnit().getCode());
    fields.put("strategy", product.strategy());
    fields.put("parameters", product.parameters());
    return fields;
  }

  static CatalogueState read(Json.Fields fields) throws IOException {
    Json.Fields changed = fields.fields("changed");
    Map<String, Product> entries = new TreeMap<>();
    for (String code : changed.names()) {
      entries.put(code, product(code, changed.fields(code)));
    }
    return new CatalogueState(
        fields.text("base"),
        new CatalogueChange(
            CurrencyUnit.of(fields.text("currency")),
            entries,
            new TreeSet<>(fields.texts("gone"))));
  }

  private static Product product(String code, Json.Fields fields) throws IOException {
    Json.Fields parameters = fields.fields("parameters");
    Map<String, String> texts = new TreeMap<>();
    for (String name : parameters.names()) {
      texts.put(name, parameters.text(name));
    }
    return new Product(
        code,
        fields.text("name"),
        Money.of(
            CurrencyUnit.of(fields.text("currency")), new BigDecimal(fields.text("unit_price"))),
        fields.text("strategy"),
        texts);
  }
}
