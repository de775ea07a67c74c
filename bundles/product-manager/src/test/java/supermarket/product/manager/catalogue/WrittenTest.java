package supermarket.product.manager.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;

class WrittenTest {

  private static final Product A = product("A");
  private static final Product C = product("C");
  private static final Agreed WITH =
      new Agreed(CurrencyUnit.EUR, Stores.NONE, Products.NONE.with(A).with(C));
  private static final Agreed WITHOUT =
      new Agreed(CurrencyUnit.EUR, Stores.NONE, Products.NONE.with(A));

  private static Product product(String code) {
    return new Product(code, "", Money.parse("EUR 1.00"), "s", Map.of());
  }

  private static CatalogueText text(Agreed agreed) throws IOException {
    String text = new String(CatalogueWriter.write(agreed), StandardCharsets.UTF_8);
    return CatalogueReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aProductThatGoesWhileTheFileIsWrittenIsNotMissedInIt() throws IOException {
    Written written = new Written();
    written.begin(InLine.with(WITH), WITH);
    written.read(text(WITHOUT), WITH); // its author has deleted C
    written.settle(WITHOUT, Set.of("C"));

    written.read(text(WITHOUT), WITH); // by what was in force when the writing began
    written.read(text(WITHOUT), WITHOUT);

    assertThat(written.following(WITHOUT).isAny()).isFalse();
    assertThat(written.line().entries().codes()).containsExactly("A");
  }
}
