package supermarket.strategy.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.library.promotion.examples.Item;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.strategy.testing.PromotionParameters.Given;
import supermarket.strategy.testing.PromotionParameters.Need;

/**
 * A promotion's parameters and a basket of at most 8 pieces.
 *
 * @param given the parameters
 * @param prices the price of each of the products, in the currency's smallest units
 * @param pieces the products of the pieces, by number
 */
record PromotionSample(Map<String, Given> given, List<Long> prices, List<Integer> pieces) {

  static final List<CurrencyUnit> CURRENCIES =
      List.of(CurrencyUnit.EUR, CurrencyUnit.JPY, CurrencyUnit.of("KWD"));

  /** The names that products are known by. */
  static final List<String> PRODUCTS = List.of("ab", "bc", "cd", "a", "d", "all");

  private static final int MOST_PIECES = 8;
  private static final long DEAREST = 2_000;

  /** Returns its parameters with others in place of some. */
  Map<String, String> parameters(CurrencyUnit currency) {
    Map<String, String> parameters = new TreeMap<>();
    given.forEach((name, each) -> parameters.put(name, each.value().in(currency)));
    return parameters;
  }

  /** Returns the names of the parameters of a need. */
  List<String> names(Need need) {
    return given.entrySet().stream()
        .filter(each -> each.getValue().need() == need)
        .map(Map.Entry::getKey)
        .toList();
  }

  PromotionTerms terms(CurrencyUnit currency) {
    return terms(currency, parameters(currency), "");
  }

  /**
   * Returns terms.
   *
   * @param prefix of the products' codes
   */
  static PromotionTerms terms(
      CurrencyUnit currency, Map<String, String> parameters, String prefix) {
    return new PromotionTerms(
        currency, parameters, name -> PRODUCTS.contains(name) ? products(name, prefix) : null);
  }

  private static Products products(String name, String prefix) {
    return new Products(
        name, name.chars().mapToObj(code -> code(prefix, code)).collect(Collectors.toSet()));
  }

  private static String code(String prefix, int letter) {
    return prefix + (char) letter;
  }

  List<Item> basket(CurrencyUnit currency) {
    return basket(currency, pieces, "");
  }

  /**
   * Returns a basket of pieces at the sample's prices.
   *
   * @param prefix of the products' codes
   */
  List<Item> basket(CurrencyUnit currency, List<Integer> pieces, String prefix) {
    List<Item> basket = new ArrayList<>();
    for (int product : Set.copyOf(pieces)) {
      basket.add(
          new Item(
              code(prefix, 'a' + product),
              Collections.frequency(pieces, product),
              Money.ofMinor(currency, prices.get(product))));
    }
    return basket;
  }

  /** Whether a deal is for no other products than the terms know. */
  static boolean knows(Products products) {
    return products.equals(Products.EVERY)
        || (PRODUCTS.contains(products.name()) && products.equals(products(products.name(), "")));
  }

  static Arbitrary<PromotionSample> of(PromotionParameters parameters) {
    return Combinators.combine(
            parameters.arbitrary(),
            Arbitraries.longs().between(0, DEAREST).list().ofSize(4),
            Arbitraries.integers().between(0, 3).list().ofMaxSize(MOST_PIECES))
        .as(PromotionSample::new);
  }

  @Override
  public String toString() {
    Map<String, Object> told = new HashMap<>();
    told.put("parameters", parameters(CurrencyUnit.EUR));
    told.put("basket", basket(CurrencyUnit.EUR));
    return told.toString();
  }
}
