package supermarket.basket.promotion.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.AppliedPromotion;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.promotion.pricing.Basket;
import supermarket.basket.promotion.pricing.Candidate;
import supermarket.basket.promotion.pricing.Outcome;
import supermarket.basket.promotion.search.Steps;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.Slot;

/** Tries what a basket would cost with a promotion that was not applied. */
final class Trials {

  /** All trials of a basket take as many steps at most as so many baskets. */
  private static final int BASKETS = 2;

  private final Basket basket;
  private final List<Candidate> live;
  private final Outcome outcome;
  private final Steps steps;

  /** Of all trials of a basket: whoever asks why holds up others no longer than a few baskets. */
  private long left;

  Trials(Basket basket, List<Candidate> live, Outcome outcome, Steps steps) {
    this.basket = basket;
    this.live = live;
    this.outcome = outcome;
    this.steps = steps;
    this.left = BASKETS * steps.limit();
  }

  private Outcome tried(List<Candidate> with, @Nullable Candidate forced) {
    Steps some = steps.again(left);
    Outcome outcome = Outcome.of(basket, with, forced, some);
    left -= some.taken();
    return outcome;
  }

  /** Returns why a promotion was not applied that could have been. */
  ExplainedPromotion explained(Candidate candidate) {
    if (left <= 0) {
      return untried(candidate.promotion());
    }
    if (!candidate.promotion().promotion().dark()) {
      return lost(candidate, live);
    }
    List<Candidate> with = new ArrayList<>(live);
    with.add(candidate);
    with.sort(Comparator.comparingInt(Candidate::rank));
    long saving = outcome.total() - tried(with, null).total();
    return saving > 0
        ? told(
            candidate,
            ExplainedPromotion.Outcome.DARK,
            "it is dark: it would have saved " + plain(saving),
            saving)
        : lost(candidate, with);
  }

  /** Returns that nobody has tried it, because that would take too long. */
  static ExplainedPromotion untried(ActivePromotion promotion) {
    boolean dark = promotion.promotion().dark();
    return new ExplainedPromotion(
        promotion.id(),
        dark ? ExplainedPromotion.Outcome.DARK : ExplainedPromotion.Outcome.LOST,
        (dark ? "it is dark" : "it was not applied") + "; what it would change was not tried",
        0,
        null);
  }

  private ExplainedPromotion lost(Candidate candidate, List<Candidate> others) {
    Outcome forced = tried(others, candidate);
    boolean isExact = outcome.gap() == 0 && forced.gap() == 0;
    if (!forced.isForced() && isExact) {
      return told(
          candidate,
          ExplainedPromotion.Outcome.NO_SAVING,
          "it takes nothing off what is in the basket",
          -1);
    }
    long more = forced.total() - outcome.total();
    String winner = winner(candidate);
    String lost = winner == null ? "" : "it lost to " + winner + ": ";
    if (!isExact || more < 0) {
      return told(
          candidate,
          ExplainedPromotion.Outcome.LOST,
          lost + "without it the basket costs less",
          -1);
    }
    return told(
        candidate,
        ExplainedPromotion.Outcome.LOST,
        lost
            + (more == 0
                ? "with it the basket would cost the same"
                : "with it the basket would cost " + plain(more) + " more"),
        more);
  }

  /** Returns the only promotion that was applied to its pieces, or in its group; null if none. */
  private @Nullable String winner(Candidate candidate) {
    String winner = null;
    for (Candidate each : live) {
      if (isRival(candidate, each)) {
        for (AppliedPromotion applied : outcome.applied()) {
          if (applied.id().equals(each.promotion().id()) && hasCommonPiece(candidate, applied)) {
            if (winner != null) {
              return null;
            }
            winner = applied.id();
          }
        }
      }
    }
    return winner;
  }

  private boolean isRival(Candidate candidate, Candidate other) {
    if (candidate.promotion().deal() instanceof Deal.Pieces) {
      return other.promotion().deal() instanceof Deal.Pieces;
    }
    return other.promotion().deal() instanceof Deal.Rest && group(candidate) == group(other);
  }

  private int group(Candidate candidate) {
    return basket.promotions().groups().indexOf(candidate.promotion().promotion().group());
  }

  private static boolean hasCommonPiece(Candidate candidate, AppliedPromotion applied) {
    return switch (candidate.promotion().deal()) {
      case Deal.Rest rest -> true;
      case Deal.Pieces pieces -> {
        List<Products> products = pieces.slots().stream().map(Slot::of).toList();
        yield applied.pieces().stream()
            .anyMatch(each -> products.stream().anyMatch(some -> some.contains(each.product())));
      }
    };
  }

  private ExplainedPromotion told(
      Candidate candidate, ExplainedPromotion.Outcome what, String detail, long amount) {
    return new ExplainedPromotion(
        candidate.promotion().id(), what, detail, 0, amount < 0 ? null : basket.money(amount));
  }

  private String plain(long amount) {
    return Missing.plain(basket.money(amount));
  }
}
