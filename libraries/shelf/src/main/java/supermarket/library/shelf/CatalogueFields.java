package supermarket.library.shelf;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.PriceOverride;
import supermarket.basket.api.catalogue.PriceOverrides;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductTerms;
import supermarket.basket.api.catalogue.ScanCodes;
import supermarket.basket.api.promotion.Promotions;
import supermarket.basket.api.shelf.CatalogueState;

/** The catalogue of a revision as fields. */
final class CatalogueFields {

  private static final String PROMOTIONS = "promotions";

  private CatalogueFields() {}

  /**
   * Two shapes: a release that knows promotions in the whole catalogue only must not take a
   * revision for one that changes none.
   */
  static Map<String, Object> of(CatalogueState state) {
    Promotions promotions = state.since().promotions();
    if (promotions == null) {
      return products(state);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("products", products(state));
    fields.put(PROMOTIONS, PromotionsFields.of(promotions));
    return fields;
  }

  private static Map<String, Object> products(CatalogueState state) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("base", state.base());
    fields.put("currency", state.since().currency().getCode());
    Map<String, Object> changed = new LinkedHashMap<>();
    state.since().entries().forEach((code, product) -> changed.put(code, of(product)));
    fields.put("changed", changed);
    fields.put("gone", List.copyOf(state.since().gone()));
    return fields;
  }

  /**
   * A product with prices for lists and times is written in another shape: a release that does not
   * know them must not take it for one without.
   */
  private static Map<String, Object> of(Product product) {
    if (product.overrides().isEmpty()) {
      return own(product);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("own", own(product));
    fields.put("prices", product.overrides().all().stream().map(CatalogueFields::of).toList());
    return fields;
  }

  private static Map<String, Object> of(PriceOverride override) {
    Map<String, Object> fields = new LinkedHashMap<>();
    PriceScope scope = override.scope();
    fields.put("list", scope.list());
    put(fields, "from", scope.from());
    put(fields, "until", scope.until());
    Money price = override.unitPrice();
    if (price != null) {
      fields.put("unit_price", price.getAmount().toPlainString());
      fields.put("currency", price.getCurrencyUnit().getCode());
    }
    put(fields, "strategy", override.strategy());
    fields.put("parameters", override.parameters());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value.toString());
    }
  }

  private static Map<String, Object> own(Product product) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.putAll(receipt(product));
    fields.put(price(product.soldBy()), product.unitPrice().getAmount().toPlainString());
    fields.put("currency", product.unitPrice().getCurrencyUnit().getCode());
    fields.put("strategy", product.strategy());
    fields.put("parameters", product.parameters());
    return fields;
  }

  /**
   * Two shapes: a release that knows nothing of taxes, deposits and GTINs must not take a product
   * for one without.
   */
  private static Map<String, Object> receipt(Product product) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", product.name());
    ScanCodes codes = product.scanCodes();
    if (product.vatClass().isEmpty() && product.deposit().isEmpty() && codes.isEmpty()) {
      return fields;
    }
    fields.put("vat", product.vatClass());
    fields.put("deposit", product.deposit());
    fields.put("gtins", codes.gtinsText());
    fields.put("plu", codes.pluText());
    return Map.of("receipt", fields);
  }

  /** Two names: a release that knows only the first must not take a kilogram for a piece. */
  private static String price(SoldBy soldBy) {
    return switch (soldBy) {
      case PIECE -> "unit_price";
      case WEIGHT -> "price_per_kilogram";
    };
  }

  static CatalogueState read(Json.Fields fields) throws IOException {
    return fields.has(PROMOTIONS)
        ? read(fields.fields("products"), PromotionsFields.read(fields.fields(PROMOTIONS)))
        : read(fields, null);
  }

  private static CatalogueState read(Json.Fields fields, @Nullable Promotions promotions)
      throws IOException {
    Json.Fields changed = fields.fields("changed");
    Map<String, Product> entries = new TreeMap<>();
    for (String code : changed.names()) {
      entries.put(code, product(code, changed.fields(code)));
    }
    return new CatalogueState(
        fields.text("base"),
        new CatalogueChange(
            CurrencyUnit.of(fields.text("currency")),
            null,
            promotions,
            entries,
            new TreeSet<>(fields.texts("gone"))));
  }

  private static Product product(String code, Json.Fields fields) throws IOException {
    if (!fields.has("own")) {
      return own(code, fields);
    }
    List<PriceOverride> overrides = new ArrayList<>();
    for (Json.Fields each : fields.all("prices")) {
      overrides.add(override(each));
    }
    return own(code, fields.fields("own")).with(new PriceOverrides(overrides));
  }

  private static PriceOverride override(Json.Fields fields) throws IOException {
    Money price =
        fields.has("unit_price")
            ? Money.of(
                CurrencyUnit.of(fields.text("currency")), new BigDecimal(fields.text("unit_price")))
            : null;
    return new PriceOverride(
        new PriceScope(fields.text("list"), time(fields, "from"), time(fields, "until")),
        price,
        fields.has("strategy") ? fields.text("strategy") : null,
        fields.map("parameters"));
  }

  private static @Nullable LocalDateTime time(Json.Fields fields, String name) throws IOException {
    return fields.has(name) ? LocalDateTime.parse(fields.text(name)) : null;
  }

  private static Product own(String code, Json.Fields fields) throws IOException {
    SoldBy soldBy = fields.has(price(SoldBy.WEIGHT)) ? SoldBy.WEIGHT : SoldBy.PIECE;
    Money price =
        Money.of(
            CurrencyUnit.of(fields.text("currency")), new BigDecimal(fields.text(price(soldBy))));
    ProductTerms terms =
        new ProductTerms(fields.text("strategy"), price, soldBy, fields.map("parameters"));
    if (!fields.has("receipt")) {
      return new Product(code, fields.text("name"), terms);
    }
    Json.Fields receipt = fields.fields("receipt");
    return new Product(code, receipt.text("name"), terms)
        .with(receipt.text("vat"), receipt.text("deposit"))
        .with(ScanCodes.of(receipt.text("gtins"), receipt.text("plu")));
  }
}
