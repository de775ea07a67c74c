package supermarket.basket.promotion.allocation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Parts an amount in proportion to bases. Each part is rounded down first; the units that are
 * missing go to the largest remainders, then to the larger base, then to the smaller product code.
 */
public final class LargestRemainder {

  private LargestRemainder() {}

  /**
   * Returns the parts, in the order of the participants. Their sum is the amount, and none is above
   * its base.
   *
   * @param amount not negative, and at most the sum of the bases
   */
  public static long[] parts(long amount, List<Participant> participants) {
    long[] parts = new long[participants.size()];
    long all = 0;
    for (Participant each : participants) {
      all += each.base();
    }
    if (all == 0 || amount == 0) {
      return parts;
    }
    long[] rests = new long[parts.length];
    long missing = amount;
    List<Integer> order = new ArrayList<>(parts.length);
    for (int i = 0; i < parts.length; i++) {
      long base = participants.get(i).base();
      parts[i] = Fraction.floor(amount, base, all);
      rests[i] = Fraction.rest(amount, base, all);
      missing -= parts[i];
      order.add(i);
    }
    if (missing > 0) {
      order.sort(
          Comparator.comparingLong((Integer i) -> rests[i])
              .reversed()
              .thenComparing(
                  participants::get,
                  Comparator.comparingLong(Participant::base)
                      .reversed()
                      .thenComparing(Participant::product)
                      .thenComparingInt(Participant::line)));
      for (int i = 0; i < missing; i++) {
        parts[order.get(i)]++;
      }
    }
    return parts;
  }
}
