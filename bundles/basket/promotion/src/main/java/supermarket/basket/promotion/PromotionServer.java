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

/** Finds the best deal for a basket, and says why. */
@Component(configurationPolicy = ConfigurationPolicy.IGNORE)
public final class PromotionServer implements PromotionEngine {

  /** So many steps a search takes at most: the same on each node, or results would differ. */
  static final long STEPS = 20_000;

  private final Searchers searchers = new Searchers(System::nanoTime);
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
    Enquiry enquiry = Enquiry.of(promotions, facts, lines, explain, steps);
    if (enquiry == null) {
      return new Result(lines, Promoted.NONE);
    }
    Result result = enquiry.shortly();
    return result != null ? result : enquiry.searched(() -> false);
  }

  @Override
  public Outcome apply(
      ActivePromotions promotions, Facts facts, List<PricedLine> lines, boolean explain, Turn turn)
      throws InterruptedException {
    Enquiry enquiry = Enquiry.of(promotions, facts, lines, explain, steps);
    if (enquiry == null) {
      return new Result(lines, Promoted.NONE);
    }
    Result result = enquiry.shortly();
    return result != null ? result : searchers.run(turn, enquiry::searched);
  }

  @Override
  public List<ExplainedPromotion> explainEmpty(
      ActivePromotions promotions, Facts facts, CurrencyUnit currency) {
    return Explanations.ofNothing(promotions, facts, currency);
  }
}
