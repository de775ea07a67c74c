package supermarket.message.broker;

import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Weight;

/**
 * How much of a product, as one number: a quantity, or below zero so many grams. A release that
 * knows no weights refuses the latter, and does not take a kilogram for a piece.
 */
final class Measures {

  private Measures() {}

  static void write(long quantity, @Nullable Weight weight, CborWriter out) {
    out.integer(weight == null ? quantity : -weight.grams());
  }

  /** How many; one if it was weighed. */
  static long quantity(long measure) throws Unreadable {
    if (measure == 0) {
      throw new Unreadable("an item without quantity");
    }
    return measure > 0 ? measure : 1;
  }

  /** What it weighs; null if it was counted. */
  static @Nullable Weight weight(long measure) throws Unreadable {
    if (measure >= 0) {
      return null;
    }
    if (measure < -Weight.MOST_GRAMS) {
      throw new Unreadable("an item that is too heavy");
    }
    return new Weight(Math.toIntExact(-measure));
  }
}
