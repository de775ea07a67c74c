package supermarket.strategy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import org.joda.money.Money;
import supermarket.pricing.api.CostContract;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;

/**
 * What holds for every pricing strategy. The test of a strategy extends it, says which parameters
 * the strategy reads and gives a few examples of what lines cost:
 *
 * <pre>{@code
 * final class BulkPriceTest extends PricingStrategyContract {
 *   BulkPriceTest() {
 *     super("bulk-price", new BulkPrice());
 *   }
 *
 *   @Override
 *   protected void parameters(Parameters parameters, Money unitPrice) {
 *     parameters.quantity("from").amount("price", unitPrice);
 *   }
 *
 *   @Override
 *   protected void examples(Examples examples) {
 *     examples.at("EUR 5.00", "from=3", "price=4.50").costs(2, "10.00").costs(3, "13.50");
 *   }
 * }
 * }</pre>
 *
 * <p>It runs on the jqwik engine: tests of your own go beside it with jqwik's {@code @Example} and
 * {@code @Property}, or into another class.
 */
@PropertyDefaults(tries = 300)
public abstract class PricingStrategyContract {

  private static final List<String> MISTYPED = List.of("", " 1", "many", "-1", "1e3", "1/0");

  /** Far longer than any rule takes, and short for whoever waits for a loop without an end. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final String name;
  private final PricingStrategy object;

  /** The object, called within a time limit. */
  private final PricingStrategy strategy;

  /**
   * The contract for one strategy.
   *
   * @param name the name it is to be registered with
   * @param strategy the strategy, as Declarative Services would make it
   */
  protected PricingStrategyContract(String name, PricingStrategy strategy) {
    this.name = name;
    this.object = strategy;
    this.strategy = new TimeLimit(LONGEST).of(strategy);
  }

  /**
   * Says which parameters the strategy reads, with values that suit the unit price. None, if it is
   * not overridden.
   */
  protected void parameters(Parameters parameters, Money unitPrice) {}

  /** Says what some lines cost, best those on both sides of every edge. */
  protected abstract void examples(Examples examples);

  /**
   * Whether a line may cost more than quantity times unit price, such as with a deposit. The
   * runtime does not mind; here it counts as a mistake unless this answers true.
   */
  protected boolean surcharges() {
    return false;
  }

  /** The packages that the bundle may import, beside those of the JDK. */
  protected Set<String> imports() {
    return Set.of("supermarket.pricing.api", "org.joda.money");
  }

  @Provide
  final Arbitrary<Sample> samples() {
    return Sample.of(
        unitPrice -> {
          Parameters parameters = new Parameters();
          parameters(parameters, unitPrice);
          return parameters;
        });
  }

  @Example
  final void costsAreThoseOfTheExamples() {
    Examples examples = new Examples(strategy);
    examples(examples);
    examples.check();
  }

  @Property
  final void costIsAnAmountInTheCurrencyOfThePrice(@ForAll("samples") Sample sample) {
    Money cost = rule(sample).cost(sample.line());
    assertThat(CostContract.fault(sample.unitPrice(), cost)).as("fault of the cost").isEmpty();
    assertThat(cost.getScale())
        .as("decimals of the cost")
        .isEqualTo(cost.getCurrencyUnit().getDecimalPlaces());
  }

  @Property
  final void costIsNotNegativeAndNotAboveThePlainPrice(@ForAll("samples") Sample sample) {
    Money cost = rule(sample).cost(sample.line());
    assertThat(cost.isNegative()).as("%s is negative", cost).isFalse();
    if (!surcharges()) {
      Money plain = sample.line().undiscounted();
      assertThat(cost.isGreaterThan(plain)).as("%s is more than %s", cost, plain).isFalse();
    }
  }

  @Property
  final void theSameLineAlwaysCostsTheSame(@ForAll("samples") Sample sample) {
    PricingRule rule = rule(sample);
    Money cost = rule.cost(sample.line());
    assertThat(rule.cost(sample.line())).as("the same line again").isEqualTo(cost);
    assertThat(rule(sample).cost(sample.line())).as("by another rule").isEqualTo(cost);
  }

