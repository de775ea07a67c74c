package supermarket.basket.api;

import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What promotions did to a basket.
 *
 * @param applied those that took something off, by id
 * @param proven whether it is proven that there is no better deal
 * @param gap by how much a better deal could be better at most; null if it is proven that there is
 *     none
 * @param explained what became of each, by id; empty unless that was asked for
 */
public record Promoted(
    List<AppliedPromotion> applied,
    boolean proven,
    @Nullable Money gap,
    List<ExplainedPromotion> explained) {

  /** Nothing was applied, and nothing could have been. */
  public static final Promoted NONE = new Promoted(List.of(), true, null, List.of());

  /** Takes unmodifiable copies of the lists. */
  public Promoted {
    applied = List.copyOf(applied);
    explained = List.copyOf(explained);
  }
}
