package supermarket.strategy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import supermarket.pricing.api.Share;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Products;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.pricing.api.promotion.Shares;
import supermarket.pricing.api.promotion.Slot;

/** The contract finds what is wrong, and nothing where nothing is. */
class PromotionKindContractTest {

  private static final Deal NOTHING =
      Deal.pieces(new Slot("of", Products.EVERY, 1)).pay(List.of(Share.WHOLE));

  @Test
  void holdsForAKindThatIsInOrderAndFindsItsNeighboursThatAreNot() {
    // The classes of this test are one bundle to it, and many of them are more than arithmetic.
    assertThat(broken(selectClass(NForPriceContract.class)))
        .containsExactly("theClassesAreArithmetic");
  }

  @Test
  void findsNoDeal() {
    assertBreaks(NoDeal.class, "theSameTermsAlwaysMakeTheSameDeal");
  }

  @Test
  void findsADealThatChangesFromCallToCall() {
    assertBreaks(Counting.class, "theSameTermsAlwaysMakeTheSameDeal", "keepsNoState");
  }

  @Test
  void findsTermsThatAreKept() {
    assertBreaks(KeepsTerms.class, "keepsNoState");
  }

  @Test
  void findsDealsThatDependOnTheThread() {
    assertBreaks(OneThreadOnly.class, "manyThreadsAtOnceGetTheSameDeal");
  }

  @Test
  void findsAProductThatTheKindKnows() {
    assertBreaks(KnowsProducts.class, "knowsNoProduct");
    assertBreaks(LooksAtCodes.class, "knowsNoProduct");
  }

  @Test
  void findsAnAmountOfTheKindItself() {
    assertBreaks(OwnAmount.class, "amountsAreThoseOfTheTermsInTheirCurrency");
    assertBreaks(OwnEuros.class, "amountsAreThoseOfTheTermsInTheirCurrency");
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
  void findsAParameterThatIsReadInSilence() {
    assertBreaks(ReadsMore.class, "readsTheParametersThatItSaysAndNoOther");
  }

  @Test
  void findsAWrongExampleOneThatSavesNothingAndTheLackOfAny() {
    assertBreaks(WrongExample.class, "totalsAreThoseOfTheExamples");
    assertBreaks(SavesNothing.class, "totalsAreThoseOfTheExamples");
    assertBreaks(NoDeal.class, "totalsAreThoseOfTheExamples");
  }

  @Test
  void findsAClassThatIsNoComponent() {
    assertBreaks(NoDeal.class, "theBundleIsInOrder");
  }

  private static void assertBreaks(
      Class<? extends PromotionKindContract> contract, String... properties) {
    assertThat(broken(select(contract, properties))).containsExactlyInAnyOrder(properties);
  }

  private static DiscoverySelector[] select(
      Class<? extends PromotionKindContract> contract, String... properties) {
    return Arrays.stream(PromotionKindContract.class.getDeclaredMethods())
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

  static final class NForPrice implements PromotionKind {
    @Override
    public Deal deal(PromotionTerms terms) {
      return Deal.pieces(terms.slot("of", terms.quantity("take"))).together(terms.amount("price"));
    }
  }

  abstract static class Right extends PromotionKindContract {
    Right(String name) {
      super(name, new NForPrice());
    }

    @Override
    protected void parameters(PromotionParameters parameters) {
      parameters.products("of").quantity("take", 1, 4).amount("price");
    }
  }

  static final class NForPriceContract extends Right {
    NForPriceContract() {
      super("example");
    }
  }

  static final class WrongExample extends Right {
    WrongExample() {
      super("wrong-example");
    }
  }

  static final class SavesNothing extends Right {
    SavesNothing() {
      super("saves-nothing");
    }
  }

  /** The contract for a kind that is wrong somewhere. */
  abstract static class Wrong extends PromotionKindContract {
    Wrong(PromotionKind kind) {
      super("wrong", kind);
    }

    @Override
    protected void parameters(PromotionParameters parameters) {}
  }

  static final class NoDeal extends Wrong {
    NoDeal() {
      super(terms -> null);
    }
  }

  static final class Counting extends Wrong {
    Counting() {
      super(
          new PromotionKind() {
            private long calls;

            @Override
            public Deal deal(PromotionTerms terms) {
              long count = 1 + calls++ % 50;
              return Deal.pieces(new Slot("of", Products.EVERY, count))
                  .pay(Shares.each(count, Share.WHOLE));
            }
          });
    }
  }

  static final class KeepsTerms extends Wrong {
    KeepsTerms() {
      super(
          new PromotionKind() {
            private PromotionTerms last;

            @Override
            public Deal deal(PromotionTerms terms) {
              last = terms;
              return NOTHING;
            }
          });
    }
  }

  static final class OneThreadOnly extends Wrong {
    private static final Deal OTHER =
        Deal.pieces(new Slot("of", Products.EVERY, 1)).pay(List.of(Share.NOTHING));

    OneThreadOnly() {
      super(terms -> Thread.currentThread().threadId() % 2 == 0 ? NOTHING : OTHER);
    }
  }

  static final class KnowsProducts extends Wrong {
    KnowsProducts() {
      super(
          terms ->
              Deal.pieces(new Slot("of", new Products("CO1", Set.of("CO1")), 1))
                  .pay(List.of(Share.NOTHING)));
    }
  }

  static final class LooksAtCodes extends Wrong {
    LooksAtCodes() {
      super(
          terms -> {
            Products of = terms.products("of");
            return Deal.pieces(new Slot("of", of, 1))
                .pay(List.of(of.codes().contains("a") ? Share.NOTHING : Share.WHOLE));
          });
    }

    @Override
    protected void parameters(PromotionParameters parameters) {
      parameters.products("of");
    }
  }

  static final class OwnAmount extends Wrong {
    OwnAmount() {
      super(terms -> Deal.pieces(terms.slot("of")).off(Money.parse("EUR 1.00")));
    }

    @Override
    protected void parameters(PromotionParameters parameters) {
      parameters.slot("of");
    }
  }

  static final class OwnEuros extends Wrong {
    OwnEuros() {
      super(
          terms ->
              Deal.pieces(new Slot("of", Products.EVERY, 1))
                  .off(terms.amount("off").plus(Money.parse("EUR 1.00"))));
    }

    @Override
    protected void parameters(PromotionParameters parameters) {
      parameters.amount("off", 1);
    }
  }

  static final class ReadsNothing extends Wrong {
    ReadsNothing() {
      super(terms -> NOTHING);
    }

    @Override
    protected void parameters(PromotionParameters parameters) {
      parameters.share("pay").oneOf("on", "1", "2");
    }
  }

  static final class ReadsMore extends Wrong {
    ReadsMore() {
      super(
          terms -> {
            if (terms.has("unheard-of")) {
              terms.quantity("unheard-of");
            }
            return NOTHING;
          });
    }
  }
}
