package supermarket.strategy.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.library.promotion.examples.Item;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Pay;
import supermarket.pricing.api.promotion.Slot;

/**
 * Prices a basket with one deal, by trying all there is: every way to fill the slots, and every way
 * to apply them again to what remains. For small baskets.
 *
 * <p>Not thread-safe.
 */
final class BruteForce {

  private static final long MOST_STEPS = 1_000_000;

  private final CurrencyUnit currency;

  /** The dearest first, so that pieces that are taken in this order are too. */
  private final List<Item> items;

  /** The greatest saving of an application, by how many pieces of each item it takes. */
  private final Map<List<Integer>, Long> savings = new LinkedHashMap<>();

  private final Map<List<Integer>, Best> known = new HashMap<>();
  private long steps;

  private BruteForce(CurrencyUnit currency, List<Item> basket) {
    this.currency = currency;
    this.items =
        basket.stream()
            .sorted(Comparator.comparing(Item::price).reversed().thenComparing(Item::product))
            .toList();
  }

  /**
   * Returns what a basket costs with a deal.
   *
   * @param basket with no product twice
   * @throws IllegalArgumentException if there is too much to try
   */
  static Priced price(CurrencyUnit currency, Deal deal, List<Item> basket) {
    return switch (deal) {
      case Deal.Pieces pieces ->
          new Priced(currency, basket, new BruteForce(currency, basket).best(pieces));
      case Deal.Rest rest -> RestOfBasket.price(currency, rest, basket);
    };
  }

  private List<Application> best(Deal.Pieces deal) {
    List<Integer> all = items.stream().map(item -> Math.toIntExact(item.quantity())).toList();
    fill(deal, new ArrayList<>(), all);
    List<Application> applied = new ArrayList<>();
    List<Integer> left = all;
    for (Best best = best(left); best.pieces != null; best = best(left)) {
      applied.add(application(best.pieces));
      left = minus(left, best.pieces);
    }
    return applied;
  }

  private Application application(List<Integer> pieces) {
    SortedMap<String, Money> plain = new TreeMap<>();
    for (int i = 0; i < items.size(); i++) {
      if (pieces.get(i) > 0) {
        plain.put(items.get(i).product(), items.get(i).price().multipliedBy(pieces.get(i)));
      }
    }
    return new Application(plain, Money.ofMinor(currency, savings.getOrDefault(pieces, 0L)));
  }

  /** Fills the slots from the next one on in every way. */
  private void fill(Deal.Pieces deal, List<List<Integer>> filled, List<Integer> left) {
    step();
    if (filled.size() == deal.slots().size()) {
      List<Integer> taken = Collections.nCopies(items.size(), 0);
      for (List<Integer> slot : filled) {
        taken = plus(taken, slot);
      }
      long saving = saving(deal.pay(), filled);
      if (saving > 0) {
        savings.merge(taken, saving, Math::max);
      }
      return;
    }
    Slot slot = deal.slots().get(filled.size());
    choose(slot, (int) slot.count(), new ArrayList<>(), left)
        .forEach(
            chosen -> {
              filled.add(chosen);
              fill(deal, filled, minus(left, chosen));
              filled.removeLast();
            });
  }

  /** The ways to take so many pieces of a slot's products. */
  private List<List<Integer>> choose(
      Slot slot, int count, List<Integer> chosen, List<Integer> left) {
    step();
    if (chosen.size() == items.size()) {
      return count == 0 ? List.of(List.copyOf(chosen)) : List.of();
    }
    int next = chosen.size();
    int most = slot.of().contains(items.get(next).product()) ? Math.min(count, left.get(next)) : 0;
    List<List<Integer>> ways = new ArrayList<>();
    for (int taken = 0; taken <= most; taken++) {
      chosen.add(taken);
      ways.addAll(choose(slot, count - taken, chosen, left));
      chosen.removeLast();
    }
    return ways;
  }

  private long saving(Pay pay, List<List<Integer>> filled) {
    List<List<Money>> prices = filled.stream().map(this::prices).toList();
    Money zero = Money.zero(currency);
    Money plain = Money.total(zero, Money.total(prices.stream().flatMap(List::stream).toList()));
    Money pays =
        switch (pay) {
          case Pay.Together(Money price) -> price;
          case Pay.Off(Money amount) -> plain.minus(amount);
          case Pay.Each(List<List<Share>> shares) -> {
            Money sum = zero;
            for (int i = 0; i < shares.size(); i++) {
              for (int j = 0; j < shares.get(i).size(); j++) {
                sum = sum.plus(shares.get(i).get(j).of(prices.get(i).get(j)));
              }
            }
            yield sum;
          }
        };
    return plain.minus(pays.isNegative() ? zero : pays).getAmountMinorLong();
  }

  private List<Money> prices(List<Integer> taken) {
    List<Money> prices = new ArrayList<>();
    for (int i = 0; i < taken.size(); i++) {
      prices.addAll(Collections.nCopies(taken.get(i), items.get(i).price()));
    }
    return prices;
  }

  private Best best(List<Integer> left) {
    Best known = this.known.get(left);
    if (known != null) {
      return known;
    }
    Best best = new Best(0, 0, null);
    for (Map.Entry<List<Integer>, Long> each : savings.entrySet()) {
      step();
      List<Integer> after = minus(left, each.getKey());
      if (after.stream().allMatch(count -> count >= 0)) {
        Best rest = best(after);
        Best with = new Best(rest.saving + each.getValue(), rest.times + 1, each.getKey());
        best = with.isBetterThan(best) ? with : best;
      }
    }
    this.known.put(left, best);
    return best;
  }

  private void step() {
    if (++steps > MOST_STEPS) {
      throw new IllegalArgumentException(
          "too much to try: take a basket of fewer pieces or products");
    }
  }

  private static List<Integer> plus(List<Integer> one, List<Integer> other) {
    List<Integer> sum = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      sum.add(one.get(i) + other.get(i));
    }
    return sum;
  }

  private static List<Integer> minus(List<Integer> one, List<Integer> other) {
    List<Integer> difference = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      difference.add(one.get(i) - other.get(i));
    }
    return difference;
  }

  /**
   * The best for some pieces: what it saves, how often it is applied, and to which pieces first.
   */
  private record Best(long saving, int times, @Nullable List<Integer> pieces) {
    boolean isBetterThan(Best other) {
      return saving > other.saving || (saving == other.saving && times < other.times);
    }
  }
}
