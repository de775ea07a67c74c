package supermarket.basket.promotion.pricing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.promotion.search.Stock;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Slot;

/** Which pieces of a basket may take which slots: stocks of pieces that no slot tells apart. */
final class Slots {

  private static final int NONE = -1;

  private static final Comparator<Line> DEAREST_FIRST =
      Comparator.comparingLong(Line::price)
          .reversed()
          .thenComparing(Line::product)
          .thenComparingInt(Line::number);

  private final ActivePromotions promotions;
  private final int[] candidateOf;
  private final int[] places;
  private final List<Stock> stocks = new ArrayList<>();
  private final List<List<Line>> lines = new ArrayList<>();
  private final List<int[]> taken = new ArrayList<>();
  private final int[][][] stocksOf;
  private final int[][] counts;

  /** Those of promotions of pieces. */
  Slots(Basket basket, List<Candidate> candidates) {
    this.promotions = basket.promotions();
    this.candidateOf = new int[promotions.all().size()];
    Arrays.fill(candidateOf, NONE);
    this.stocksOf = new int[candidates.size()][][];
    this.counts = new int[candidates.size()][];
    int most = 0;
    for (int i = 0; i < candidates.size(); i++) {
      candidateOf[candidates.get(i).rank()] = i;
      stocksOf[i] = new int[slots(candidates.get(i).promotion()).size()][0];
      counts[i] = new int[stocksOf[i].length];
      most += stocksOf[i].length;
    }
    this.places = new int[most];
    List<Line> dearestFirst = new ArrayList<>(basket.lines().size());
    for (Line line : basket.lines()) {
      if (line.isForOffers()) {
        dearestFirst.add(line);
      }
    }
    dearestFirst.sort(DEAREST_FIRST);
    for (Line line : dearestFirst) {
      int count = find(promotions.of(line.product()), line, 0);
      count = find(promotions.ofEvery(), line, count);
      if (count > 0) {
        add(line, Arrays.copyOf(places, count));
      }
    }
  }

  /** Notes the slots that a line may take, by candidate and slot; returns how many there are. */
  private int find(List<ActivePromotion> some, Line line, int from) {
    int count = from;
    for (ActivePromotion each : some) {
      int number = candidateOf[promotions.rank(each)];
      if (number != NONE) {
        List<Slot> slots = slots(each);
        for (int i = 0; i < slots.size(); i++) {
          if (slots.get(i).of().contains(line.product())) {
            places[count++] = number * Deal.MOST_SLOTS + i;
          }
        }
      }
    }
    return count;
  }

  private void add(Line line, int[] its) {
    int same = line.kept() > 0 ? NONE : same(line.price(), its);
    if (same != NONE) {
      Stock stock = stocks.get(same);
      stocks.set(same, new Stock(stock.price(), stock.quantity() + line.quantity(), 0));
      lines.get(same).add(line);
      return;
    }
    for (int place : its) {
      int candidate = place / Deal.MOST_SLOTS;
      int slot = place % Deal.MOST_SLOTS;
      int[] known = stocksOf[candidate][slot];
      int count = counts[candidate][slot]++;
      if (count == known.length) {
        known = Arrays.copyOf(known, Math.max(4, 2 * count));
        stocksOf[candidate][slot] = known;
      }
      known[count] = stocks.size();
    }
    stocks.add(new Stock(line.price(), line.quantity(), line.kept()));
    lines.add(new ArrayList<>(List.of(line)));
    taken.add(its);
  }

  /** Returns the stock of a price that may take the same slots; -1 if there is none. */
  private int same(long price, int[] its) {
    for (int i = stocks.size() - 1; i >= 0 && stocks.get(i).price() == price; i--) {
      if (stocks.get(i).kept() == 0 && Arrays.equals(taken.get(i), its)) {
        return i;
      }
    }
    return NONE;
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
    return Arrays.copyOf(stocksOf[candidate][slot], counts[candidate][slot]);
  }
}
