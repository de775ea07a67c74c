package supermarket.strategy.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/**
 * A table of examples: what so many pieces cost.
 *
 * <pre>{@code
 * examples
 *     .at("EUR 5.00", "from=3", "price=4.50")
 *     .costs(2, "10.00")
 *     .costs(3, "13.50");
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class Examples {

  private final PricingStrategy strategy;
  private final List<String> wrong = new ArrayList<>();
  private String terms = "";
  private @Nullable Money unitPrice;
  private @Nullable PricingRule rule;
  private String words = "";
  private int count;

  Examples(PricingStrategy strategy) {
    this.strategy = strategy;
  }

  /**
   * The terms of the examples that follow.
   *
   * @param price the price of one, such as {@code EUR 5.00}
   * @param parameters the parameters of the rule, such as {@code from=3}
   */
  public Examples at(String price, String... parameters) {
    Map<String, String> given = new TreeMap<>();
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("'" + parameter + "' is not NAME=VALUE");
      }
      given.put(parameter.substring(0, equals), parameter.substring(equals + 1));
    }
    terms = price + " " + given;
    unitPrice = Money.parse(price);
    Terms read = new Terms(unitPrice, given);
    rule = strategy.rule(read);
    words = strategy.words(read);
    return this;
  }

  /**
   * One example.
   *
   * @param quantity how many
   * @param cost what they cost together, such as {@code 13.50}, in the currency of the price
   */
  public Examples costs(long quantity, String cost) {
    if (unitPrice == null || rule == null) {
      throw new IllegalStateException("say at what price first: at(\"EUR 5.00\")");
    }
    Money expected = Money.parse(unitPrice.getCurrencyUnit() + " " + cost);
    Money actual = rule.cost(new Line("P", quantity, unitPrice));
    if (!expected.equals(actual)) {
      wrong.add(quantity + " at " + terms + " cost " + actual + ", but should " + expected);
    }
    count++;
    return this;
  }

  /**
   * What the rule is in words.
   *
   * @param expected such as {@code 4.50 each from 3}; empty if the price says all
   */
  public Examples says(String expected) {
    if (!expected.equals(words)) {
      wrong.add(terms + " says '" + words + "', but should '" + expected + "'");
    }
    return this;
  }

  void check() {
    assertThat(count).as("number of examples").isPositive();
    assertThat(wrong).as("examples that came out wrong").isEmpty();
  }
}
