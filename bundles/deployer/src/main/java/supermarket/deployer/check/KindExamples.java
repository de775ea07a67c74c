package supermarket.deployer.check;

import java.io.IOException;
import java.net.URL;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.ActivePromotions;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Facts;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.deployer.bundle.Refused;
import supermarket.library.foreign.call.ForeignCall;
import supermarket.library.foreign.call.Outcome;
import supermarket.library.promotion.examples.PromotionExample;
import supermarket.library.promotion.examples.PromotionExamples;
import supermarket.library.text.Printable;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.PromotionTerms;

/** What a bundle says that baskets cost with its kinds of promotions. */
record KindExamples(List<PromotionExample> all) {

  private static final Facts FACTS =
      new Facts("example", Set.of(), LocalDate.EPOCH.atStartOfDay(), true, Set.of());

  /** Reads those of a bundle; none if it has no such file. */
  static KindExamples of(Bundle bundle) throws Refused {
    URL url = bundle.getEntry(PromotionExamples.FILE);
    if (url == null) {
      return new KindExamples(List.of());
    }
    try (var in = url.openStream()) {
      return new KindExamples(PromotionExamples.read(in));
    } catch (IOException | IllegalArgumentException e) {
      throw new Refused(
          PromotionExamples.FILE + " cannot be read: " + Printable.of(e.toString(), 200));
    }
  }

  int count() {
    return all.size();
  }

  /**
   * Runs them; foreign code, to be called behind a guard.
   *
   * @return what does not come out as written, one sentence each
   */
  List<String> failures(Map<String, PromotionKind> kinds, PromotionEngine engine) {
    List<String> failures = new ArrayList<>();
    for (PromotionExample each : all) {
      String failure = failure(each, kinds.get(each.kind()), engine);
      if (!failure.isEmpty()) {
        failures.add("example " + Printable.of(each.key(), 100) + " " + failure);
      }
    }
    return failures;
  }

  private static String failure(
      PromotionExample example, @Nullable PromotionKind kind, PromotionEngine engine) {
    if (kind == null) {
      return "is of no promotion kind in this bundle";
    }
    PromotionTerms terms = example.terms();
    return switch (ForeignCall.<Deal>attempt(() -> kind.deal(terms))) {
      case Outcome.Came<Deal>(Deal deal) when deal == null -> "has no deal";
      case Outcome.Came<Deal> came when !terms.unread().isEmpty() ->
          "has parameters that are not read: " + Printable.of(terms.unread().toString(), 100);
      case Outcome.Came<Deal>(Deal deal) -> difference(example, total(example, deal, engine));
      case Outcome<Deal> failed -> Guard.says(failed);
    };
  }

  private static String difference(PromotionExample example, Money total) {
    return total.equals(example.total()) ? "" : "costs " + total + " instead of " + example.total();
  }

  private static Money total(PromotionExample example, Deal deal, PromotionEngine engine) {
    Promotion promotion =
        new Promotion(
            "example",
            "",
            example.kind(),
            example.parameters(),
            Conditions.NONE,
            "",
            Long.MAX_VALUE,
            false);
    StrategyId kind = new StrategyId(example.kind(), "", 0);
    ActivePromotions only =
        new ActivePromotions(
            List.of(new ActivePromotion(promotion, kind, deal, null)), List.of(), Set.of());
    List<PricedLine> lines =
        example.basket().stream()
            .map(
                item ->
                    new PricedLine(
                        item.product(), item.quantity(), item.price(), item.plain(), "example", ""))
            .toList();
    return engine.apply(only, FACTS, lines, false).lines().stream()
        .map(PricedLine::cost)
        .reduce(Money.zero(example.total().getCurrencyUnit()), Money::plus);
  }
}
