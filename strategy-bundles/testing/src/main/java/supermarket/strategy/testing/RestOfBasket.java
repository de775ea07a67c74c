package supermarket.strategy.testing;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.library.promotion.examples.Item;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Reduction;
import supermarket.pricing.api.promotion.Threshold;
import supermarket.pricing.api.promotion.Tier;

/** Prices a basket with a deal of what is left to pay, when no other promotion was applied. */
final class RestOfBasket {

  private RestOfBasket() {}

  static Priced price(CurrencyUnit currency, Deal.Rest deal, List<Item> basket) {
    List<Item> items = basket.stream().filter(item -> deal.of().contains(item.product())).toList();
    Money zero = Money.zero(currency);
    Money plain = items.stream().map(Item::plain).reduce(zero, Money::plus);
    long pieces = items.stream().mapToLong(Item::quantity).sum();
    Money saving = zero;
    Reduction applied = new Reduction.Amount(zero);
    for (Tier tier : deal.tiers()) {
      boolean holds =
          switch (tier.from()) {
            case Threshold.Pieces(long count) -> pieces >= count;
            case Threshold.Spend(Money amount) -> !plain.isLessThan(amount);
          };
      Money off = holds ? off(tier.off(), plain, items) : zero;
      if (off.isGreaterThan(saving)) {
        saving = off;
        applied = tier.off();
      }
    }
    if (saving.isZero()) {
      return new Priced(currency, basket, List.of());
    }
    if (applied instanceof Reduction.Each each) {
      return new Priced(
          currency,
          basket,
          items.stream().map(item -> application(List.of(item), off(each, item))).toList());
    }
    return new Priced(currency, basket, List.of(application(items, saving)));
  }

  private static Money off(Reduction reduction, Money plain, List<Item> items) {
    return switch (reduction) {
      case Reduction.Part(Share share) ->
          plain.minus(
              new Share(share.denominator() - share.numerator(), share.denominator()).of(plain));
      case Reduction.Amount(Money amount) -> amount.isGreaterThan(plain) ? plain : amount;
      case Reduction.Each each ->
          items.stream().map(item -> off(each, item)).reduce(plain.minus(plain), Money::plus);
    };
  }

  private static Money off(Reduction.Each each, Item item) {
    return each.price().isLessThan(item.price())
        ? item.price().minus(each.price()).multipliedBy(item.quantity())
        : Money.zero(item.price().getCurrencyUnit());
  }

  private static Application application(List<Item> items, Money saving) {
    SortedMap<String, Money> plain = new TreeMap<>();
    items.forEach(item -> plain.put(item.product(), item.plain()));
    return new Application(plain, saving);
  }
}
