package supermarket.basket.promotion.pricing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import supermarket.basket.api.promotion.ActivePromotion;
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
    Set<ActivePromotion> found = Collections.newSetFromMap(new IdentityHashMap<>());
    found.addAll(basket.promotions().ofEvery());
    for (Line line : basket.lines()) {
      if (line.mayTakePart()) {
        found.addAll(basket.promotions().of(line.product()));
      }
    }
    List<ActivePromotion> all = basket.promotions().all();
    List<Candidate> candidates = new ArrayList<>(found.size());
    for (ActivePromotion each : found) {
      int rank = Collections.binarySearch(all, each, Comparator.comparing(ActivePromotion::id));
      candidates.add(new Candidate(each, rank));
    }
    candidates.sort(Comparator.comparingInt(Candidate::rank));
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
