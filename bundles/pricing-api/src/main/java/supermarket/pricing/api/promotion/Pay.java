package supermarket.pricing.api.promotion;

import java.util.List;
import org.joda.money.Money;
import supermarket.pricing.api.Share;

/** What the pieces of one application of a promotion cost. */
public sealed interface Pay {

  /**
   * All of them together cost this; what would cost less without it stays as it is.
   *
   * @param price not negative
   */
  record Together(Money price) implements Pay {
    /**
     * Checks the price.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Together {
      require(price);
    }
  }

  /**
   * All of them together cost so much less, and at least nothing.
   *
   * @param amount not negative
   */
  record Off(Money amount) implements Pay {
    /**
     * Checks the amount.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Off {
      require(amount);
    }
  }

  /**
   * Each costs a share of its price, rounded half-up.
   *
   * @param shares those of each slot, in the order of the slots; those of a slot are for its
   *     pieces, the dearest first
   */
  record Each(List<List<Share>> shares) implements Pay {
    /** Takes unmodifiable copies. */
    public Each {
      shares = shares.stream().map(List::copyOf).toList();
    }
  }

  private static void require(Money amount) {
    if (amount.isNegative()) {
      throw new IllegalArgumentException(amount + " is negative");
    }
  }
}
