package supermarket.basket.promotion.pricing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Allocation;
import supermarket.basket.api.AppliedPromotion;
import supermarket.basket.api.PricedLine;

/** What is left to pay of each line, and what promotions took off it. */
final class Ledger {

  private final Basket basket;
  private final long[] left;
  private final @Nullable List<Allocation>[] allocations;
  private final List<AppliedPromotion> applied = new ArrayList<>();

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists
  Ledger(Basket basket) {
    this.basket = basket;
    this.left = new long[basket.lines().size()];
    this.allocations = new @Nullable List[left.length];
    for (Line line : basket.lines()) {
      left[line.number()] = line.cost();
    }
  }

  long left(Line line) {
    return left[line.number()];
  }

  /** Lets a line give up its rule. */
  void giveUpRule(int line) {
    if (allocations[line] == null) {
      left[line] = basket.lines().get(line).plain();
      allocations[line] = new ArrayList<>(2);
    }
  }

  /** Takes off what a promotion takes off each line. */
  void book(Participation part, long times, long[] off) {
    long saving = 0;
    for (int line = 0; line < off.length; line++) {
      if (off[line] > 0) {
        List<Allocation> its = allocations[line];
        if (its == null) {
          its = new ArrayList<>(2);
          allocations[line] = its;
        }
        its.add(new Allocation(part.candidate().id(), basket.money(off[line])));
        left[line] -= off[line];
        saving += off[line];
      }
    }
    applied.add(part.applied(times, saving));
  }

  /** Returns the lines with what they cost now. */
  List<PricedLine> lines() {
    List<PricedLine> lines = new ArrayList<>(left.length);
    for (Line line : basket.lines()) {
      List<Allocation> its = allocations[line.number()];
      lines.add(
          its == null ? line.priced() : line.priced().with(basket.money(left[line.number()]), its));
    }
    return lines;
  }

  /** Returns what the lines cost that take part in promotions. */
  long total() {
    long total = 0;
    for (long each : left) {
      total += each;
    }
    return total;
  }

  /** Returns what was applied, by id. */
  List<AppliedPromotion> applied() {
    return applied.stream().sorted(Comparator.comparing(AppliedPromotion::id)).toList();
  }
}
