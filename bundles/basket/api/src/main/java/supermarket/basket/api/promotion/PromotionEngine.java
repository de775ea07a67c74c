package supermarket.basket.api.promotion;

import java.util.List;
import org.joda.money.CurrencyUnit;
import org.osgi.annotation.versioning.ProviderType;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;

/**
 * Finds the best deal for a basket. It has no state: the same arguments have the same result, on
 * each node and at any time. It calls nothing foreign. Provided by the promotion bundle, used by
 * the user workers.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
@ProviderType
public interface PromotionEngine {

  /**
   * Applies promotions.
   *
   * @param promotions those of the edition that the basket has pinned
   * @param facts what they are told of the basket
   * @param lines as their strategies have priced them, in one currency; with deposits, which take
   *     part in nothing
   * @param explain whether to say of each promotion what it did, or why it did nothing
   * @return the lines in their order, with what they cost now, and what was applied
   */
  Result apply(ActivePromotions promotions, Facts facts, List<PricedLine> lines, boolean explain);

  /**
   * Says of each promotion why it does nothing to an empty basket. An engine that explains nothing
   * may leave it out.
   *
   * @param promotions those of the edition that the basket has pinned
   * @param facts what they are told of the basket
   * @param currency in which the store sells
   * @return the reasons, by the id of the promotion
   */
  default List<ExplainedPromotion> explainEmpty(
      ActivePromotions promotions, Facts facts, CurrencyUnit currency) {
    return List.of();
  }

  /**
   * What came out.
   *
   * @param lines in the order in which they were given
   * @param promoted what was applied
   */
  record Result(List<PricedLine> lines, Promoted promoted) {
    /** Takes an unmodifiable copy of the lines. */
    public Result {
      lines = List.copyOf(lines);
    }
  }
}
