package supermarket.deployer.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.Promotions;
import supermarket.basket.api.shelf.CatalogueState;

class CatalogueStateTest {

  private static final CurrencyUnit EUR = CurrencyUnit.EUR;
  private static final CatalogueState BASE =
      new CatalogueState("%064x".formatted(7), CatalogueChange.none(EUR));

  private static Product product(String code, String price) {
    return new Product(code, "", Money.parse("EUR " + price), "flat-price", Map.of());
  }

  private static CatalogueChange gone(String code) {
    return new CatalogueChange(EUR, Map.of(), Set.of(code));
  }

  @Test
  void changesAddUpAndTheLastOneCounts() {
    CatalogueState state =
        BASE.with(CatalogueChange.of(EUR, product("A", "1.00")))
            .with(gone("B"))
            .with(CatalogueChange.of(EUR, product("A", "2.00")))
            .with(CatalogueChange.of(EUR, product("C", "1.00")))
            .with(gone("C"));
    assertThat(state.since().entries()).isEqualTo(Map.of("A", product("A", "2.00")));
    assertThat(state.since().gone()).containsExactly("B", "C");
    assertThat(state.since().size()).isEqualTo(3);
    assertThat(state.with(CatalogueChange.of(EUR, product("B", "1.00"))).since().gone())
        .containsExactly("C");
  }

  @Test
  void whatChangesUntilALaterStateIsKnownWithoutTheContents() {
    CatalogueState one = BASE.with(CatalogueChange.of(EUR, product("A", "1.00"))).with(gone("B"));
    CatalogueState two = one.with(CatalogueChange.of(EUR, product("C", "3.00"))).with(gone("A"));
    assertThat(one.until(two))
        .contains(new CatalogueChange(EUR, Map.of("C", product("C", "3.00")), Set.of("A")));
    assertThat(one.until(one)).contains(CatalogueChange.none(EUR));
  }

  @Test
  void whatIsBackIsNotKnownWithoutTheContents() {
    CatalogueState one = BASE.with(CatalogueChange.of(EUR, product("A", "1.00")));
    assertThat(one.until(BASE)).isEmpty();
    CatalogueState other = new CatalogueState("%064x".formatted(8), CatalogueChange.none(EUR));
    assertThat(one.until(other)).isEmpty();
    assertThat(CatalogueState.NONE.until(one)).isEmpty();
  }

  private static CatalogueChange promotions(String... ids) {
    Promotions all = Promotions.NONE;
    for (String id : ids) {
      all =
          all.with(new Promotion(id, "", "k", Map.of(), Conditions.NONE, "", Long.MAX_VALUE, true));
    }
    return CatalogueChange.of(EUR, all);
  }

  @Test
  void theLastPromotionsAreKeptWithTheChangesOfProducts() {
    CatalogueState state =
        BASE.with(promotions("a"))
            .with(CatalogueChange.of(EUR, product("A", "1.00")))
            .with(promotions("b"))
            .with(gone("B"));
    assertThat(state.base()).isEqualTo(BASE.base());
    assertThat(state.since().promotions()).isEqualTo(promotions("b").promotions());
    assertThat(state.since().codes()).containsExactly("A", "B");
  }

  @Test
  void promotionsThatDifferInALaterStateAreInWhatChanges() {
    CatalogueState one = BASE.with(promotions("a"));
    CatalogueState dearer = one.with(CatalogueChange.of(EUR, product("A", "1.00")));
    CatalogueState two = dearer.with(promotions("a", "b"));
    assertThat(BASE.until(one)).contains(promotions("a"));
    assertThat(one.until(dearer)).contains(CatalogueChange.of(EUR, product("A", "1.00")));
    assertThat(dearer.until(two)).contains(promotions("a", "b"));
    assertThat(dearer.until(one.with(promotions()))).as("without the product").isEmpty();
    assertThat(dearer.until(dearer.with(promotions()))).contains(promotions());
  }

  @Test
  void promotionsThatALaterStateDoesNotNameAreThoseOfTheContents() {
    CatalogueState one = BASE.with(promotions("a"));
    assertThat(one.until(BASE)).isEmpty();
    assertThat(one.until(BASE.with(CatalogueChange.of(EUR, product("A", "1.00"))))).isEmpty();
  }

  @Test
  void storesAreKeptWithTheContentsOnly() {
    assertThatThrownBy(() -> BASE.with(CatalogueChange.of(EUR, Stores.NONE)))
        .hasMessageContaining("stores");
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> new CatalogueState("etc/catalogue.json", CatalogueChange.none(EUR)))
        .hasMessageContaining("no SHA-256");
    assertThatThrownBy(
            () -> new CatalogueChange(EUR, Map.of("A", product("A", "1.00")), Set.of("A")))
        .hasMessageContaining("comes and goes");
    assertThatThrownBy(() -> new CatalogueChange(EUR, Map.of("B", product("A", "1.00")), Set.of()))
        .hasMessageContaining("A is named B");
  }
}
