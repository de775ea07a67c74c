package supermarket.basket.promotion.pricing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.promotion.search.Stock;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Slot;

/** Which pieces of a basket may take which slots: stocks of pieces that no slot tells apart. */
final class Slots {

  private final List<Stock> stocks = new ArrayList<>();
  private final List<List<Line>> lines = new ArrayList<>();
  private final List<List<List<Integer>>> stocksOf = new ArrayList<>();

  /** Those of promotions of pieces. */
  Slots(Basket basket, List<Candidate> candidates) {
    IdentityHashMap<ActivePromotion, Integer> numbers = new IdentityHashMap<>();
    for (Candidate each : candidates) {
      numbers.put(each.promotion(), numbers.size());
      List<List<Integer>> itsSlots = new ArrayList<>();
      slots(each.promotion()).forEach(slot -> itsSlots.add(new ArrayList<>()));
      stocksOf.add(itsSlots);
    }
    Map<Key, Integer> known = new HashMap<>();
    basket.lines().stream()
        .filter(Line::isForOffers)
        .sorted(
            Comparator.comparingLong(Line::price)
                .reversed()
                .thenComparing(Line::product)
                .thenComparingInt(Line::number))
        .forEach(line -> add(basket, line, numbers, known));
  }

  private void add(
      Basket basket,
      Line line,
      IdentityHashMap<ActivePromotion, Integer> numbers,
      Map<Key, Integer> known) {
    List<List<Integer>> found = new ArrayList<>();
    List<Integer> names = new ArrayList<>();
    find(basket.promotions().of(line.product()), line, numbers, found, names);
    find(basket.promotions().ofEvery(), line, numbers, found, names);
    if (found.isEmpty()) {
      return;
    }
    Key key = new Key(line.price(), names);
    Integer stock = line.kept() > 0 ? null : known.get(key);
    if (stock == null) {
      stock = stocks.size();
      stocks.add(new Stock(line.price(), line.quantity(), line.kept()));
      lines.add(new ArrayList<>(List.of(line)));
      for (List<Integer> its : found) {
        its.add(stock);
      }
      if (line.kept() == 0) {
        known.put(key, stock);
      }
    } else {
      Stock its = stocks.get(stock);
      stocks.set(stock, new Stock(its.price(), its.quantity() + line.quantity(), 0));
      lines.get(stock).add(line);
    }
  }

  private void find(
      List<ActivePromotion> promotions,
      Line line,
      IdentityHashMap<ActivePromotion, Integer> numbers,
      List<List<Integer>> found,
      List<Integer> names) {
    for (ActivePromotion promotion : promotions) {
      Integer number = numbers.get(promotion);
      if (number != null) {
        List<Slot> slots = slots(promotion);
        for (int i = 0; i < slots.size(); i++) {
          if (slots.get(i).of().contains(line.product())) {
            found.add(stocksOf.get(number).get(i));
            names.add(number * Deal.MOST_SLOTS + i);
          }
        }
      }
    }
  }

  /** Returns the slots of a promotion; none if it is not of pieces. */
  static List<Slot> slots(ActivePromotion promotion) {
    return promotion.deal() instanceof Deal.Pieces pieces ? pieces.slots() : List.of();
  }

  /** Returns the stocks, the dearest first. */
  List<Stock> stocks() {
    return stocks;
  }

  /** Returns the lines of a stock, by product. */
  List<Line> lines(int stock) {
    return lines.get(stock);
  }

  /** Returns the stocks that may take a slot, the dearest first. */
  int[] stocks(int candidate, int slot) {
    return stocksOf.get(candidate).get(slot).stream().mapToInt(i -> i).toArray();
  }

  private record Key(long price, List<Integer> slots) {}
}
