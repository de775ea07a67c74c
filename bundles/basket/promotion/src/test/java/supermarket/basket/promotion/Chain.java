package supermarket.basket.promotion;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Facts;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.Reduction;
import supermarket.pricing.api.promotion.Shares;
import supermarket.pricing.api.promotion.Slot;
import supermarket.pricing.api.promotion.Threshold;
import supermarket.pricing.api.promotion.Tier;

/** A chain with promotions, in euros. */
final class Chain {

  static final CurrencyUnit EUR = CurrencyUnit.EUR;
  static final Facts FACTS =
      new Facts("sp1", Set.of(), LocalDateTime.parse("2026-12-01T12:00"), false, Set.of());

  private final List<ActivePromotion> promotions = new ArrayList<>();
  private List<String> groups = List.of();
  private Set<String> noOffers = Set.of();
  private Facts facts = FACTS;
  private long steps = PromotionServer.STEPS;

  static Money eur(String amount) {
    return Money.of(EUR, new java.math.BigDecimal(amount));
  }

  static PricedLine line(String product, String price, long quantity) {
    return line(product, price, quantity, null);
  }

  /** A line that its rule prices lower. */
  static PricedLine line(String product, String price, long quantity, String cost) {
    Money unit = eur(price);
    return new PricedLine(
        product,
        quantity,
        unit,
        cost == null ? unit.multipliedBy(quantity) : eur(cost),
        "flat-price",
        "1.0.0");
  }

  /** The same line so many times. */
  static PricedLine times(PricedLine line, long times) {
    return new PricedLine(
        line.product(),
        line.quantity() * times,
        line.unitPrice(),
        line.cost().multipliedBy(times),
        line.strategy(),
        line.strategyVersion());
  }

  static Products products(String... codes) {
    return codes.length == 0
        ? Products.EVERY
        : new Products(String.join("+", codes), new HashSet<>(Arrays.asList(codes)));
  }

  static Slot slot(String name, long count, String... codes) {
    return new Slot(name, products(codes), count);
  }

  /** Of so many pieces some are free. */
  static Deal cheapestFree(long take, long free, String... codes) {
    return Deal.pieces(slot("of", take, codes)).pay(Shares.allBut(take, free, Share.NOTHING));
  }

  static Deal part(String share, String... codes) {
    return Deal.rest(
        products(codes), List.of(new Tier(least(1), new Reduction.Part(share(share)))));
  }

  static Deal amount(String amount, String... codes) {
    return Deal.rest(
        products(codes), List.of(new Tier(least(1), new Reduction.Amount(eur(amount)))));
  }

  static Threshold least(long pieces) {
    return new Threshold.Pieces(pieces);
  }

  static Threshold least(String amount) {
    return new Threshold.Spend(eur(amount));
  }

  static Share share(String text) {
    String[] parts = text.split("/", -1);
    return new Share(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }

  static Conditions code(String code) {
    return new Conditions(null, null, Set.of(), null, Set.of(), false, code);
  }

  static ActivePromotion active(
      String id, Deal deal, Conditions conditions, String group, long atMost, boolean dark) {
    return new ActivePromotion(
        new Promotion(id, id + "!", "kind", Map.of(), conditions, group, atMost, dark),
        new StrategyId("kind", "1.0.0", 1),
        deal,
        null);
  }

  Chain with(String id, Deal deal) {
    return with(active(id, deal, Conditions.NONE, "", Long.MAX_VALUE, false));
  }

  Chain with(String id, Deal deal, Conditions conditions) {
    return with(active(id, deal, conditions, "", Long.MAX_VALUE, false));
  }

  Chain with(String id, Deal deal, String group) {
    return with(active(id, deal, Conditions.NONE, group, Long.MAX_VALUE, false));
  }

  Chain with(String id, Deal deal, long atMost) {
    return with(active(id, deal, Conditions.NONE, "", atMost, false));
  }

  Chain with(ActivePromotion promotion) {
    promotions.add(promotion);
    return this;
  }

  Chain groups(String... its) {
    groups = List.of(its);
    return this;
  }

  Chain noOffers(String... its) {
    noOffers = Set.of(its);
    return this;
  }

  Chain codes(String... codes) {
    facts = new Facts(facts.store(), facts.groups(), facts.time(), facts.member(), Set.of(codes));
    return this;
  }

  Chain facts(Facts its) {
    facts = its;
    return this;
  }

  Chain steps(long limit) {
    steps = limit;
    return this;
  }

  PromotionEngine.Result apply(PricedLine... lines) {
    return apply(List.of(lines), false);
  }

  PromotionEngine.Result explain(PricedLine... lines) {
    return apply(List.of(lines), true);
  }

  PromotionEngine.Result apply(List<PricedLine> lines, boolean explain) {
    return new PromotionServer(steps)
        .apply(new ActivePromotions(promotions, groups, noOffers), facts, lines, explain);
  }

  static Money total(PromotionEngine.Result result) {
    return Money.total(result.lines().stream().map(PricedLine::cost).toList());
  }

  /** Returns the total, such as {@code 8.93}. */
  static String amount(PromotionEngine.Result result) {
    return total(result).getAmount().toPlainString();
  }

  /** Returns the costs of the lines. */
  static String costs(PromotionEngine.Result result) {
    return result.lines().stream()
        .map(line -> line.cost().getAmount().toPlainString())
        .collect(Collectors.joining(" "));
  }

  /** Returns what was taken off the lines, such as {@code A:x=1.00}. */
  static String allocations(PromotionEngine.Result result) {
    return result.lines().stream()
        .flatMap(
            line ->
                line.allocations().stream()
                    .map(
                        each ->
                            "%s:%s=%s"
                                .formatted(
                                    line.product(),
                                    each.promotion(),
                                    each.off().getAmount().toPlainString())))
        .collect(Collectors.joining(" "));
  }
}
