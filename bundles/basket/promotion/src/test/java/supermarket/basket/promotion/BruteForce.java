package supermarket.basket.promotion;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Pay;
import supermarket.pricing.api.promotion.Slot;

/**
 * Looks through everything that can be done with a few pieces. It knows the pieces one by one, and
 * shares no code with the engine.
 */
final class BruteForce {

  /** What can be reached: the saving counts first, then the applications, then their ranks. */
  record Reached(long saving, long applications, long ranks) implements Comparable<Reached> {
    static final Reached NOTHING = new Reached(0, 0, 0);

    Reached plus(long more, long times, long rank) {
      return new Reached(saving + more, applications + times, ranks + rank);
    }

    @Override
    public int compareTo(Reached other) {
      return Comparator.comparingLong(Reached::saving)
          .thenComparing(Comparator.comparingLong(Reached::applications).reversed())
          .thenComparing(Comparator.comparingLong(Reached::ranks).reversed())
          .compare(this, other);
    }
  }

  private record State(int pieces, List<Long> left) {}

  private final List<ActivePromotion> promotions;
  private final List<PricedLine> lines;
  private final List<Long> prices = new ArrayList<>();
  private final List<Integer> lineOf = new ArrayList<>();
  private final long[][] savings;
  private final Map<State, Reached> known = new HashMap<>();

  BruteForce(List<ActivePromotion> all, List<PricedLine> lines) {
    this.promotions = all.stream().sorted(Comparator.comparing(ActivePromotion::id)).toList();
    this.lines = lines;
    for (int i = 0; i < lines.size(); i++) {
      for (int k = 0; k < lines.get(i).quantity(); k++) {
        prices.add(lines.get(i).pricePerPiece().getAmountMinorLong());
        lineOf.add(i);
      }
    }
    savings = new long[promotions.size()][1 << prices.size()];
    for (int i = 0; i < savings.length; i++) {
      for (int pieces = 1; pieces < savings[i].length; pieces++) {
        savings[i][pieces] = saving((Deal.Pieces) promotions.get(i).deal(), pieces);
      }
    }
  }

  /** Returns the best that can be reached, with the rules of the lines that are kept. */
  Reached best() {
    Reached best = Reached.NOTHING;
    for (int kept = 0; kept < 1 << lines.size(); kept++) {
      long saving = 0;
      int pieces = 0;
      for (int i = 0; i < lines.size(); i++) {
        saving += (kept >> i & 1) == 1 ? lines.get(i).saving().getAmountMinorLong() : 0;
      }
      for (int i = 0; i < prices.size(); i++) {
        boolean isFree = (kept >> lineOf.get(i) & 1) == 0 && prices.get(i) > 0;
        pieces |= isFree ? 1 << i : 0;
      }
      List<Long> left = promotions.stream().map(each -> each.promotion().atMost()).toList();
      Reached reached = best(new State(pieces, left)).plus(saving, 0, 0);
      best = reached.compareTo(best) > 0 ? reached : best;
    }
    return best;
  }

  /** Returns the best that can be reached if a promotion is applied; null if it cannot be. */
  Reached bestWith(int promotion) {
    Reached best = null;
    for (int kept = 0; kept < 1 << lines.size(); kept++) {
      int pieces = 0;
      long saving = 0;
      for (int i = 0; i < lines.size(); i++) {
        saving += (kept >> i & 1) == 1 ? lines.get(i).saving().getAmountMinorLong() : 0;
      }
      for (int i = 0; i < prices.size(); i++) {
        boolean isFree = (kept >> lineOf.get(i) & 1) == 0 && prices.get(i) > 0;
        pieces |= isFree ? 1 << i : 0;
      }
      for (int taken = pieces; taken > 0; taken = (taken - 1) & pieces) {
        if (savings[promotion][taken] > 0) {
          List<Long> left =
              new ArrayList<>(promotions.stream().map(each -> each.promotion().atMost()).toList());
          left.set(promotion, left.get(promotion) - 1);
          Reached reached =
              best(new State(pieces & ~taken, left))
                  .plus(saving + savings[promotion][taken], 1, promotion);
          best = best == null || reached.compareTo(best) > 0 ? reached : best;
        }
      }
    }
    return best;
  }

