package supermarket.strategy.testing;

import java.util.List;
import java.util.stream.Stream;
import org.joda.money.Money;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Pay;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.Reduction;
import supermarket.pricing.api.promotion.Slot;
import supermarket.pricing.api.promotion.Threshold;
import supermarket.pricing.api.promotion.Tier;

/** What stands in a deal. */
final class Deals {

  private Deals() {}

  /** Returns the products that a deal is for. */
  static List<Products> products(Deal deal) {
    return switch (deal) {
      case Deal.Pieces pieces -> pieces.slots().stream().map(Slot::of).toList();
      case Deal.Rest rest -> List.of(rest.of());
    };
  }

  /** Returns the amounts of money in a deal. */
  static List<Money> amounts(Deal deal) {
    return switch (deal) {
      case Deal.Pieces(var slots, Pay.Together(Money price)) -> List.of(price);
      case Deal.Pieces(var slots, Pay.Off(Money amount)) -> List.of(amount);
      case Deal.Pieces(var slots, Pay.Each each) -> List.of();
      case Deal.Rest rest -> rest.tiers().stream().flatMap(Deals::amounts).toList();
    };
  }

  private static Stream<Money> amounts(Tier tier) {
    Stream<Money> from =
        tier.from() instanceof Threshold.Spend(Money amount) ? Stream.of(amount) : Stream.empty();
    Stream<Money> off =
        switch (tier.off()) {
          case Reduction.Part part -> Stream.empty();
          case Reduction.Amount(Money amount) -> Stream.of(amount);
          case Reduction.Each(Money price) -> Stream.of(price);
        };
    return Stream.concat(from, off);
  }
}
