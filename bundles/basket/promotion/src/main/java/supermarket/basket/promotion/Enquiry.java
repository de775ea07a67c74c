package supermarket.basket.promotion;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Facts;
import supermarket.basket.api.promotion.PromotionEngine.Result;
import supermarket.basket.promotion.explain.Explanations;
import supermarket.basket.promotion.pricing.Basket;
import supermarket.basket.promotion.pricing.Candidate;
import supermarket.basket.promotion.pricing.Outcome;
import supermarket.basket.promotion.search.Steps;

/**
 * What is wanted for a basket that promotions touch.
 *
 * <p>Thread safety: one thread at a time.
 *
 * @param candidates the promotions that name products of the basket
 * @param live those of them that hold and are not dark
 * @param explain whether all promotions are explained
 * @param steps those that a search may take
 */
record Enquiry(
    Basket basket, List<Candidate> candidates, List<Candidate> live, boolean explain, long steps) {

  /** Most searches end within so many steps, a fraction of a millisecond. */
  private static final long FEW_STEPS = 1_000;

  /** Of so many lines times promotions, it takes as long to look which pieces take part. */
  private static final long FEW_PAIRS = 4_000;

  /** Returns the enquiry; null if no promotion changes the basket, and none is to be explained. */
  static @Nullable Enquiry of(
      ActivePromotions promotions,
      Facts facts,
      List<PricedLine> lines,
      boolean explain,
      long steps) {
    if (lines.isEmpty() || (!explain && !isTouched(promotions, lines))) {
      return null;
    }
    Basket basket = Basket.of(promotions, facts, lines);
    List<Candidate> candidates = Candidate.of(basket);
    List<Candidate> live =
        candidates.stream()
            .filter(each -> !each.promotion().promotion().dark() && basket.holds(each.promotion()))
            .toList();
    return live.isEmpty() && !explain
        ? null
        : new Enquiry(basket, candidates, live, explain, steps);
  }

  /** Returns the result if there is one after a short search, which changes nothing of it. */
  @Nullable Result shortly() {
    if (explain || (long) basket.lines().size() * live.size() > FEW_PAIRS) {
      return null;
    }
    Steps few = Steps.trial(Math.min(steps, FEW_STEPS));
    Outcome outcome = Outcome.of(basket, live, few);
    return few.isShort() ? null : result(outcome, List.of());
  }

  /**
   * Returns the result.
   *
   * @param isOver whether nobody waits for it any more: it is worth nothing then
   */
  Result searched(BooleanSupplier isOver) {
    Steps all = new Steps(steps, isOver);
    Outcome outcome = Outcome.of(basket, live, all);
    return result(
        outcome, explain ? Explanations.of(basket, candidates, live, outcome, all) : List.of());
  }

  private Result result(Outcome outcome, List<ExplainedPromotion> explanations) {
    return new Result(
        outcome.lines(),
        new Promoted(
            outcome.applied(),
            outcome.gap() == 0,
            outcome.gap() == 0 ? null : basket.money(outcome.gap()),
            explanations));
  }

  /** Returns whether any promotion names a product of the basket. */
  private static boolean isTouched(ActivePromotions promotions, List<PricedLine> lines) {
    if (promotions.isEmpty()) {
      return false;
    }
    if (!promotions.ofEvery().isEmpty()) {
      return true;
    }
    for (PricedLine line : lines) {
      if (!promotions.of(line.product()).isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