  private Reached best(State state) {
    if (state.pieces == 0) {
      return Reached.NOTHING;
    }
    Reached before = known.get(state);
    if (before != null) {
      return before;
    }
    int first = Integer.lowestOneBit(state.pieces);
    int others = state.pieces & ~first;
    Reached best = best(new State(others, state.left));
    for (int some = others; ; some = (some - 1) & others) {
      int taken = some | first;
      for (int i = 0; i < savings.length; i++) {
        if (savings[i][taken] > 0 && state.left.get(i) > 0) {
          List<Long> left = new ArrayList<>(state.left);
          left.set(i, left.get(i) > 99 ? left.get(i) : left.get(i) - 1);
          Reached reached =
              best(new State(state.pieces & ~taken, left)).plus(savings[i][taken], 1, i);
          best = reached.compareTo(best) > 0 ? reached : best;
        }
      }
      if (some == 0) {
        break;
      }
    }
    known.put(state, best);
    return best;
  }

  /** Returns the most that one application saves that takes just some pieces; 0 if it cannot. */
  private long saving(Deal.Pieces deal, int pieces) {
    long count = deal.slots().stream().mapToLong(Slot::count).sum();
    return Integer.bitCount(pieces) == count ? saving(deal, 0, pieces, new ArrayList<>()) : 0;
  }

  private long saving(Deal.Pieces deal, int slot, int pieces, List<List<Long>> filled) {
    if (slot == deal.slots().size()) {
      return saving(deal.pay(), filled);
    }
    long best = 0;
    Slot its = deal.slots().get(slot);
    for (int some = pieces; some > 0; some = (some - 1) & pieces) {
      if (Integer.bitCount(some) == its.count() && fits(its, some)) {
        List<List<Long>> with = new ArrayList<>(filled);
        with.add(pricesOf(some));
        best = Math.max(best, saving(deal, slot + 1, pieces & ~some, with));
      }
    }
    return best;
  }

  private boolean fits(Slot slot, int pieces) {
    for (int i = 0; i < prices.size(); i++) {
      if ((pieces >> i & 1) == 1 && !slot.of().contains(lines.get(lineOf.get(i)).product())) {
        return false;
      }
    }
    return true;
  }

  private List<Long> pricesOf(int pieces) {
    List<Long> some = new ArrayList<>();
    for (int i = 0; i < prices.size(); i++) {
      if ((pieces >> i & 1) == 1) {
        some.add(prices.get(i));
      }
    }
    some.sort(Comparator.reverseOrder());
    return some;
  }

  private static long saving(Pay pay, List<List<Long>> filled) {
    long plain = filled.stream().flatMap(List::stream).mapToLong(price -> price).sum();
    return switch (pay) {
      case Pay.Together together -> Math.max(0, plain - together.price().getAmountMinorLong());
      case Pay.Off off -> Math.min(plain, off.amount().getAmountMinorLong());
      case Pay.Each each -> {
        long paid = 0;
        for (int slot = 0; slot < filled.size(); slot++) {
          for (int i = 0; i < filled.get(slot).size(); i++) {
            paid += paid(filled.get(slot).get(i), each.shares().get(slot).get(i));
          }
        }
        yield plain - paid;
      }
    };
  }

  private static long paid(long price, Share share) {
    return BigDecimal.valueOf(price)
        .multiply(BigDecimal.valueOf(share.numerator()))
        .divide(BigDecimal.valueOf(share.denominator()), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  @Override
  public String toString() {
    return lines.stream()
            .map(
                line ->
                    "%s %s x%d=%s"
                        .formatted(
                            line.product(), line.pricePerPiece(), line.quantity(), line.cost()))
            .toList()
        + " "
        + promotions.stream()
            .map(each -> each.id() + " x" + each.promotion().atMost() + " " + each.deal())
            .toList();
  }
}
