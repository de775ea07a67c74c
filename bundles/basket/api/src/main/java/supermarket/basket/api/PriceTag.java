package supermarket.basket.api;

import java.time.OffsetDateTime;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a shelf label says of a product in one store. Without what versions on trial make of it:
 * that is for some users only.
 *
 * @param product its code
 * @param name what people call it; may be empty
 * @param soldBy of what the unit price is the price
 * @param vatClass its class of value added tax; empty for the standard one
 * @param deposit the code of the product that comes along with each of it; empty if none does
 * @param gtins by which it is scanned
 * @param now what holds now
 * @param later what holds from some times on, in their order, {@link #MOST_LATER} at most
 */
public record PriceTag(
    String product,
    String name,
    SoldBy soldBy,
    String vatClass,
    String deposit,
    List<String> gtins,
    Price now,
    List<Later> later) {

  /** So many prices to come are told. */
  public static final int MOST_LATER = 10;

  /** Takes unmodifiable copies of the lists. */
  public PriceTag {
    gtins = List.copyOf(gtins);
    later = List.copyOf(later);
  }

  /**
   * A price and its rule.
   *
   * @param unitPrice the price of one, or of a kilogram; null if there is none
   * @param strategy the name of the strategy that prices it; empty if there is no price
   * @param words the rule in words; empty if the unit price says all
   * @param flaw why there is no price; empty if there is one
   */
  public record Price(@Nullable Money unitPrice, String strategy, String words, String flaw) {

    /** There is none. */
    public static Price none(String why) {
      return new Price(null, "", "", why);
    }
  }

  /**
   * A price to come.
   *
   * @param from when it begins, on the clock of the store
   */
  public record Later(OffsetDateTime from, Price price) {}
}
