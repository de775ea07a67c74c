package supermarket.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Promotion;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.Reduction;
import supermarket.pricing.api.promotion.Shares;
import supermarket.pricing.api.promotion.Slot;
import supermarket.pricing.api.promotion.Threshold;
import supermarket.pricing.api.promotion.Tier;

/**
 * A made-up chain with promotions, and its baskets: the same for the same seed. Not thread-safe.
 */
final class MadeUpChain {

  /** How chains and baskets are made up, for whoever reads the figures. */
  static final String METHOD =
      """
      Products: 0.49 to 14.99, half of them below 2.70. Sets that overlap: departments of 20 products,
      brands of 12 across departments, 25 themes of 5 to 30. Offers, in equal parts: the cheapest of 2 to
      5 free; the second at half; 2 to 5 for a price; a meal deal of 2 or 3 slots for a price; buy 1 to 3,
      get one free or at half. Prices of offers are 60 to 90 % of the plain ones. One of five offers has
      at_most 1 to 3. Half of the sets are departments, 30 % brands, 20 % themes. Besides there are four
      thresholds. Baskets: 3 to 40 different products, popular ones rather; 60 % of the lines are of one
      piece, 20 % of two, 18 % of 3 to 12, 2 % of 13 to 200.\
      """;

  private static final int PER_DEPARTMENT = 20;
  private static final int PER_BRAND = 12;
  private static final int THEMES = 25;
  private static final int KINDS = 5;
  private static final int FEWEST = 3;
  private static final int MOST = 40;

  private final Random random;
  private final List<String> codes = new ArrayList<>();
  private final List<Money> prices = new ArrayList<>();
  private final List<Integer> popular = new ArrayList<>();
  private final List<List<Integer>> departments;
  private final List<List<Integer>> brands;
  private final List<List<Integer>> themes = new ArrayList<>();
  private final ActivePromotions promotions;

  /**
   * Makes one up.
   *
   * @param products how many there are
   * @param offers how many are live, besides the thresholds
   */
  MadeUpChain(long seed, int products, int offers) {
    random = new Random(seed);
    for (int i = 0; i < products; i++) {
      codes.add("P%05d".formatted(i));
      prices.add(cents(10 * (long) (5 * Math.exp(random.nextDouble() * Math.log(30))) - 1));
      popular.add(i);
    }
    departments = parts(popular, PER_DEPARTMENT);
    Collections.shuffle(popular, random);
    brands = parts(popular, PER_BRAND);
    Collections.shuffle(popular, random);
    for (int i = 0; i < THEMES; i++) {
      int from = random.nextInt(products - 30);
      themes.add(List.copyOf(popular.subList(from, from + 5 + random.nextInt(26))));
    }
    Collections.shuffle(popular, random);
    List<ActivePromotion> all = new ArrayList<>();
    List<Integer> kinds = new ArrayList<>();
    for (int i = 0; i < offers; i++) {
      kinds.add(i % KINDS);
    }
    Collections.shuffle(kinds, random);
    for (int i = 0; i < offers; i++) {
      long atMost = random.nextInt(5) == 0 ? 1 + random.nextInt(3) : Long.MAX_VALUE;
      all.add(active("o%04d".formatted(i), deal(kinds.get(i)), "", atMost));
    }
    all.addAll(thresholds());
    promotions = new ActivePromotions(all, List.of("amount"), Set.of());
  }

  private static List<List<Integer>> parts(List<Integer> all, int size) {
    List<List<Integer>> parts = new ArrayList<>();
    for (int i = 0; i + size <= all.size(); i += size) {
      parts.add(List.copyOf(all.subList(i, i + size)));
    }
    return parts;
  }

  static ActivePromotion active(String id, Deal deal, String group, long atMost) {
    return new ActivePromotion(
        new Promotion(id, "", "kind", Map.of(), Conditions.NONE, group, atMost, false),
        new StrategyId("kind", "1.0.0", 1),
        deal,
        null);
  }

  private static Money cents(long cents) {
    return Money.ofMinor(CurrencyUnit.EUR, cents);
  }

