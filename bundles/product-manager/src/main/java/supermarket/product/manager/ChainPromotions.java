package supermarket.product.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.promotion.Promotion;
import supermarket.library.text.Spelling;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.catalogue.Judge;
import supermarket.product.manager.promotion.DealRequests;
import supermarket.product.manager.promotion.Deals;
import supermarket.product.manager.promotion.Made;
import supermarket.product.manager.promotion.PromotionBoard;
import supermarket.product.manager.strategy.RegisteredStrategies;
import supermarket.product.manager.strategy.RegisteredStrategy;

/**
 * Promotions as the chain agrees on them.
 *
 * <p>Thread safety: any thread; kinds are asked without a lock.
 */
record ChainPromotions(Assortment assortment) {

  private static final int MOST_REASONS = 20;

  /** Asks the kinds, and returns what speaks against a change. */
  List<String> objections(CatalogueChange change, boolean isStrict) {
    Agreed later;
    DealRequests known;
    synchronized (assortment) {
      later = assortment.agreed().after(change);
      known = assortment.editions().promotions().requests();
    }
    DealRequests asked = known.of(later); // without the lock: sets may be large
    List<Deals.Order> orders;
    synchronized (assortment) {
      PromotionBoard board = assortment.editions().promotions();
      board.expect(asked);
      orders = board.missing(asked, assortment.strategies().all());
    }
    if (!orders.isEmpty() && !assortment.deals().make(orders)) {
      return List.of("asking for the deals of promotions was interrupted");
    }
    List<String> reasons = new ArrayList<>();
    if (change.promotions() != null) {
      Optional.ofNullable(asked.excess()).ifPresent(reasons::add);
    }
    for (Promotion each : later.promotions().byId().values()) {
      if (reasons.size() < MOST_REASONS) {
        objection(each, asked, isStrict).ifPresent(reasons::add);
      }
    }
    return reasons;
  }

  /**
   * One that is not touched is told, and holds back no change of others, unless one asks. While the
   * successor of its kind is awaited, no change loses it.
   */
  private Optional<String> objection(Promotion promotion, DealRequests asked, boolean isStrict) {
    synchronized (assortment) {
      PromotionBoard board = assortment.editions().promotions();
      boolean isOther = !promotion.equals(assortment.agreed().promotions().get(promotion.id()));
      boolean isLost =
          isStrict
              && !isOther
              && board.active(promotion.id()).isPresent()
              && assortment.strategies().kind(promotion.kind()).isPresent();
      if (!isOther && !isLost) {
        return Optional.empty();
      }
      return flaw(promotion, asked, isStrict)
          .map(
              why ->
                  "promotion %s%s: %s"
                      .formatted(promotion.id(), isLost ? " would be lost" : "", why));
    }
  }

  private Optional<String> flaw(Promotion promotion, DealRequests asked, boolean isStrict) {
    synchronized (assortment) {
      RegisteredStrategies strategies = assortment.strategies();
      Optional<RegisteredStrategy> kind = strategies.kind(promotion.kind());
      if (kind.isEmpty()) {
        return isStrict ? Optional.of(unknown(promotion.kind())) : Optional.empty();
      }
      return assortment.deals().of(kind.get(), promotion, asked) instanceof Made.Refused(String why)
          ? Optional.of(why)
          : Optional.empty();
    }
  }

  private String unknown(String kind) {
    synchronized (assortment) {
      return "no live promotion kind is named '"
          + kind
          + "'"
          + Spelling.nearest(kind, assortment.strategies().kinds(), Math.max(1, kind.length() / 3))
              .map(it -> " (did you mean '" + it + "'?)")
              .orElse("");
    }
  }

  /** Returns who judges the promotions of the file, in a catalogue. */
  Judge.OfPromotions judge(Agreed later) {
    DealRequests asked;
    synchronized (assortment) {
      asked = assortment.editions().promotions().requests().of(later);
    }
    return promotion ->
        flaw(promotion, asked, true).map(why -> why.equals(Deals.NOT_YET) ? "" : why);
  }
}
