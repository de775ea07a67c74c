package supermarket.basket.promotion.explain;

import java.util.Objects;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.ExplainedPromotion.Outcome;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.promotion.pricing.Basket;
import supermarket.basket.promotion.pricing.RestShare;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Threshold;
import supermarket.pricing.api.promotion.Tier;

/** Tells what a basket lacks for a promotion. */
final class Missing {

  private Missing() {}

  /** Returns what is missing; null if nothing is. */
  static @Nullable ExplainedPromotion of(Basket basket, ActivePromotion promotion) {
    return switch (promotion.deal()) {
      case Deal.Pieces pieces -> pieces(basket, promotion, pieces);
      case Deal.Rest rest -> rest(basket, promotion, rest);
    };
  }

  /** Returns what an empty basket lacks: something of each promotion. */
  static ExplainedPromotion ofAll(Basket empty, ActivePromotion promotion) {
    return Objects.requireNonNull(of(empty, promotion));
  }

  private static @Nullable ExplainedPromotion pieces(
      Basket basket, ActivePromotion promotion, Deal.Pieces deal) {
    MissingPieces missing = new MissingPieces(basket, deal.slots());
    if (missing.isWithoutPieces() && !basket.lines().isEmpty()) {
      return noPiece(promotion);
    }
    return missing.count() == 0
        ? null
        : new ExplainedPromotion(
            promotion.id(), Outcome.PIECES_MISSING, missing.told(), missing.count(), null);
  }

  private static @Nullable ExplainedPromotion rest(
      Basket basket, ActivePromotion promotion, Deal.Rest deal) {
    RestShare share = RestShare.of(basket, deal);
    if (share.lines().isEmpty() && !basket.lines().isEmpty()) {
      return noPiece(promotion);
    }
    long fewest = Long.MAX_VALUE;
    Money least = null;
    for (Tier tier : deal.tiers()) {
      if (share.reaches(tier.from())) {
        return null;
      }
      switch (tier.from()) {
        case Threshold.Pieces(long count) -> fewest = Math.min(fewest, count);
        case Threshold.Spend(var amount) ->
            least = least == null || amount.isLessThan(least) ? amount : least;
      }
    }
    if (least != null && least.isZero()) {
      return noPiece(promotion); // any would do
    }
    return least == null
        ? new ExplainedPromotion(
            promotion.id(),
            Outcome.PIECES_MISSING,
            share.pieces() + " of " + fewest + " pieces",
            fewest - share.pieces(),
            null)
        : amountMissing(promotion, least.minus(basket.money(share.plain())), least);
  }

  private static ExplainedPromotion amountMissing(
      ActivePromotion promotion, Money missing, Money from) {
    return new ExplainedPromotion(
        promotion.id(),
        Outcome.AMOUNT_MISSING,
        plain(missing) + " short of " + plain(from),
        0,
        missing);
  }

  private static ExplainedPromotion noPiece(ActivePromotion promotion) {
    return new ExplainedPromotion(promotion.id(), Outcome.NO_PIECE, "no piece takes part", 0, null);
  }

  /** Returns an amount as a plain decimal. */
  static String plain(Money amount) {
    return amount.getAmount().toPlainString();
  }
}
