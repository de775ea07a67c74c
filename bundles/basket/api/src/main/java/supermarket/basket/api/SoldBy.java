package supermarket.basket.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the unit price of a product is the price of. */
public enum SoldBy {
  /** One piece: a basket has a quantity of it. */
  PIECE(""),
  /** A kilogram: a basket has a weight of it, each time on a line of its own. */
  WEIGHT("/kg");

  private final String per;

  SoldBy(String per) {
    this.per = per;
  }

  /** Returns what stands behind a unit price: nothing, or {@code /kg}. */
  public String per() {
    return per;
  }

  /** Returns the word for files, commands and clients, such as {@code weight}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns what a word means.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  public static SoldBy of(String word) {
    for (SoldBy each : values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "'sold_by' is one of "
            + Arrays.stream(values()).map(SoldBy::word).collect(Collectors.joining(", ")));
  }
}
