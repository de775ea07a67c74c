package supermarket.product.manager.promotion;

import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Pay;
import supermarket.pricing.api.promotion.Reduction;
import supermarket.pricing.api.promotion.Threshold;
import supermarket.pricing.api.promotion.Tier;

/** The amounts of a deal. */
final class DealMoney {

  private DealMoney() {}

  /** Returns all amounts of a deal. */
  static List<Money> of(Deal deal) {
    List<Money> amounts = new ArrayList<>();
    switch (deal) {
      case Deal.Pieces pieces -> add(pieces.pay(), amounts);
      case Deal.Rest rest -> rest.tiers().forEach(tier -> add(tier, amounts));
    }
    return amounts;
  }

  private static void add(Pay pay, List<Money> amounts) {
    switch (pay) {
      case Pay.Together(Money price) -> amounts.add(price);
      case Pay.Off(Money amount) -> amounts.add(amount);
      case Pay.Each each -> {}
    }
  }

  private static void add(Tier tier, List<Money> amounts) {
    if (tier.from() instanceof Threshold.Spend(Money amount)) {
      amounts.add(amount);
    }
    switch (tier.off()) {
      case Reduction.Amount(Money amount) -> amounts.add(amount);
      case Reduction.Each(Money price) -> amounts.add(price);
      case Reduction.Part part -> {}
    }
  }
}
