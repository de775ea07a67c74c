package supermarket.strategy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.math.RoundingMode;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.Terms;

/** The contract finds what is wrong, and nothing where nothing is. */
class PricingStrategyContractTest {

  private static final Share HALF = new Share(1, 2);

  @Test
  void holdsForAStrategyThatIsInOrder() {
    assertThat(brokenBy(HalfPriceContract.class)).isEmpty();
  }

  @Test
  void findsNoCost() {
    assertThat(brokenBy(NoCost.class)).contains("costIsAnAmountInTheCurrencyOfThePrice");
  }

  @Test
  void findsAnotherCurrency() {
    assertThat(brokenBy(OtherCurrency.class)).contains("costIsAnAmountInTheCurrencyOfThePrice");
  }

  @Test
  void findsANegativeCost() {
    assertThat(brokenBy(Negative.class)).contains("costIsNotNegativeAndNotAboveThePlainPrice");
  }

  @Test
  void findsACostAboveThePlainPrice() {
    assertThat(brokenBy(Dearer.class)).contains("costIsNotNegativeAndNotAboveThePlainPrice");
  }

  @Test
  void allowsASurchargeToWhoeverSaysSo() {
    assertThat(brokenBy(Surcharge.class))
        .doesNotContain("costIsNotNegativeAndNotAboveThePlainPrice");
  }

  @Test
  void findsACostThatChangesFromCallToCall() {
    assertThat(brokenBy(Counting.class)).contains("theSameLineAlwaysCostsTheSame", "keepsNoState");
  }

  @Test
  void findsStateInTheRule() {
    assertThat(brokenBy(RuleWithState.class)).contains("keepsNoState");
  }

  @Test
  void findsARuleForOneProductOnly() {
    assertThat(brokenBy(KnowsProducts.class)).contains("theProductCodeDoesNotMatter");
  }

  @Test
  void findsAnswersThatDependOnTheThread() {
    assertThat(brokenBy(OneThreadOnly.class)).contains("manyThreadsAtOnceGetTheSameAnswers");
  }

  @Test
  void findsParametersThatAreNotRead() {
    assertThat(brokenBy(ReadsNothing.class))
        .contains(
            "readsTheParametersThatItSaysAndNoOther",
            "refusesAMissingParameter",
            "refusesAMisspeltParameter",
            "refusesAMistypedParameter");
  }

  @Test
  void findsParametersThatAreReadInSilence() {
    assertThat(brokenBy(ReadsMore.class)).contains("readsTheParametersThatItSaysAndNoOther");
  }

  @Test
  void findsAWrongExampleAndTheLackOfAny() {
    assertThat(brokenBy(WrongExample.class)).contains("costsAreThoseOfTheExamples");
    assertThat(brokenBy(NoExample.class)).contains("costsAreThoseOfTheExamples");
  }

  @Test
  void findsAClassThatIsNoComponent() {
    assertThat(brokenBy(NoCost.class)).contains("theBundleIsInOrder");
  }

  private static Set<String> brokenBy(Class<? extends PricingStrategyContract> contract) {
    Set<String> broken = new TreeSet<>();
    EngineTestKit.engine("jqwik")
        .configurationParameter("jqwik.reporting.usejunitplatform", "true")
        .configurationParameter("jqwik.shrinking.default", "OFF")
        .configurationParameter("jqwik.database", "")
        .selectors(selectClass(contract))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .forEach(failure -> broken.add(failure.getTestDescriptor().getDisplayName()));
    return broken;
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
