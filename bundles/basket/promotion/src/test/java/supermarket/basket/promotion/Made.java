package supermarket.basket.promotion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Promotion;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.Reduction;
import supermarket.pricing.api.promotion.Slot;
import supermarket.pricing.api.promotion.Threshold;
import supermarket.pricing.api.promotion.Tier;

/** Makes up baskets and promotions. The same seed makes the same. */
final class Made {

  static final List<CurrencyUnit> CURRENCIES =
      List.of(CurrencyUnit.EUR, CurrencyUnit.JPY, CurrencyUnit.of("KWD"));

  private static final List<Share> SHARES =
      List.of(
          Share.NOTHING,
          Share.WHOLE,
          Share.WHOLE,
          new Share(1, 2),
          new Share(1, 3),
          new Share(2, 3),
          new Share(3, 4),
          new Share(9, 10));

  private final Random random;
  private final CurrencyUnit currency;
  private final int products;
  private final int dearest;

  Made(long seed) {
    this(seed, CURRENCIES.get(Math.floorMod(seed, CURRENCIES.size())));
  }

  Made(long seed, CurrencyUnit currency) {
    this(seed, currency, 0);
  }

  /** Of so many products. */
  Made(long seed, int products) {
    this(seed, CurrencyUnit.EUR, products);
  }

  private Made(long seed, CurrencyUnit currency, int products) {
    this.random = new Random(seed * 7919 + 17);
    this.currency = currency;
    int few = 1 + random.nextInt(5);
    this.products = products == 0 ? few : products;
    this.dearest = random.nextBoolean() ? 12 : 500;
  }

  CurrencyUnit currency() {
    return currency;
  }

  private Money money(long minor) {
    return Money.ofMinor(currency, minor);
  }

  /** Makes lines of at most so many pieces. */
  List<PricedLine> lines(int mostPieces) {
    List<PricedLine> lines = new ArrayList<>();
    int left = 1 + random.nextInt(mostPieces);
    for (int i = 0; i < products && left > 0; i++) {
      int quantity = i == products - 1 ? left : 1 + random.nextInt(left);
      left -= quantity;
      long price = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(dearest);
      long plain = price * quantity;
      long cost = random.nextInt(4) == 0 ? random.nextLong(plain + 1) : plain;
      lines.add(
          new PricedLine(
              "" + (char) ('A' + i), quantity, money(price), money(cost), "flat-price", "1.0.0"));
    }
    return lines;
  }

  /** Makes promotions of pieces. */
  List<ActivePromotion> promotions(int most) {
    List<ActivePromotion> promotions = new ArrayList<>();
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      promotions.add(active("p" + (char) ('a' + i), pieces(), ""));
    }
    return promotions;
  }

  /** Makes promotions of what is left to pay, in groups a and b and in none. */
  List<ActivePromotion> rests(int most) {
    List<ActivePromotion> promotions = new ArrayList<>();
    int count = random.nextInt(most + 1);
    for (int i = 0; i < count; i++) {
      promotions.add(active("r" + i, rest(), List.of("a", "b", "").get(random.nextInt(3))));
    }
    return promotions;
  }

  private ActivePromotion active(String id, Deal deal, String group) {
    long atMost = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : Long.MAX_VALUE;
    return new ActivePromotion(
        new Promotion(id, "", "kind", Map.of(), Conditions.NONE, group, atMost, false),
        new StrategyId("kind", "1.0.0", 1),
        deal,
        null);
  }

  private Products some() {
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < products; i++) {
      if (random.nextInt(3) > 0) {
        codes.add("" + (char) ('A' + i));
      }
    }
    return codes.isEmpty() ? Products.EVERY : new Products("some", codes);
  }

  private Deal pieces() {
    int count = random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1;
    List<Slot> slots = new ArrayList<>();
    List<List<Share>> shares = new ArrayList<>();
    int pieces = 0;
    for (int i = 0; i < count; i++) {
      int most = count == 1 ? 4 : 2;
      int itsPieces = 1 + random.nextInt(most);
      pieces += itsPieces;
      slots.add(new Slot("s" + i, some(), itsPieces));
      Share[] its = new Share[itsPieces];
      for (int k = 0; k < itsPieces; k++) {
        its[k] = SHARES.get(random.nextInt(SHARES.size()));
      }
      if (random.nextBoolean()) {
        Arrays.fill(its, 0, itsPieces - 1, Share.WHOLE);
      }
      shares.add(List.of(its));
    }
    Deal.Group group = Deal.pieces(slots);
    return switch (random.nextInt(4)) {
      case 0 -> group.together(money(random.nextInt(dearest * pieces)));
      case 1 -> group.off(money(random.nextInt(dearest)));
      default -> group.payEach(shares);
    };
  }

  private Deal rest() {
    List<Tier> tiers = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      Threshold from =
          random.nextBoolean()
              ? new Threshold.Pieces(1 + random.nextInt(8))
              : new Threshold.Spend(money(random.nextInt(dearest * 4)));
      Reduction off =
          switch (random.nextInt(3)) {
            case 0 -> new Reduction.Amount(money(random.nextInt(dearest * 3)));
            case 1 -> new Reduction.Each(money(random.nextInt(dearest)));
            default -> new Reduction.Part(SHARES.get(random.nextInt(SHARES.size())));
          };
      tiers.add(new Tier(from, off));
    }
    return Deal.rest(some(), tiers);
  }
}
