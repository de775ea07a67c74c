package supermarket.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Pay;
import supermarket.pricing.api.promotion.Slot;

/**
 * A rule by which others choose among promotions of pieces. Each application takes the pieces that
 * are best for the customer: the dearest, and the cheapest of those that are paid in full.
 */
enum GreedyRule {
  /** One promotion after another, in the order of their ids, each as often as it can be applied. */
  PRIORITY("by priority"),
  /** Again and again the application that saves most. */
  SAVING("largest saving first"),
  /** Again and again the application that saves most for each of its pieces. */
  SAVING_PER_PIECE("largest saving per piece");

  private final String title;

  GreedyRule(String title) {
    this.title = title;
  }

  /** Returns what it is called. */
  String title() {
    return title;
  }

  /** Returns what it saves, in minor units. */
  long saving(List<ActivePromotion> promotions, List<PricedLine> lines) {
    return new Run(promotions, lines).saving();
  }

  private final class Run {

    private final List<PricedLine> lines;
    private final long[] prices;
    private final long[] left;
    private final List<ActivePromotion> offers = new ArrayList<>();
    private final long[] times;

    Run(List<ActivePromotion> promotions, List<PricedLine> its) {
      Comparator<PricedLine> byPrice = Comparator.comparing(PricedLine::unitPrice);
      lines = its.stream().sorted(byPrice.reversed()).toList();
      prices = lines.stream().mapToLong(line -> line.unitPrice().getAmountMinorLong()).toArray();
      left = lines.stream().mapToLong(PricedLine::quantity).toArray();
      for (ActivePromotion each : promotions) {
        if (each.deal() instanceof Deal.Pieces) {
          offers.add(each);
        }
      }
      times = offers.stream().mapToLong(each -> each.promotion().atMost()).toArray();
    }

    long saving() {
      @Nullable Application[] next = new @Nullable Application[offers.size()];
      Arrays.setAll(next, this::application);
      long saving = 0;
      for (Application best = best(next); best != null; best = best(next)) {
        saving += best.saving;
        times[best.offer]--;
        for (int line : best.pieces) {
          left[line]--;
        }
        for (int i = 0; i < next.length; i++) {
          Application its = next[i];
          if (its != null && (times[i] == 0 || !isThere(its))) {
            next[i] = application(i);
          }
        }
      }
      return saving;
    }

    private @Nullable Application best(@Nullable Application[] all) {
      Application best = null;
      for (Application each : all) {
        if (each != null && (best == null || isBetter(each, best))) {
          best = each;
        }
      }
      return best;
    }

    private boolean isBetter(Application one, Application other) {
      return switch (GreedyRule.this) {
        case PRIORITY -> false; // the first one is the best
        case SAVING -> one.saving > other.saving;
        case SAVING_PER_PIECE ->
            one.saving * other.pieces.size() > other.saving * one.pieces.size();
      };
    }

    private boolean isThere(Application its) {
      long[] needed = new long[left.length];
      for (int line : its.pieces) {
        if (++needed[line] > left[line]) {
          return false;
        }
      }
      return true;
    }

    private @Nullable Application application(int offer) {
      if (times[offer] == 0) {
        return null;
      }
      Deal.Pieces deal = (Deal.Pieces) offers.get(offer).deal();
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < deal.slots().size(); i++) {
        numbers.add(i);
      }
      numbers.sort(Comparator.comparingLong(i -> available(deal.slots().get(i))));
      long[] taken = new long[left.length];
      List<Integer> pieces = new ArrayList<>();
      long saving = deal.pay() instanceof Pay.Together together ? -price(together) : 0;
      for (int i : numbers) {
        List<Share> shares = deal.pay() instanceof Pay.Each each ? each.shares().get(i) : List.of();
        List<Integer> its = pieces(deal.slots().get(i), shares, taken);
        if (its == null) {
          return null;
        }
        for (int k = 0; k < its.size(); k++) {
          long price = prices[its.get(k)];
          saving += shares.isEmpty() ? price : price - paid(price, shares.get(k));
        }
        pieces.addAll(its);
      }
      return saving > 0 ? new Application(offer, pieces, saving) : null;
    }

    private static long price(Pay.Together together) {
      return together.price().getAmountMinorLong();
    }

    private static long paid(long price, Share share) {
      return (2 * price * share.numerator() + share.denominator()) / (2 * share.denominator());
    }

    private long available(Slot slot) {
      long sum = 0;
      for (int i = 0; i < left.length; i++) {
        sum += slot.of().contains(lines.get(i).product()) ? left[i] : 0;
      }
      return sum;
    }

    /** Takes the pieces of a slot, and returns their lines, the dearest first. */
    private @Nullable List<Integer> pieces(Slot slot, List<Share> shares, long[] taken) {
      boolean isPaid = !shares.isEmpty() && shares.stream().allMatch(Share.WHOLE::equals);
      List<Integer> found = new ArrayList<>();
      for (int i = 0; i < left.length; i++) {
        int line = isPaid ? left.length - 1 - i : i;
        if (slot.of().contains(lines.get(line).product())) {
          while (taken[line] < left[line] && found.size() < slot.count()) {
            taken[line]++;
            found.add(line);
          }
        }
      }
      found.sort(Comparator.naturalOrder());
      return found.size() < slot.count() ? null : found;
    }
  }

  private record Application(int offer, List<Integer> pieces, long saving) {}
}
