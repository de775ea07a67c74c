package supermarket.product.manager;

import java.util.ArrayList;
import java.util.List;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.promotion.Promotions;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.promotion.DealRequests;
import supermarket.product.manager.promotion.Deals;
import supermarket.product.manager.promotion.PromotionBoard;
import supermarket.product.manager.rule.Rules;
import supermarket.product.manager.strategy.RegisteredStrategy;

/**
 * Has strategies make the rules, and kinds the deals, that are not made yet. Foreign code runs
 * meanwhile: no lock may be held.
 *
 * <p>Thread safety: any thread.
 */
record MissingMaker(Assortment assortment, Rules rules) {

  /**
   * Asks for all, and publishes an edition with what is made.
   *
   * @return whether there was any
   */
  boolean make() {
    List<Rules.Order> orders = assortment.missing();
    boolean isMade = !orders.isEmpty() && rules.make(orders);
    List<RegisteredStrategy> all;
    synchronized (assortment) {
      all = assortment.strategies().all();
    }
    isMade |= makeDeals(all);
    if (isMade) {
      assortment.publish();
    }
    return isMade;
  }

  /**
   * Has some kinds make the deals of all promotions, those of the file too.
   *
   * @return whether there were any
   */
  boolean makeDeals(List<RegisteredStrategy> kinds) {
    List<Deals.Order> orders;
    synchronized (assortment) {
      Agreed agreed = assortment.agreed();
      PromotionBoard board = assortment.editions().promotions();
      DealRequests asked = board.requests().of(agreed);
      orders = new ArrayList<>(board.missing(asked, kinds));
      Promotions edited = assortment.written().promotions().other(agreed);
      if (edited != null) {
        asked = asked.of(agreed.after(CatalogueChange.of(agreed.currency(), edited)));
        orders.addAll(board.missing(asked, kinds));
      }
      board.edited(asked);
    }
    return !orders.isEmpty() && assortment.deals().make(orders);
  }
}
