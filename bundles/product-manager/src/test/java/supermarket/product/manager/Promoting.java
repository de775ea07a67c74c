package supermarket.product.manager;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import org.osgi.framework.Version;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.catalogue.Edition;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.Promotions;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Pay;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.product.manager.strategy.Plugin;
import supermarket.product.manager.strategy.RegisteredStrategy;

/** Promotions and their kinds for tests. */
final class Promoting {

  static final String CATALOGUE =
      """
      {"products": [
        {"code": "A", "unit_price": 1.00, "strategy": "x"},
        {"code": "B", "unit_price": 2.00, "strategy": "x"}]}
      """;

  private static final UserId ANYBODY = new UserId("1", "ann");

  private Promoting() {}

  /** A bundle of a single kind, which makes what a method makes. */
  static RegisteredStrategy kind(String name, long id, PromotionKind service) {
    return new RegisteredStrategy(
        new StrategyId(name, "1." + id + ".0", id),
        new Plugin.OfPromotions(service),
        "bundle." + name,
        id,
        new Version("1." + id + ".0"),
        0);
  }

  /** So many pieces for a price. */
  static Deal forPrice(PromotionTerms terms) {
    return Deal.pieces(terms.slot("of", terms.quantity("take"))).together(terms.amount("price"));
  }

  /** A kind that makes {@link #forPrice}. */
  static RegisteredStrategy forPrice() {
    return kind("for-price", 1, Promoting::forPrice);
  }

  static Promotion promotion(String id, String kind, Map<String, String> parameters) {
    return new Promotion(id, "", kind, parameters, Conditions.NONE, "", Long.MAX_VALUE, false);
  }

  /** Two of something for a price. */
  static Promotion two(String id, String of, String price) {
    return promotion(id, "for-price", Map.of("take", "2", "of", of, "price", price));
  }

  /** A strict change by command. */
  static void change(ProductManager node, UnaryOperator<Promotions> change) {
    Alone.make(node, node.chain().promotions(change), true);
  }

  /** What stands in the way of a change by command. */
  static List<String> reasons(
      ProductManager node, UnaryOperator<Promotions> change, boolean isStrict) {
    return node.chain().rehearse(node.chain().promotions(change), isStrict);
  }

  /** What is applied to the baskets of a user who is in no share. */
  static ActivePromotions applied(ProductManager node) {
    return applied(node, ANYBODY);
  }

  static ActivePromotions applied(ProductManager node, UserId user) {
    try (Edition edition = node.priceBook().pin(List.of(), RevisionId.NONE, System.nanoTime())) {
      return edition.quotes(user, Instant.EPOCH).orElseThrow().promotions();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The ids of what is applied. */
  static List<String> ids(ProductManager node) {
    return applied(node).all().stream().map(ActivePromotion::id).toList();
  }

  /** Why a promotion is not applied; empty if it is. */
  static String flaw(ProductManager node, String id) {
    return node.catalogue().promotion(id).orElseThrow().flaw();
  }

  /** What some pieces cost together in the deal of a promotion that is applied. */
  static Money price(ActivePromotions of, String id) {
    return of.all().stream()
        .filter(each -> each.id().equals(id))
        .map(each -> ((Deal.Pieces) each.deal()).pay())
        .map(pay -> ((Pay.Together) pay).price())
        .findAny()
        .orElseThrow();
  }

  /** The codes that a promotion which is applied names. */
  static Set<String> codes(ProductManager node, String id) {
    return applied(node).all().stream()
        .filter(each -> each.id().equals(id))
        .map(each -> ((Deal.Pieces) each.deal()).slots().getFirst().of().codes())
        .findAny()
        .orElseThrow();
  }
}
