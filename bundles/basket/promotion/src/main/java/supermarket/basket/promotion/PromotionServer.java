package supermarket.basket.promotion;

import java.util.List;
import org.joda.money.CurrencyUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Facts;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.basket.promotion.explain.Explanations;
import supermarket.basket.promotion.pricing.Basket;
import supermarket.basket.promotion.pricing.Candidate;
import supermarket.basket.promotion.pricing.Outcome;
import supermarket.basket.promotion.search.Steps;

/** Finds the best deal for a basket, and says why. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE)
public final class PromotionServer implements PromotionEngine {

  /** So many steps a search takes at most: the same on each node, or results would differ. */
  static final long STEPS = 20_000;

  /** Most searches end within so many steps, a fraction of a millisecond. */
  private static final long FEW_STEPS = 1_000;

  /** Of so many lines times promotions, it takes as long to look which pieces take part. */
  private static final long FEW_PAIRS = 4_000;

  private final Searchers searchers = new Searchers();
  private final long steps;

  /** Called by Declarative Services. */
  @Activate
  public PromotionServer() {
    this(STEPS);
  }

  PromotionServer(long steps) {
    this.steps = steps;
  }

  @Deactivate
  void stop() {
    searchers.close();
  }

  @Override
  public Result apply(
      ActivePromotions promotions, Facts facts, List<PricedLine> lines, boolean explain) {
    if (lines.isEmpty() || (!explain && !isTouched(promotions, lines))) {
      return new Result(lines, Promoted.NONE);
    }
    Basket basket = Basket.of(promotions, facts, lines);
    List<Candidate> candidates = Candidate.of(basket);
    List<Candidate> live =
        candidates.stream()
            .filter(each -> !each.promotion().promotion().dark() && basket.holds(each.promotion()))
            .toList();
    if (live.isEmpty() && !explain) {
      return new Result(lines, Promoted.NONE);
    }
    if (!explain && (long) lines.size() * live.size() <= FEW_PAIRS) {
      Steps few = Steps.trial(Math.min(steps, FEW_STEPS));
      Outcome outcome = Outcome.of(basket, live, few);
      if (!few.isShort()) {
        return result(basket, outcome, List.of());
      }
    }
    return searchers.run(() -> searched(basket, candidates, live, explain));
  }

  @Override
  public List<ExplainedPromotion> explainEmpty(
      ActivePromotions promotions, Facts facts, CurrencyUnit currency) {
    return Explanations.ofNothing(promotions, facts, currency);
  }

  private Result searched(
      Basket basket, List<Candidate> candidates, List<Candidate> live, boolean explain) {
    Outcome outcome = Outcome.of(basket, live, new Steps(steps));
    return result(
        basket,
        outcome,
        explain ? Explanations.of(basket, candidates, live, outcome, steps) : List.of());
  }

  private static Result result(
      Basket basket, Outcome outcome, List<ExplainedPromotion> explanations) {
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
