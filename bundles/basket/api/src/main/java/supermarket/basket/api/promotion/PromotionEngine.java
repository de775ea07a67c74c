package supermarket.basket.api.promotion;

import java.util.List;
import org.joda.money.CurrencyUnit;
import org.osgi.annotation.versioning.ProviderType;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;
import supermarket.basket.api.Reason;

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
   * Applies promotions, on the thread that calls, however long it takes. For baskets that are
   * priced already.
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
   * Applies promotions to a basket that somebody waits for. A search that takes long waits for a
   * thread of the engine's own; supermarkets take turns at these. An engine whose searches are all
   * short may leave it out.
   *
   * @param promotions those of the edition that the basket has pinned
   * @param facts what they are told of the basket
   * @param lines as their strategies have priced them, in one currency; with deposits, which take
   *     part in nothing
   * @param explain whether to say of each promotion what it did, or why it did nothing
   * @param turn whose basket it is, and how long it is waited for
   * @return the result; or that there is none, because the deadline has passed or too many wait
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  default Outcome apply(
      ActivePromotions promotions, Facts facts, List<PricedLine> lines, boolean explain, Turn turn)
      throws InterruptedException {
    return apply(promotions, facts, lines, explain);
  }

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
   * Who waits.
   *
   * @param supermarket whose basket it is
   * @param deadline until when somebody waits for the result
   */
  record Turn(String supermarket, Deadline deadline) {}

  /** What became of a basket that somebody waits for. */
  sealed interface Outcome permits Result, Refused {}

  /**
   * There is no result.
   *
   * @param reason {@link Reason#TIMEOUT} or {@link Reason#OVERLOADED}
   * @param detail a sentence for the client
   */
  record Refused(Reason reason, String detail) implements Outcome {}

  /**
   * What came out.
   *
   * @param lines in the order in which they were given
   * @param promoted what was applied
   */
  record Result(List<PricedLine> lines, Promoted promoted) implements Outcome {
    /** Takes an unmodifiable copy of the lines. */
    public Result {
      lines = List.copyOf(lines);
    }
  }
}
