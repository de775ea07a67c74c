package supermarket.strategy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.math.RoundingMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.Terms;

/** The contract finds what is wrong, and nothing where nothing is. */
class PricingStrategyContractTest {

  private static final Share HALF = new Share(1, 2);

  @Test
  void holdsForAStrategyThatIsInOrderAndFindsItsNeighboursThatAreNot() {
    // The classes of this test are one bundle to it, and many of them are more than arithmetic.
    assertThat(broken(selectClass(HalfPriceContract.class)))
        .containsExactly("theClassesAreArithmetic");
  }

  @Test
  void whatIsMoreThanArithmeticIsNamedWithItsLine() throws Exception {
    assertThat(BuiltBundle.impurities(HalfPrice.class))
        .anySatisfy(each -> assertThat(each).matches(".*, line \\d+: uses .*"));
  }

  @Test
  void aLoopWithoutAnEndFailsWithTheLineThatItIsAt() {
    TimeLimit limit = new TimeLimit(Duration.ofMillis(50));
    PricingStrategy endless = limit.of(terms -> endless());
    Terms terms = new Terms(Money.parse("EUR 5.00"), Map.of());

    for (int again = 0; again < 2; again++) {
      assertThatThrownBy(() -> endless.rule(terms))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("rule did not come back within")
          .hasMessageContaining("PricingStrategyContractTest.endless(");
    }
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().equals("strategy-test") && each.isAlive())
                .filter(each -> List.of(each.getStackTrace()).toString().contains("endless"))
                .count())
        .as("asked once")
        .isEqualTo(1);
    stopped = true;
  }

  private static volatile boolean stopped;

  private static PricingRule endless() {
    while (!stopped) {
      Thread.onSpinWait();
    }
    return Line::undiscounted;
  }

  @Test
  void findsNoCost() {
    assertBreaks(NoCost.class, "costIsAnAmountInTheCurrencyOfThePrice");
  }

  @Test
  void findsAnotherCurrency() {
    assertBreaks(OtherCurrency.class, "costIsAnAmountInTheCurrencyOfThePrice");
  }

  @Test
  void findsANegativeCost() {
    assertBreaks(Negative.class, "costIsNotNegativeAndNotAboveThePlainPrice");
  }

  @Test
  void findsACostAboveThePlainPrice() {
    assertBreaks(Dearer.class, "costIsNotNegativeAndNotAboveThePlainPrice");
  }

  @Test
  void allowsASurchargeToWhoeverSaysSo() {
    assertThat(broken(select(Surcharge.class, "costIsNotNegativeAndNotAboveThePlainPrice")))
        .isEmpty();
  }

  @Test
  void findsACostThatChangesFromCallToCall() {
    assertBreaks(Counting.class, "theSameLineAlwaysCostsTheSame", "keepsNoState");
  }

  @Test
  void findsStateInTheRule() {
    assertBreaks(RuleWithState.class, "keepsNoState");
  }

  @Test
  void findsARuleForOneProductOnly() {
    assertBreaks(KnowsProducts.class, "theProductCodeDoesNotMatter");
  }

  @Test
  void findsAnswersThatDependOnTheThread() {
    assertBreaks(OneThreadOnly.class, "manyThreadsAtOnceGetTheSameAnswers");
  }

  @Test
  void findsParametersThatAreNotRead() {
    assertBreaks(
        ReadsNothing.class,
        "readsTheParametersThatItSaysAndNoOther",
        "refusesAMissingParameter",
        "refusesAMisspeltParameter",
        "refusesAMistypedParameter");
  }

  @Test
  void findsParametersThatAreReadInSilence() {
    assertBreaks(ReadsMore.class, "readsTheParametersThatItSaysAndNoOther");
  }

  @Test
  void findsAWrongExampleAndTheLackOfAny() {
    assertBreaks(WrongExample.class, "costsAreThoseOfTheExamples");
    assertBreaks(NoExample.class, "costsAreThoseOfTheExamples");
  }

  @Test
  void findsAClassThatIsNoComponent() {
    assertBreaks(NoExample.class, "theBundleIsInOrder");
  }

  private static void assertBreaks(
      Class<? extends PricingStrategyContract> contract, String... properties) {
    assertThat(broken(select(contract, properties))).containsExactlyInAnyOrder(properties);
  }

  private static DiscoverySelector[] select(
      Class<? extends PricingStrategyContract> contract, String... properties) {
    return Arrays.stream(PricingStrategyContract.class.getDeclaredMethods())
        .filter(method -> Arrays.asList(properties).contains(method.getName()))
        .map(method -> selectMethod(contract, method))
        .toArray(DiscoverySelector[]::new);
  }

  private static List<String> broken(DiscoverySelector... selectors) {
    Events tests =
        EngineTestKit.engine("jqwik")
            .configurationParameter("jqwik.reporting.usejunitplatform", "true")
            .configurationParameter("jqwik.shrinking.default", "OFF")
            .configurationParameter("jqwik.database", "")
            .selectors(selectors)
            .execute()
            .testEvents();
    assertThat(tests.started().count()).isPositive();
    return tests.failed().stream()
        .map(failure -> failure.getTestDescriptor().getDisplayName())
        .toList();
  }

  static final class HalfPrice implements PricingStrategy {
    private static final Set<String> NONE = Set.of();

    @Override
    public PricingRule rule(Terms terms) {
      long from = terms.quantity("from");
      return line ->
          line.quantity() >= from && NONE.isEmpty()
              ? HALF.of(line.undiscounted())
              : line.undiscounted();
    }
  }

  static final class HalfPriceContract extends PricingStrategyContract {
    HalfPriceContract() {
      super("example", new HalfPrice());
    }

    @Override
    protected void parameters(Parameters parameters, Money unitPrice) {
      parameters.quantity("from");
    }

    @Override
    protected void examples(Examples examples) {
      examples.at("EUR 3.11", "from=2").costs(1, "3.11").costs(2, "3.11").costs(3, "4.67");
    }
  }

  /** The contract for a strategy that is wrong somewhere. */
  abstract static class Wrong extends PricingStrategyContract {
    Wrong(PricingStrategy strategy) {
      super("wrong", strategy);
    }

    @Override
    protected void examples(Examples examples) {
      examples.at("EUR 0.00");
    }
  }

  static final class NoCost extends Wrong {
    NoCost() {
      super(terms -> line -> null);
    }
  }

  static final class OtherCurrency extends Wrong {
    OtherCurrency() {
      super(terms -> line -> Money.zero(CurrencyUnit.CHF));
    }
  }

  static final class Negative extends Wrong {
    Negative() {
      super(terms -> line -> line.undiscounted().negated());
    }
  }

  static class Dearer extends Wrong {
    Dearer() {
      super(terms -> line -> line.undiscounted().multipliedBy(1.1, RoundingMode.UP));
    }
  }

  static final class Surcharge extends Dearer {
    @Override
    protected boolean surcharges() {
      return true;
    }
  }

  static final class Counting extends Wrong {
    Counting() {
      super(
          new PricingStrategy() {
            private long calls;

            @Override
            public PricingRule rule(Terms terms) {
              return line -> Money.zero(line.unitPrice().getCurrencyUnit()).plusMinor(calls++);
            }
          });
    }
  }

  static final class RuleWithState extends Wrong {
    RuleWithState() {
      super(
          terms -> {
            AtomicLong calls = new AtomicLong();
            return line -> line.unitPrice().multipliedBy(Math.min(1, calls.incrementAndGet()));
          });
    }
  }

  static final class KnowsProducts extends Wrong {
    KnowsProducts() {
      super(terms -> line -> line.unitPrice().multipliedBy(line.product().equals("GR1") ? 0 : 1));
    }
  }

  static final class OneThreadOnly extends Wrong {
    OneThreadOnly() {
      super(
          terms -> {
            long maker = Thread.currentThread().threadId();
            return line -> Thread.currentThread().threadId() == maker ? line.undiscounted() : null;
          });
    }
  }

  static final class ReadsNothing extends Wrong {
    ReadsNothing() {
      super(terms -> Line::undiscounted);
    }

    @Override
    protected void parameters(Parameters parameters, Money unitPrice) {
      parameters.share("pay").oneOf("on", "1", "2");
    }
  }

  static final class ReadsMore extends Wrong {
    ReadsMore() {
      super(
          terms -> {
            terms.amount("price");
            return Line::undiscounted;
          });
    }
  }

  static final class WrongExample extends Wrong {
    WrongExample() {
      super(terms -> Line::undiscounted);
    }

    @Override
    protected void examples(Examples examples) {
      examples.at("EUR 3.11").costs(1, "3.11").costs(2, "3.11");
    }
  }

  static final class NoExample extends Wrong {
    NoExample() {
      super(terms -> Line::undiscounted);
    }
  }
}