  private List<ActivePromotion> thresholds() {
    Products some = set(departments.get(random.nextInt(departments.size())), "department");
    Products other = set(brands.get(random.nextInt(brands.size())), "brand");
    return List.of(
        active("t1", spend(Products.EVERY, 5_000, 500), "amount", Long.MAX_VALUE),
        active("t2", spend(Products.EVERY, 10_000, 1_500), "amount", Long.MAX_VALUE),
        active("t3", tenth(some, 10), "", Long.MAX_VALUE),
        active("t4", tenth(other, 6), "", Long.MAX_VALUE));
  }

  private static Deal spend(Products of, long from, long off) {
    return Deal.rest(
        of, List.of(new Tier(new Threshold.Spend(cents(from)), new Reduction.Amount(cents(off)))));
  }

  private static Deal tenth(Products of, long from) {
    Reduction tenth = new Reduction.Part(new Share(1, 10));
    return Deal.rest(of, List.of(new Tier(new Threshold.Pieces(from), tenth)));
  }

  private Deal deal(int kind) {
    return switch (kind) {
      case 0 -> {
        int take = 2 + random.nextInt(4);
        yield Deal.pieces(slot("of", some(), take)).pay(Shares.allBut(take, 1, Share.NOTHING));
      }
      case 1 -> Deal.pieces(slot("of", some(), 2)).pay(List.of(Share.WHOLE, new Share(1, 2)));
      case 2 -> {
        List<Integer> of = some();
        int take = 2 + random.nextInt(4);
        yield Deal.pieces(slot("of", of, take)).together(reduced(take * mean(of)));
      }
      case 3 -> {
        List<Slot> slots = new ArrayList<>();
        double plain = 0;
        int count = 2 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
          List<Integer> of = some();
          slots.add(slot("slot" + i, of, 1));
          plain += mean(of);
        }
        yield Deal.pieces(slots).together(reduced(plain));
      }
      default -> {
        List<Integer> of = some();
        int buy = 1 + random.nextInt(3);
        Share share = random.nextInt(5) < 3 ? Share.NOTHING : new Share(1, 2);
        Slot got = slot("get", random.nextInt(3) == 0 ? of : some(), 1);
        yield Deal.pieces(slot("buy", of, buy), got)
            .payEach(List.of(Shares.each(buy, Share.WHOLE), List.of(share)));
      }
    };
  }

  private List<Integer> some() {
    int which = random.nextInt(10);
    List<List<Integer>> from = which < 5 ? departments : which < 8 ? brands : themes;
    return from.get(random.nextInt(from.size()));
  }

  private Slot slot(String name, List<Integer> of, int count) {
    return new Slot(name, set(of, "set"), count);
  }

  private Products set(List<Integer> of, String name) {
    return new Products(name, of.stream().map(codes::get).collect(Collectors.toSet()));
  }

  private double mean(List<Integer> of) {
    return of.stream().mapToLong(i -> prices.get(i).getAmountMinorLong()).average().orElse(0);
  }

  private Money reduced(double cents) {
    return cents(Math.max(9, 10 * (long) (cents * (0.06 + 0.03 * random.nextDouble())) + 9));
  }

  ActivePromotions promotions() {
    return promotions;
  }

  /** Makes up the next basket. */
  List<PricedLine> basket() {
    int size = FEWEST + random.nextInt(MOST - FEWEST + 1);
    Set<Integer> chosen = new LinkedHashSet<>();
    while (chosen.size() < size) {
      double u = random.nextDouble();
      chosen.add(popular.get((int) (popular.size() * u * u)));
    }
    List<PricedLine> lines = new ArrayList<>();
    for (int i : chosen) {
      lines.add(line(codes.get(i), prices.get(i), quantity()));
    }
    return lines;
  }

  private long quantity() {
    int percent = random.nextInt(100);
    if (percent < 60) {
      return 1;
    }
    if (percent < 80) {
      return 2;
    }
    return percent < 98 ? 3 + random.nextInt(10) : 13 + random.nextInt(188);
  }

  static PricedLine line(String product, Money price, long quantity) {
    return new PricedLine(
        product, quantity, price, price.multipliedBy(quantity), "flat-price", "1.0.0");
  }
}
