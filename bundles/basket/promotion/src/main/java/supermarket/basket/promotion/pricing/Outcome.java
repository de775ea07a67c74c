package supermarket.basket.promotion.pricing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.AppliedPromotion;
import supermarket.basket.api.PricedLine;
import supermarket.basket.promotion.search.Steps;

/**
 * What promotions make of a basket.
 *
 * @param lines with what they cost
 * @param applied the promotions that took something off, by id
 * @param total what the lines cost that may take part
 * @param gap how much more a better deal would save at most; 0 if it is proven that there is none
 * @param isForced whether the promotion that had to be applied is applied
 */
public record Outcome(
    List<PricedLine> lines,
    List<AppliedPromotion> applied,
    long total,
    long gap,
    boolean isForced) {

  /** Returns what those promotions make of a basket that hold. */
  public static Outcome of(Basket basket, List<Candidate> candidates, Steps steps) {
    return of(basket, candidates, null, steps);
  }

  /**
   * Returns what promotions make of a basket.
   *
   * @param candidates which hold
   * @param forced one of them, which has to be applied; null for none
   * @param steps those that the search may take, and those that it took
   */
  public static Outcome of(
      Basket basket, List<Candidate> candidates, @Nullable Candidate forced, Steps steps) {
    Ledger ledger = new Ledger(basket);
    PiecesLevel pieces = new PiecesLevel(basket, candidates, forced, steps);
    pieces.book(ledger);
    new RestLevel(basket, ledger).book(candidates, forced);
    List<AppliedPromotion> applied = ledger.applied();
    boolean isForced =
        forced != null && applied.stream().anyMatch(each -> each.id().equals(forced.id()));
    return new Outcome(
        new ArrayList<>(ledger.lines()), applied, ledger.total(), pieces.gap(), isForced);
  }
}
