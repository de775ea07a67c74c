package supermarket.basket.promotion.pricing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.pricing.api.promotion.Deal;

/**
 * A promotion that names products of a basket.
 *
 * @param promotion as the edition has it
 * @param rank its place among the promotions of the edition, by id
 */
public record Candidate(ActivePromotion promotion, int rank) {

  /** Returns those of a basket, by id, whether they hold or not. */
  public static List<Candidate> of(Basket basket) {
    ActivePromotions promotions = basket.promotions();
    BitSet found = new BitSet(promotions.all().size());
    for (ActivePromotion each : promotions.ofEvery()) {
      found.set(promotions.rank(each));
    }
    for (Line line : basket.lines()) {
      if (line.mayTakePart()) {
        for (ActivePromotion each : promotions.of(line.product())) {
          found.set(promotions.rank(each));
        }
      }
    }
    List<Candidate> candidates = new ArrayList<>(found.cardinality());
    for (int rank = found.nextSetBit(0); rank >= 0; rank = found.nextSetBit(rank + 1)) {
      candidates.add(new Candidate(promotions.all().get(rank), rank));
    }
    return candidates;
  }

  /** Returns whether its pieces are to be found. */
  public boolean isOfPieces() {
    return promotion.deal() instanceof Deal.Pieces;
  }

  String id() {
    return promotion.id();
  }
}
