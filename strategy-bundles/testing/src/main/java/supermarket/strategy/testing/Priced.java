package supermarket.strategy.testing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.library.promotion.examples.Item;

/**
 * A basket with its price.
 *
 * @param currency of all amounts
 * @param basket what is in it
 * @param applied each application of the deal
 */
record Priced(CurrencyUnit currency, List<Item> basket, List<Application> applied) {

  Money plain() {
    return basket.stream().map(Item::plain).reduce(Money.zero(currency), Money::plus);
  }

  Money saving() {
    return applied.stream().map(Application::saving).reduce(Money.zero(currency), Money::plus);
  }

  Money total() {
    return plain().minus(saving());
  }

  /** What is paid of each product. */
  Map<String, Money> lines() {
    Map<String, Money> lines = new TreeMap<>();
    basket.forEach(item -> lines.merge(item.product(), item.plain(), Money::plus));
    for (Application each : applied) {
      each.allocation()
          .forEach((product, off) -> lines.computeIfPresent(product, (p, cost) -> cost.minus(off)));
    }
    return lines;
  }
}
