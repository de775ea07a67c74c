package supermarket.basket.promotion.pricing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import supermarket.basket.promotion.allocation.Fraction;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Reduction;
import supermarket.pricing.api.promotion.Tier;

/** The promotions of what is left to pay: of each group, the best for the customer. */
final class RestLevel {

  private final Basket basket;
  private final Ledger ledger;

  RestLevel(Basket basket, Ledger ledger) {
    this.basket = basket;
    this.ledger = ledger;
  }

  /**
   * Books what is applied.
   *
   * @param forced the one that is applied in its group whatever others are worth; null for none
   */
  void book(List<Candidate> candidates, @Nullable Candidate forced) {
    List<String> groups = basket.promotions().groups();
    List<List<Candidate>> byGroup = new ArrayList<>();
    for (int i = 0; i <= groups.size(); i++) {
      byGroup.add(new ArrayList<>(0));
    }
    for (Candidate each : candidates) {
      if (each.promotion().deal() instanceof Deal.Rest) {
        int group = groups.indexOf(each.promotion().promotion().group());
        byGroup.get(group < 0 ? groups.size() : group).add(each);
      }
    }
    for (List<Candidate> group : byGroup) {
      Reduced best = null;
      for (Candidate each : group) {
        Reduced reduced = new Reduced(each);
        boolean isForced = forced != null && each.rank() == forced.rank() && reduced.off > 0;
        if (best == null || isForced || reduced.off > best.off) {
          best = reduced;
          if (isForced) {
            break;
          }
        }
      }
      if (best != null && best.off > 0) {
        best.book();
      }
    }
  }

  /** What a promotion takes off with its best tier. */
  private final class Reduced {

    private final Candidate candidate;
    private final List<Line> lines;
    private final long left;
    private long off;
    private @Nullable Reduction reduction;

    Reduced(Candidate candidate) {
      Deal.Rest deal = (Deal.Rest) candidate.promotion().deal();
      RestShare share = RestShare.of(basket, deal);
      this.candidate = candidate;
      this.lines = share.lines();
      long sum = 0;
      for (Line line : lines) {
        sum += ledger.left(line);
      }
      this.left = sum;
      for (Tier tier : deal.tiers()) {
        if (share.reaches(tier.from())) {
          long its = off(tier.off());
          if (its > off) {
            off = its;
            reduction = tier.off();
          }
        }
      }
    }

    private long off(Reduction its) {
      return switch (its) {
        case Reduction.Part(var share) ->
            left
                - Fraction.halfUp(
                    left, share.denominator() - share.numerator(), share.denominator());
        case Reduction.Amount(var amount) -> Math.min(left, Amounts.of(amount));
        case Reduction.Each(var price) -> {
          long sum = 0;
          for (Line line : lines) {
            sum += off(line, Amounts.of(price));
          }
          yield sum;
        }
      };
    }

    private long off(Line line, long price) {
      boolean isCheaper = price <= ledger.left(line) / line.quantity();
      return isCheaper ? ledger.left(line) - price * line.quantity() : 0;
    }

    void book() {
      Participation part = new Participation(basket, candidate, List.of(""));
      for (Line line : lines) {
        if (ledger.left(line) > 0) {
          part.add(line, 0, line.quantity(), ledger.left(line), false);
        }
      }
      ledger.book(part, 1, parts(part));
    }

    private long[] parts(Participation part) {
      if (reduction instanceof Reduction.Each(var price)) {
        long[] parts = new long[basket.lines().size()];
        for (Line line : lines) {
          parts[line.number()] = off(line, Amounts.of(price));
        }
        return parts;
      }
      return part.parted(off);
    }
  }
}
