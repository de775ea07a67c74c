package supermarket.basket.promotion.pricing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supermarket.basket.promotion.allocation.Fraction;
import supermarket.basket.promotion.search.Offer;
import supermarket.basket.promotion.search.Role;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Pay;

/** Makes offers, which the search knows, of promotions of pieces. */
final class Offers {

  private final Slots slots;

  Offers(Slots slots) {
    this.slots = slots;
  }

  /** Returns the offer of a promotion; null if it takes nothing off any pieces of the basket. */
  @Nullable Offer offer(Candidate candidate, int number) {
    Deal.Pieces deal = (Deal.Pieces) candidate.promotion().deal();
    List<Role> roles = new ArrayList<>(deal.slots().size());
    long least = 0;
    long most = 0;
    for (int i = 0; i < deal.slots().size(); i++) {
      int[] stocks = slots.stocks(number, i);
      if (stocks.length == 0) {
        return null;
      }
      int count = (int) deal.slots().get(i).count();
      long[] prices = prices(stocks);
      roles.add(
          new Role(
              stocks,
              deal.pay() instanceof Pay.Each(List<List<Share>> shares)
                  ? gains(prices, shares.get(i))
                  : sameRows(prices, count)));
      least += prices[prices.length - 1] * count;
      most += most(roles.getLast());
    }
    long atMost = candidate.promotion().promotion().atMost();
    Offer offer =
        switch (deal.pay()) {
          case Pay.Together(var price) ->
              new Offer(candidate.rank(), atMost, roles, -Amounts.of(price), Offer.NO_CAP, 0);
          case Pay.Each each -> new Offer(candidate.rank(), atMost, roles, 0, Offer.NO_CAP, 0);
          case Pay.Off(var amount) ->
              off(candidate, atMost, roles, Math.min(most, Amounts.of(amount)), least);
        };
    return Math.min(offer.cap(), offer.base() + most) > 0 ? offer : null;
  }

  /** An amount that no pieces can fall short of is a base without a cap. */
  private static Offer off(
      Candidate candidate, long atMost, List<Role> roles, long amount, long least) {
    if (amount > least) {
      return new Offer(candidate.rank(), atMost, roles, 0, amount, 0);
    }
    List<Role> without = new ArrayList<>(roles.size());
    for (Role role : roles) {
      without.add(role.withoutGains());
    }
    return new Offer(candidate.rank(), atMost, without, amount, Offer.NO_CAP, 0);
  }

  private long[] prices(int[] stocks) {
    long[] prices = new long[stocks.length];
    Arrays.setAll(prices, i -> slots.stocks().get(stocks[i]).price());
    return prices;
  }

  private static long[][] gains(long[] prices, List<Share> shares) {
    long[][] gains = new long[shares.size()][];
    for (int position = 0; position < gains.length; position++) {
      Share share = shares.get(position);
      if (position > 0 && share.equals(shares.get(position - 1))) {
        gains[position] = gains[position - 1];
        continue;
      }
      gains[position] = new long[prices.length];
      for (int i = 0; i < prices.length; i++) {
        gains[position][i] =
            prices[i] - Fraction.halfUp(prices[i], share.numerator(), share.denominator());
      }
    }
    return gains;
  }

  private static long[][] sameRows(long[] row, int count) {
    long[][] rows = new long[count][];
    Arrays.fill(rows, row);
    return rows;
  }

  private static long most(Role role) {
    long most = 0;
    for (int position = 0; position < role.count(); position++) {
      most += role.mostGain(position);
    }
    return most;
  }
}
