package supermarket.pricing.api;

import java.math.BigDecimal;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of the cost of a line. The runtime, its deployer and the authors' tests all judge
 * by it.
 *
 * <p>Thread safety: any thread.
 */
public final class CostContract {

  /**
   * The largest amount of money, in the smallest units of its currency: 2^53 - 1, which is
   * 90071992547409.91 with two decimals. Up to it a client that reads JSON numbers as doubles has
   * every cent right.
   */
  public static final long LARGEST = (1L << 53) - 1;

  /** In digits: no amount that has no more of them is too large. */
  private static final int SMALL = 15;

  private CostContract() {}

  /**
   * What is wrong with a cost: it must be an amount, not negative, in the currency of the unit
   * price, and not larger than {@link #LARGEST}.
   *
   * @param unitPrice the price of one
   * @param cost what a rule returned for a line
   * @return the fault in words such as {@code a negative cost}; empty if nothing is wrong
   */
  public static Optional<String> fault(Money unitPrice, @Nullable Money cost) {
    if (cost == null) {
      return Optional.of("no cost");
    }
    if (!cost.getCurrencyUnit().equals(unitPrice.getCurrencyUnit())) {
      return Optional.of(
          "a cost in " + cost.getCurrencyUnit() + " for a price in " + unitPrice.getCurrencyUnit());
    }
    if (cost.isNegative()) {
      return Optional.of("a negative cost");
    }
    return isTooLarge(cost)
        ? Optional.of("a cost of more than " + largest(cost.getScale()).toPlainString())
        : Optional.empty();
  }

  /**
   * Whether an amount is beyond what a cost or a total may be.
   *
   * @param amount not negative
   */
  public static boolean isTooLarge(Money amount) {
    BigDecimal number = amount.getAmount();
    // Numbers of one scale are compared at once, however many digits they have.
    return number.precision() > SMALL && number.compareTo(largest(amount.getScale())) > 0;
  }

  private static BigDecimal largest(int decimals) {
    return BigDecimal.valueOf(LARGEST, decimals);
  }
}
