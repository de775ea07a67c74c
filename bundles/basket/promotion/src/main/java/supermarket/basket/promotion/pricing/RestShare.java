package supermarket.basket.promotion.pricing;

import java.util.ArrayList;
import java.util.List;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Threshold;

/**
 * The lines of a basket that take part in a promotion of what is left to pay.
 *
 * @param lines in their order
 * @param pieces of all of them
 * @param plain what they cost without any rule
 */
public record RestShare(List<Line> lines, long pieces, long plain) {

  /** Returns those of a promotion. */
  public static RestShare of(Basket basket, Deal.Rest deal) {
    List<Line> lines = new ArrayList<>();
    long pieces = 0;
    long plain = 0;
    for (Line line : basket.lines()) {
      if (line.mayTakePart() && deal.of().contains(line.product())) {
        lines.add(line);
        pieces += line.quantity();
        plain += line.plain();
      }
    }
    return new RestShare(lines, pieces, plain);
  }

  /** Returns whether they reach a threshold. */
  public boolean reaches(Threshold threshold) {
    return switch (threshold) {
      case Threshold.Pieces(long count) -> pieces >= count;
      case Threshold.Spend(var amount) -> plain >= Amounts.of(amount) && !lines.isEmpty();
    };
  }
}
