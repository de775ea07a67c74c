package supermarket.basket.api;

import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a promotion did to a basket, or why it did nothing.
 *
 * @param id its id
 * @param outcome what became of it
 * @param detail one sentence for people
 * @param pieces how many pieces are missing; 0 if that is not why
 * @param amount what it took off, or would have; how much is missing, or how much more the basket
 *     would cost with it; null if there is no such amount
 */
public record ExplainedPromotion(
    String id, Outcome outcome, String detail, long pieces, @Nullable Money amount) {

  /** What became of a promotion. */
  public enum Outcome {
    /** It took something off. */
    APPLIED,
    /** It is dark: it would have saved the amount. */
    DARK,
    /** It has not begun, is over, or does not hold at this time of the day or week. */
    OUTSIDE_WINDOW,
    /** It is for other stores. */
    OTHER_STORE,
    /** It is for members only. */
    MEMBERS_ONLY,
    /** Its code was not given. */
    CODE_MISSING,
    /** It is for baskets in another currency. */
    OTHER_CURRENCY,
    /** No piece of the basket takes part. */
    NO_PIECE,
    /** Too few pieces of the basket take part. */
    PIECES_MISSING,
    /** What takes part costs too little. */
    AMOUNT_MISSING,
    /** Others are better: with it the basket would cost more. */
    LOST,
    /** It takes nothing off what is in the basket. */
    NO_SAVING
  }
}