  @Property
  final void theProductCodeDoesNotMatter(@ForAll("samples") Sample sample) {
    PricingRule rule = rule(sample);
    Money cost = rule.cost(sample.line());
    for (String product : List.of("GR1", "another-product", "\u00e9")) {
      assertThat(rule.cost(sample.line(product))).as("cost of %s", product).isEqualTo(cost);
    }
  }

  @Property(tries = 10)
  final void manyThreadsAtOnceGetTheSameAnswers(@ForAll("samples") Sample sample) throws Exception {
    PricingRule rule = rule(sample);
    List<Line> lines =
        LongStream.rangeClosed(1, 64)
            .mapToObj(quantity -> new Line("P", quantity, sample.unitPrice()))
            .toList();
    List<Money> alone = lines.stream().map(rule::cost).toList();
    assertThat(Crowd.ask(() -> lines.stream().map(rule::cost).toList())).containsOnly(alone);
  }

  @Property
  final void saysInFewWordsWhatTheRuleIs(@ForAll("samples") Sample sample) {
    Terms terms = sample.terms();
    strategy.rule(terms);
    String words = strategy.words(terms);
    assertThat(words).as("words for %s", sample).isNotNull();
    assertThat(words.codePointCount(0, words.length()))
        .as("characters of '%s'", words)
        .isLessThanOrEqualTo(PricingStrategy.MOST_WORDS);
  }

  @Property(tries = 10)
  final void keepsNoState(@ForAll("samples") Sample sample) {
    assertThat(State.changeable(object)).as("fields of the strategy that can change").isEmpty();
    assertThat(State.changeable(object.rule(sample.terms())))
        .as("fields of the rule that can change")
        .isEmpty();
  }

  @Property
  final void readsTheParametersThatItSaysAndNoOther(@ForAll("samples") Sample sample) {
    Terms terms = sample.terms();
    strategy.rule(terms);
    assertThat(terms.unread()).as("parameters that it says it reads, but does not").isEmpty();

    Map<String, String> more = new TreeMap<>(sample.parameters());
    more.put("unheard-of", "1");
    Terms moreTerms = new Terms(sample.unitPrice(), more);
    strategy.rule(moreTerms);
    assertThat(moreTerms.unread())
        .as("left unread, so that the runtime sees it")
        .containsOnly("unheard-of");
  }

  @Property
  final void refusesAMissingParameter(@ForAll("samples") Sample sample) {
    sample.parameters().keySet().forEach(missing -> refuses(sample, missing, Map.of()));
  }

  @Property
  final void refusesAMisspeltParameter(@ForAll("samples") Sample sample) {
    sample
        .parameters()
        .forEach((name, value) -> refuses(sample, name, Map.of(name + "-misspelt", value)));
  }

  @Property
  final void refusesAMistypedParameter(@ForAll("samples") Sample sample) {
    for (String mistyped : sample.parameters().keySet()) {
      MISTYPED.forEach(value -> refuses(sample, mistyped, Map.of(mistyped, value)));
    }
  }

  @Example
  final void theBundleIsInOrder() throws Exception {
    List<String> faults = BuiltBundle.of(object.getClass()).faults(Role.STRATEGY, name, imports());
    if (!faults.isEmpty()) {
      fail("the bundle as built:%n- %s", String.join(System.lineSeparator() + "- ", faults));
    }
  }

  @Example
  final void theClassesAreArithmetic() throws Exception {
    List<String> impurities = BuiltBundle.impurities(object.getClass());
    if (!impurities.isEmpty()) {
      fail(
          "the runtime refuses this:%n- %s",
          String.join(System.lineSeparator() + "- ", impurities));
    }
  }

  private PricingRule rule(Sample sample) {
    PricingRule rule = strategy.rule(sample.terms());
    assertThat(rule).as("rule for %s", sample).isNotNull();
    return rule;
  }

  /** Asks for a rule with one parameter taken away and others in its place. */
  private void refuses(Sample sample, String without, Map<String, String> instead) {
    Map<String, String> wrong = new TreeMap<>(sample.parameters());
    wrong.remove(without);
    wrong.putAll(instead);
    assertThatIllegalArgumentException()
        .as("the parameters %s", wrong)
        .isThrownBy(() -> strategy.rule(new Terms(sample.unitPrice(), wrong)))
        .withMessageContaining(without);
  }
}
