package supermarket.strategy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.library.promotion.examples.PromotionExample;
import supermarket.library.promotion.examples.PromotionExamples;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.PromotionTerms;

/** What must hold of the prices that a kind's deals make. */
final class PromotionChecks {

  private PromotionChecks() {}

  /** The examples cost what they say, and at least one shows what a customer saves. */
  static void totals(String name, PromotionKind kind, List<PromotionExample> examples) {
    assertThat(examples).as("examples of %s in %s", name, PromotionExamples.FILE).isNotEmpty();
    List<String> wrong = new ArrayList<>();
    for (PromotionExample example : examples) {
      PromotionTerms terms = example.terms();
      Deal deal = kind.deal(terms);
      assertThat(terms.unread()).as("unread parameters of example %s", example.key()).isEmpty();
      CurrencyUnit currency = example.total().getCurrencyUnit();
      Money total = BruteForce.price(currency, deal, example.basket()).total();
      if (!total.equals(example.total())) {
        wrong.add(example.key() + " costs " + total + ", but should " + example.total());
      }
    }
    assertThat(wrong).as("examples that came out wrong").isEmpty();
    assertThat(examples)
        .as("an example in which a customer saves")
        .anyMatch(example -> example.total().isLessThan(example.plain()));
  }

  /** The same smallest units come out in each currency, and no amount is the kind's own. */
  static void currencies(PromotionKind kind, PromotionSample sample) {
    Set<Long> totals = new HashSet<>();
    for (CurrencyUnit currency : PromotionSample.CURRENCIES) {
      PromotionTerms terms = sample.terms(currency);
      Deal deal = kind.deal(terms);
      List<Money> amounts = Deals.amounts(deal);
      assertThat(amounts)
          .as("amounts of the deal")
          .allMatch(amount -> amount.getCurrencyUnit().equals(currency));
      assertThat(amounts.isEmpty() || terms.hasAmounts())
          .as("amounts %s are of the terms", amounts)
          .isTrue();
      totals.add(
          BruteForce.price(currency, deal, sample.basket(currency)).total().getAmountMinorLong());
    }
    assertThat(totals)
        .as("smallest units of the total in %s", PromotionSample.CURRENCIES)
        .hasSize(1);
  }

  /** The total is the sum of lines, none of which is negative or dearer than without the deal. */
  static void lines(Priced priced) {
    Money zero = Money.zero(priced.currency());
    Map<String, Money> lines = priced.lines();
    assertThat(lines.values().stream().reduce(zero, Money::plus))
        .as("sum of the lines")
        .isEqualTo(priced.total());
    priced
        .basket()
        .forEach(
            item ->
                assertThat(lines.get(item.product()))
                    .as("line of %s", item)
                    .isBetween(zero, item.plain()));
  }

  /** No application gives more than its pieces cost. */
  static void applications(Priced priced) {
    Money zero = Money.zero(priced.currency());
    for (Application each : priced.applied()) {
      Money plain = each.plain().values().stream().reduce(zero, Money::plus);
      assertThat(each.saving()).as("saving of %s", each).isBetween(zero, plain);
    }
  }

  /** Asks for a deal with one more parameter, which must be refused or stay unread. */
  static void doesNotRead(
      PromotionKind kind, String more, String value, PromotionSample sample, String without) {
    Map<String, String> parameters = sample.parameters(CurrencyUnit.EUR);
    parameters.remove(without);
    parameters.put(more, value);
    PromotionTerms terms = PromotionSample.terms(CurrencyUnit.EUR, parameters, "");
    try {
      kind.deal(terms);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).as("the parameters %s", parameters).hasMessageContaining(more);
      return;
    }
    assertThat(terms.unread()).as("left unread, so that the runtime sees it").containsOnly(more);
  }

  /** Asks for a deal with one parameter taken away and others in its place. */
  static void refuses(
      PromotionKind kind, PromotionSample sample, String without, Map<String, String> instead) {
    Map<String, String> wrong = sample.parameters(CurrencyUnit.EUR);
    wrong.remove(without);
    wrong.putAll(instead);
    assertThatIllegalArgumentException()
        .as("the parameters %s", wrong)
        .isThrownBy(() -> kind.deal(PromotionSample.terms(CurrencyUnit.EUR, wrong, "")))
        .withMessageContaining(without);
  }
}
