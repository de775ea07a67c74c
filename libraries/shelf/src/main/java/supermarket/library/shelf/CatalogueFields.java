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
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductTerms;
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
    fields.put(price(product.soldBy()), product.unitPrice().getAmount().toPlainString());
    fields.put("currency", product.unitPrice().getCurrencyUnit().getCode());
    fields.put("strategy", product.strategy());
    fields.put("parameters", product.parameters());
    return fields;
  }

  /** Two names: a release that knows only the first must not take a kilogram for a piece. */
  private static String price(SoldBy soldBy) {
    return switch (soldBy) {
      case PIECE -> "unit_price";
      case WEIGHT -> "price_per_kilogram";
    };
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
    SoldBy soldBy = fields.has(price(SoldBy.WEIGHT)) ? SoldBy.WEIGHT : SoldBy.PIECE;
    Money price =
        Money.of(
            CurrencyUnit.of(fields.text("currency")), new BigDecimal(fields.text(price(soldBy))));
    return new Product(
        code, fields.text("name"), new ProductTerms(fields.text("strategy"), price, soldBy, texts));
  }
}
