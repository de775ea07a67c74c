package supermarket.product.manager.edition;

import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Weight;
import supermarket.basket.api.catalogue.Gtin;
import supermarket.basket.api.catalogue.LabelPattern;
import supermarket.basket.api.catalogue.LabelPattern.Label;
import supermarket.basket.api.catalogue.Scan;
import supermarket.basket.api.catalogue.ScanCodes;
import supermarket.product.manager.catalogue.Agreed;

/**
 * Finds out what a store has scanned. The code of a product is that product, whatever else it might
 * be.
 *
 * @param agreed the products, by what else than their codes they are scanned, and how labels are to
 *     be read
 */
record Scanner(Agreed agreed) {

  /** Returns what was scanned; prices on labels are in the currency of their product. */
  Scan scan(String text, Function<String, CurrencyUnit> currencies) {
    if (agreed.products().has(text) || !Gtin.isForm(text)) {
      return new Scan.Found(text);
    }
    if (!Gtin.isChecked(text)) {
      return new Scan.Misread(
          "'" + text + "' is no product, and no GTIN: its check digit is wrong");
    }
    String product = agreed.products().scanned(Long.parseLong(text));
    if (product != null) {
      return new Scan.Found(product);
    }
    LabelPattern pattern = agreed.stores().labels().get(text.substring(0, 2));
    Label label = pattern == null ? null : pattern.read(text);
    return label == null ? new Scan.Found(text) : of(text, label, currencies);
  }

  private Scan of(String text, Label label, Function<String, CurrencyUnit> currencies) {
    String product = product(label);
    if (product == null) {
      return new Scan.Misread(
          "no product has the PLU %d of the label '%s'".formatted(label.plu(), text));
    }
    if (label.value() == 0) {
      return new Scan.Misread(
          "the label '%s' of product '%s' has no %s"
              .formatted(text, product, label.isPrice() ? "price" : "weight"));
    }
    return label.isPrice()
        ? new Scan.Labelled(product, Money.ofMinor(currencies.apply(product), label.value()))
        : new Scan.Weighed(product, new Weight(label.value()));
  }

  private @Nullable String product(Label label) {
    return agreed.products().scanned(ScanCodes.keyOfPlu(label.plu()));
  }

  /** Returns the code of the product that was scanned; what was scanned if none is known. */
  String product(String text) {
    return switch (scan(text, product -> CurrencyUnit.EUR)) {
      case Scan.Found(String product) -> product;
      case Scan.Weighed(String product, Weight weight) -> product;
      case Scan.Labelled(String product, Money price) -> product;
      case Scan.Misread misread -> text;
    };
  }
}
