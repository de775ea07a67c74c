package supermarket.library.promotion.examples;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.PromotionTerms;

/**
 * What a basket costs with one promotion of a kind, and without any other rule.
 *
 * @param key its name in the file: the kind's name, a dot and any label
 * @param basket in the order of the file; no product stands in it twice
 * @param parameters the promotion's parameters as text, by name
 * @param sets the codes of products, by the name of their set
 * @param total what the basket costs
 */
public record PromotionExample(
    String key,
    List<Item> basket,
    Map<String, String> parameters,
    Map<String, Set<String>> sets,
    Money total) {

  /** Takes unmodifiable copies. */
  public PromotionExample {
    basket = List.copyOf(basket);
    parameters = Map.copyOf(parameters);
    sets = Map.copyOf(sets);
  }

  /** Returns the name of the kind. */
  public String kind() {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }

  /** Returns what the basket costs without the promotion. */
  public Money plain() {
    return basket.stream()
        .map(Item::plain)
        .reduce(Money.zero(total.getCurrencyUnit()), (one, other) -> one.plus(other));
  }

  /** Returns the terms of the promotion. */
  public PromotionTerms terms() {
    return new PromotionTerms(total.getCurrencyUnit(), parameters, this::products);
  }

  private @Nullable Products products(String name) {
    Set<String> codes = sets.get(name);
    if (codes != null) {
      return new Products(name, codes);
    }
    boolean isProduct =
        basket.stream().anyMatch(item -> item.product().equals(name))
            || sets.values().stream().anyMatch(each -> each.contains(name));
    return isProduct ? new Products(name, Set.of(name)) : null;
  }
}
