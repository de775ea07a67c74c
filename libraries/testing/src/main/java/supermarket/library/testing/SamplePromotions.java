package supermarket.library.testing;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Hours;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.Promotions;

/** Promotions for tests. */
public final class SamplePromotions {

  private static final Promotion LUNCH =
      new Promotion(
          "lunch",
          "Mittags-\"Men\u00fc\"",
          "n-for-m",
          Map.of("of", "hot", "take", "3", "pay", "2"),
          new Conditions(
              LocalDateTime.parse("2026-12-07T00:00"),
              LocalDateTime.parse("2026-12-24T18:00:01"),
              Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
              Hours.of("22:00-02:00"),
              Set.of("7", "group:south"),
              true,
              "LUNCH"),
          "percent",
          3,
          true);

  private static final Promotion PLAIN =
      new Promotion("plain", "", "threshold", Map.of(), Conditions.NONE, "", Long.MAX_VALUE, false);

  /** All that promotions can have, and a promotion that has the least. */
  public static final Promotions ALL =
      new Promotions(
          Map.of("hot", Set.of("GR1", "CF1"), "one", Set.of("\u00f6\"\\")),
          Set.of("DEP25", "NEWS"),
          List.of("percent", "amount"),
          Map.of(LUNCH.id(), LUNCH, PLAIN.id(), PLAIN));

  private SamplePromotions() {}
}
