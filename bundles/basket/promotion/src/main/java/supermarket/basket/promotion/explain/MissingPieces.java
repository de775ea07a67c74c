package supermarket.basket.promotion.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import supermarket.basket.promotion.pricing.Basket;
import supermarket.basket.promotion.pricing.Line;
import supermarket.pricing.api.promotion.Slot;

/**
 * How many pieces are missing to fill each slot of a promotion once. A piece that fits several
 * slots goes where it is needed.
 */
final class MissingPieces {

  private final List<Slot> slots;
  private final List<Line> lines;
  private final long[] left;
  private final long[][] taken;
  private final long[] missing;

  MissingPieces(Basket basket, List<Slot> slots) {
    this.slots = slots;
    this.lines = new ArrayList<>();
    for (Line line : basket.lines()) {
      if (line.isForOffers() && slots.stream().anyMatch(slot -> fits(line, slot))) {
        lines.add(line);
      }
    }
    this.left = lines.stream().mapToLong(Line::quantity).toArray();
    this.taken = new long[slots.size()][lines.size()];
    this.missing = new long[slots.size()];
    for (int slot = 0; slot < missing.length; slot++) {
      missing[slot] = slots.get(slot).count();
      while (missing[slot] > 0 && fill(slot, new boolean[slots.size()])) {
        missing[slot]--;
      }
    }
  }

  /** Returns whether no piece of the basket takes part. */
  boolean isWithoutPieces() {
    return lines.isEmpty();
  }

  /** Returns how many pieces are missing. */
  long count() {
    long sum = 0;
    for (long each : missing) {
      sum += each;
    }
    return sum;
  }

  /**
   * Returns where they are missing, such as {@code 2 of 3 pieces in "drink"}. The only slot of a
   * promotion needs no name.
   */
  String told() {
    List<String> told = new ArrayList<>();
    for (int slot = 0; slot < missing.length; slot++) {
      if (missing[slot] > 0) {
        long count = slots.get(slot).count();
        told.add(
            "%d of %d pieces".formatted(count - missing[slot], count)
                + (slots.size() == 1 ? "" : " in \"" + slots.get(slot).name() + "\""));
      }
    }
    return told.stream().collect(Collectors.joining(" and "));
  }

  /** Gives a slot one more piece, if need be one that another slot can do without. */
  private boolean fill(int slot, boolean[] isVisited) {
    isVisited[slot] = true;
    for (int i = 0; i < left.length; i++) {
      if (left[i] > 0 && fits(lines.get(i), slots.get(slot))) {
        left[i]--;
        taken[slot][i]++;
        return true;
      }
    }
    for (int i = 0; i < left.length; i++) {
      if (fits(lines.get(i), slots.get(slot))) {
        for (int other = 0; other < slots.size(); other++) {
          if (!isVisited[other] && taken[other][i] > 0 && fill(other, isVisited)) {
            taken[other][i]--;
            taken[slot][i]++;
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean fits(Line line, Slot slot) {
    return slot.of().contains(line.priced().product());
  }
}
