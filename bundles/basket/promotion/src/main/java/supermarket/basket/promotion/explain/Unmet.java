package supermarket.basket.promotion.explain;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.ExplainedPromotion.Outcome;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Facts;
import supermarket.basket.promotion.pricing.Basket;

/** Tells the first condition of a promotion that does not hold. */
final class Unmet {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd 'at' HH:mm", Locale.ROOT);

  private Unmet() {}

  /** Returns the first condition that does not hold; null if all hold. */
  static @Nullable ExplainedPromotion of(Basket basket, ActivePromotion promotion) {
    Conditions conditions = promotion.promotion().conditions();
    Facts facts = basket.facts();
    String window = window(conditions, facts.time());
    if (window != null) {
      return told(promotion, Outcome.OUTSIDE_WINDOW, window);
    }
    if (!conditions.isFor(facts)) {
      return told(promotion, Outcome.OTHER_STORE, "it is for other stores");
    }
    if (conditions.member() && !facts.member()) {
      return told(promotion, Outcome.MEMBERS_ONLY, "it is for members only");
    }
    if (!conditions.code().isEmpty() && !facts.codes().contains(conditions.code())) {
      return told(promotion, Outcome.CODE_MISSING, "its code was not given");
    }
    CurrencyUnit currency = promotion.currency();
    return currency == null || basket.isForCurrency(promotion)
        ? null
        : told(promotion, Outcome.OTHER_CURRENCY, "it is for baskets in " + currency);
  }

  private static ExplainedPromotion told(
      ActivePromotion promotion, Outcome outcome, String detail) {
    return new ExplainedPromotion(promotion.id(), outcome, detail, 0, null);
  }

  private static @Nullable String window(Conditions conditions, LocalDateTime time) {
    if (conditions.isNever()) {
      return "it has ended";
    }
    LocalDateTime from = conditions.from();
    if (from != null && conditions.isBefore(time)) {
      return "it begins on " + MOMENT.format(from);
    }
    LocalDateTime until = conditions.until();
    if (until != null && conditions.isOver(time)) {
      return "it ended on " + MOMENT.format(until);
    }
    return conditions.isOpen(time) ? null : "it holds " + times(conditions);
  }

  private static String times(Conditions conditions) {
    String days =
        conditions.days().stream().map(Unmet::shortName).collect(Collectors.joining(", "));
    if (conditions.hours() == null) {
      return "on " + days;
    }
    return days.isEmpty() ? "from " + conditions.hours() : "on " + days + " " + conditions.hours();
  }

  private static String shortName(DayOfWeek day) {
    return day.name().substring(0, 3);
  }
}
