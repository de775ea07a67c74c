package supermarket.product.manager.rule;

import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.Money;
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.ProductTerms;
import supermarket.library.foreign.call.ForeignText;
import supermarket.library.text.Spelling;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;
import supermarket.product.manager.strategy.Plugin;
import supermarket.product.manager.strategy.RegisteredStrategy;

/** Asks a strategy for one rule and its words. Runs foreign code: behind the wall only. */
final class Asking {

  private Asking() {}

  /** Foreign code: what the strategy makes of the terms. */
  static Offer of(RegisteredStrategy strategy, ProductTerms of) {
    if (!(strategy.plugin() instanceof Plugin.OfProducts(PricingStrategy service))) {
      return refused(strategy, "makes deals of promotions, and no rules");
    }
    Terms terms = new Terms(of.unitPrice(), of.parameters());
    PricingRule rule;
    try {
      rule = service.rule(terms);
    } catch (IllegalArgumentException refused) {
      return refused(strategy, "does not accept its terms: " + ForeignText.message(refused));
    }
    Set<String> unread = terms.unread();
    if (rule == null) {
      return refused(strategy, "made no rule");
    }
    if (!unread.isEmpty()) {
      return refused(strategy, unknown(unread, terms.asked()));
    }
    if (of.soldBy() == SoldBy.WEIGHT && !terms.amounts().isEmpty()) {
      return refused(
          strategy,
          "has the price of a piece (%s), which says nothing of what is sold by weight"
              .formatted(String.join(", ", terms.amounts())));
    }
    String words;
    try {
      words = service.words(terms);
    } catch (IllegalArgumentException refused) {
      return refused(strategy, "has no words for its rule: " + ForeignText.message(refused));
    }
    if (words == null) {
      return refused(strategy, "has no words for its rule");
    }
    boolean isTrue = of.soldBy() == SoldBy.PIECE || changesOnePiece(rule, of.unitPrice());
    return new Offer.Available(
        of.unitPrice(),
        of.soldBy(),
        of.parameters(),
        isTrue ? cut(words) : "",
        strategy.id(),
        rule);
  }

  /** What is weighed is one piece each time: what a rule makes of several is no offer for it. */
  private static boolean changesOnePiece(PricingRule rule, Money price) {
    try {
      return !price.equals(rule.cost(new Line("-", 1, price)));
    } catch (RuntimeException unknown) {
      return false;
    }
  }

  /** On one line, of no more characters than there may be. */
  private static String cut(String words) {
    StringBuilder line = new StringBuilder();
    words
        .codePoints()
        .limit(PricingStrategy.MOST_WORDS)
        .map(each -> Character.isISOControl(each) || isTurning(each) ? ' ' : each)
        .map(each -> Character.getType(each) == Character.SURROGATE ? '?' : each)
        .forEach(line::appendCodePoint);
    return line.toString();
  }

  /** Whether it turns the direction of what follows. */
  private static boolean isTurning(int character) {
    return (character >= 0x202a && character <= 0x202e)
        || (character >= 0x2066 && character <= 0x2069);
  }

  private static String unknown(Set<String> unread, Set<String> known) {
    String each =
        unread.stream()
            .map(
                name ->
                    "'"
                        + name
                        + "'"
                        + Spelling.nearest(name, known, Math.max(1, name.length() / 3))
                            .map(meant -> " (did you mean '" + meant + "'?)")
                            .orElse(""))
            .collect(Collectors.joining(", "));
    return (unread.size() == 1 ? "does not know the parameter " : "does not know the parameters ")
        + each
        + (known.isEmpty() ? "; it knows none" : "; it knows " + String.join(", ", known));
  }

  static Offer refused(RegisteredStrategy strategy, String why) {
    return new Offer.Unavailable("strategy " + strategy.id() + " " + why);
  }
}
