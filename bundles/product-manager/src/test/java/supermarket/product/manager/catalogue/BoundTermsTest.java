package supermarket.product.manager.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.basket.api.catalogue.PriceOverride;
import supermarket.basket.api.catalogue.PriceOverrides;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductTerms;

/** Whatever comes and goes, the terms that are known are those that products have. */
class BoundTermsTest {

  private static final List<String> NAMES = List.of("x", "y", "z");

  private static Money euros(int amount) {
    return Money.ofMajor(CurrencyUnit.EUR, amount);
  }

  private static Product product(int what) {
    Product plain =
        new Product("P" + what % 5, "", euros(what / 5 % 3), NAMES.get(what / 15 % 3), Map.of());
    int list = what / 45 % 4;
    return list == 0
        ? plain
        : plain.with(
            new PriceOverrides(
                List.of(
                    new PriceOverride(
                        PriceScope.of("list"), euros(list), list == 3 ? "z" : null, Map.of()))));
  }

  @Property
  void theyAreThoseThatProductsHave(
      @ForAll @Size(max = 40) List<@IntRange(max = 999) Integer> happenings) {
    BoundTerms bound = new BoundTerms();
    Products products = Products.NONE;
    for (int what : happenings) {
      Product product = product(what);
      Products after = what % 7 == 0 ? products.without(product.code()) : products.with(product);
      bound.change(Set.of(product.code()), products, after);
      products = after;
      assertIsOf(bound, products);
    }
  }

  private static void assertIsOf(BoundTerms bound, Products products) {
    Map<String, Set<ProductTerms>> expected = new HashMap<>();
    for (Product each : products) {
      for (ProductTerms terms : each.allTerms()) {
        expected.computeIfAbsent(terms.strategy(), name -> new HashSet<>()).add(terms);
      }
    }
    assertThat(bound.strategies()).isEqualTo(expected.keySet());
    for (String name : NAMES) {
      Set<ProductTerms> terms = expected.getOrDefault(name, Set.of());
      assertThat(bound.of(name)).isEqualTo(terms);
      assertThat(bound.samples(name, products))
          .hasSameSizeAs(terms)
          .allSatisfy(
              sample -> {
                assertThat(terms).contains(sample.terms());
                assertThat(products.get(sample.code()).allTerms()).contains(sample.terms());
              });
      assertThat(terms).allMatch(bound::has);
      assertThat(terms)
          .allSatisfy(
              each ->
                  assertThat(products.get(bound.product(each, products)).allTerms())
                      .contains(each));
    }
  }
}
