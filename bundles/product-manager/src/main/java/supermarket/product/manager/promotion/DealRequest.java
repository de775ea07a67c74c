package supermarket.product.manager.promotion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.promotion.Promotion;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.product.manager.catalogue.Agreed;

/**
 * What a kind is asked to make a deal of. Promotions with equal requests have equal deals.
 * Immutable.
 */
public final class DealRequest {

  private static final Pattern COUNTED = Pattern.compile("[0-9]{1,3} (.+)");

  private final CurrencyUnit currency;
  private final Map<String, String> parameters;
  private final Map<String, NamedProducts> products;
  private final int hash;

  private DealRequest(
      CurrencyUnit currency, Map<String, String> parameters, Map<String, NamedProducts> products) {
    this.currency = currency;
    this.parameters = parameters;
    this.products = products;
    this.hash = Objects.hash(currency, parameters, products);
  }

  /**
   * Returns that of a promotion in a catalogue.
   *
   * @param known the products of names that were asked for before: sets may be large
   */
  static DealRequest of(
      Promotion promotion, Agreed agreed, Map<String, Optional<NamedProducts>> known) {
    Map<String, NamedProducts> named = new TreeMap<>();
    names(promotion)
        .forEach(
            name ->
                known
                    .computeIfAbsent(name, none -> products(name, agreed))
                    .ifPresent(products -> named.put(name, products)));
    return new DealRequest(agreed.currency(), promotion.parameters(), named);
  }

  /** Returns what may be names of products in a promotion. */
  public static List<String> names(Promotion promotion) {
    List<String> names = new ArrayList<>();
    for (String value : promotion.parameters().values()) {
      names.add(value);
      Matcher counted = COUNTED.matcher(value);
      if (counted.matches()) {
        names.add(counted.group(1));
      }
    }
    return names;
  }

  private static Optional<NamedProducts> products(String name, Agreed agreed) {
    return name.equals(Products.ALL)
        ? Optional.empty()
        : Optional.ofNullable(agreed.promotions().products(name, agreed.products().has(name)))
            .map(NamedProducts::of);
  }

  /** Returns how many products it names. */
  long size() {
    return products.values().stream().mapToLong(each -> each.products().codes().size()).sum();
  }

  /** Returns the terms that a kind is shown. */
  PromotionTerms terms() {
    return new PromotionTerms(currency, parameters, this::products);
  }

  private @Nullable Products products(String name) {
    NamedProducts named = products.get(name);
    return named == null ? null : named.products();
  }

  /** Returns the currency of its amounts. */
  CurrencyUnit currency() {
    return currency;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof DealRequest that
            && currency.equals(that.currency)
            && parameters.equals(that.parameters)
            && products.equals(that.products));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
