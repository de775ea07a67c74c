package supermarket.basket.promotion.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.AppliedPromotion;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.ExplainedPromotion.Outcome;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Facts;
import supermarket.basket.promotion.pricing.Basket;
import supermarket.basket.promotion.pricing.Candidate;
import supermarket.basket.promotion.search.Steps;
import supermarket.pricing.api.promotion.Deal;

/** Says of each promotion of an edition what it did to a basket, or why it did nothing. */
public final class Explanations {

  /** Of so many promotions it is tried at most what they would cost. */
  private static final int MOST_TRIED = 100;

  private final Basket basket;
  private final List<Candidate> candidates;
  private final Trials trials;
  private final Map<String, AppliedPromotion> applied = new HashMap<>();
  private int tried;

  private Explanations(
      Basket basket, List<Candidate> candidates, List<AppliedPromotion> applied, Trials trials) {
    this.basket = basket;
    this.candidates = candidates;
    this.trials = trials;
    applied.forEach(each -> this.applied.put(each.id(), each));
  }

  /**
   * Returns the explanations, by id.
   *
   * @param candidates the promotions that name products of the basket
   * @param live those of them that hold and are not dark
   * @param outcome what they made of the basket
   * @param steps those of the basket's search: a trial may take as many
   */
  public static List<ExplainedPromotion> of(
      Basket basket,
      List<Candidate> candidates,
      List<Candidate> live,
      supermarket.basket.promotion.pricing.Outcome outcome,
      Steps steps) {
    return new Explanations(
            basket, candidates, outcome.applied(), new Trials(basket, live, outcome, steps))
        .all();
  }

  /**
   * Returns those of an empty basket, by id.
   *
   * @param currency in which the store sells
   */
  public static List<ExplainedPromotion> ofNothing(
      ActivePromotions promotions, Facts facts, CurrencyUnit currency) {
    Basket empty = new Basket(promotions, facts, List.of(), currency);
    List<ExplainedPromotion> explained = new ArrayList<>(promotions.all().size());
    for (ActivePromotion each : promotions.all()) {
      ExplainedPromotion unmet = Unmet.of(empty, each);
      explained.add(unmet == null ? Missing.ofAll(empty, each) : unmet);
    }
    return explained;
  }

  private List<ExplainedPromotion> all() {
    List<ActivePromotion> all = basket.promotions().all();
    @Nullable Candidate[] named = new @Nullable Candidate[all.size()];
    for (Candidate each : candidates) {
      named[each.rank()] = each;
    }
    List<ExplainedPromotion> explained = new ArrayList<>(all.size());
    for (int rank = 0; rank < named.length; rank++) {
      explained.add(explained(all.get(rank), named[rank]));
    }
    return explained;
  }

  private ExplainedPromotion explained(ActivePromotion promotion, @Nullable Candidate candidate) {
    AppliedPromotion its = applied.get(promotion.id());
    if (its != null) {
      return applied(promotion, its);
    }
    ExplainedPromotion unmet = Unmet.of(basket, promotion);
    if (unmet != null) {
      return unmet;
    }
    ExplainedPromotion missing = Missing.of(basket, promotion);
    if (missing != null) {
      return missing;
    }
    tried++;
    if (tried > MOST_TRIED) {
      return Trials.untried(promotion);
    }
    return trials.explained(Objects.requireNonNull(candidate)); // what has pieces is named by them
  }

  private static ExplainedPromotion applied(ActivePromotion promotion, AppliedPromotion its) {
    long times = its.times();
    String limit =
        times == promotion.promotion().atMost() && promotion.deal() instanceof Deal.Pieces
            ? ", which is the most"
            : "";
    return new ExplainedPromotion(
        its.id(),
        Outcome.APPLIED,
        "it took %s off, applied %s%s"
            .formatted(Missing.plain(its.saving()), times == 1 ? "once" : times + " times", limit),
        0,
        its.saving());
  }
}
