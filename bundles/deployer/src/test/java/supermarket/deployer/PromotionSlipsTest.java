package supermarket.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Catalogue.ProductStatus;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Store;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.promotion.PromotionFields;
import supermarket.basket.api.promotion.Promotions;

/** What nobody has is told, and what was there before is not told again. */
class PromotionSlipsTest {

  private static final Stores STORES =
      new Stores(
          false,
          ZoneId.of("UTC"),
          Map.of(),
          Map.of("7", new Store("7", "", Set.of("south"), ZoneId.of("UTC"), Stores.DEFAULT_LIST)));

  /** It has the product A. */
  private static Catalogue catalogue(Promotions before) {
    ProductStatus a =
        new ProductStatus(
            new Product("A", "", Money.parse("EUR 1.00"), "flat-price", Map.of()),
            new Offer.Unavailable("of no interest"));
    return (Catalogue)
        Proxy.newProxyInstance(
            PromotionSlipsTest.class.getClassLoader(),
            new Class<?>[] {Catalogue.class},
            (proxy, method, arguments) ->
                method.getName().equals("promotions")
                    ? before
                    : arguments[0].equals("A") ? Optional.of(a) : Optional.empty());
  }

  private static Promotions with(Map<String, List<String>> fields) {
    Map<String, List<String>> all = new TreeMap<>(fields);
    all.put("id", List.of("lunch"));
    all.put("kind", List.of("k"));
    return Promotions.NONE.with(PromotionFields.promotion(all, Map.of()));
  }

  private static List<String> slips(Promotions after) {
    return PromotionSlips.of(catalogue(Promotions.NONE), STORES, after);
  }

  @Test
  void whatIsThereIsNotTold() {
    Promotions right =
        with(Map.of("stores", List.of("7", "group:south"), "group", List.of("percent")))
            .withGroups(List.of("percent"))
            .withSet("s", Set.of("A"))
            .withNoOffers(Set.of("A"));
    assertThat(slips(right)).isEmpty();
    assertThat(PromotionSlips.of(catalogue(Promotions.NONE), STORES, null)).isEmpty();
  }

  @Test
  void storesGroupsAndProductsThatNobodyHasAreTold() {
    Promotions wrong =
        with(Map.of("stores", List.of("8", "group:north"), "group", List.of("percent")))
            .withSet("s", Set.of("A", "B"))
            .withNoOffers(Set.of("C"));
    assertThat(slips(wrong))
        .containsExactly(
            "promotion lunch is for stores that are not named: 8, group:north",
            "promotion lunch is in a group that is not listed, so it comes last: percent",
            "set s names products that the catalogue does not have: B",
            "products without offers name products that the catalogue does not have: C");
    assertThat(PromotionSlips.of(catalogue(wrong), STORES, wrong)).isEmpty();
  }

  @Test
  void ofManyThereAreSome() {
    assertThat(slips(Promotions.NONE.withSet("s", Set.of("B", "C", "D", "E", "F", "G", "H"))))
        .containsExactly(
            "set s names products that the catalogue does not have: B, C, D, E, F and more");
  }
}
