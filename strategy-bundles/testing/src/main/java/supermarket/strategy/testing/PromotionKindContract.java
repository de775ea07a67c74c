package supermarket.strategy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.library.promotion.examples.PromotionExamples;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.PromotionTerms;
import supermarket.strategy.testing.PromotionParameters.Need;

/**
 * What holds for every promotion kind. The test of a kind extends it and says which parameters the
 * kind reads:
 *
 * <pre>{@code
 * final class CheapestFreeTest extends PromotionKindContract {
 *   CheapestFreeTest() {
 *     super("cheapest-free", new CheapestFree());
 *   }
 *
 *   @Override
 *   protected void parameters(PromotionParameters parameters) {
 *     parameters.products("of").quantity("take", 2, 4);
 *   }
 * }
 * }</pre>
 *
 * <p>What baskets cost stands in the bundle, in the file {@value PromotionExamples#FILE}. The
 * contract prices them, and many random ones of at most 8 pieces, by trying all there is.
 *
 * <p>It runs on the jqwik engine: tests of your own go beside it with jqwik's {@code @Example} and
 * {@code @Property}, or into another class.
 */
@PropertyDefaults(tries = 300)
public abstract class PromotionKindContract {

  private static final CurrencyUnit EUR = CurrencyUnit.EUR;
  private static final List<String> MISTYPED = List.of("", " 1", "many", "-1", "1e3", "1/0");

  /** Far longer than any deal takes, and short for whoever waits for a loop without an end. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final String name;
  private final PromotionKind object;

  /** The object, called within a time limit. */
  private final PromotionKind kind;

  /**
   * The contract for one kind.
   *
   * @param name the name it is to be registered with
   * @param kind the kind, as Declarative Services would make it
   */
  protected PromotionKindContract(String name, PromotionKind kind) {
    this.name = name;
    this.object = kind;
    this.kind = new TimeLimit(LONGEST).ofKind(kind);
  }

  /** Says which parameters the kind reads. */
  protected abstract void parameters(PromotionParameters parameters);

  /** The packages that the bundle may import, beside those of the JDK. */
  protected Set<String> imports() {
    return Set.of("supermarket.pricing.api", "supermarket.pricing.api.promotion", "org.joda.money");
  }

  @Provide
  final Arbitrary<PromotionSample> samples() {
    PromotionParameters parameters = new PromotionParameters();
    parameters(parameters);
    return PromotionSample.of(parameters);
  }

  @Example
  final void totalsAreThoseOfTheExamples() throws Exception {
    PromotionChecks.totals(
        name,
        kind,
        BuiltBundle.examples(object.getClass()).stream()
            .filter(example -> example.kind().equals(name))
            .toList());
  }

  @Property
  final void theSameTermsAlwaysMakeTheSameDeal(@ForAll("samples") PromotionSample sample) {
    Deal deal = deal(sample, EUR);
    assertThat(deal(sample, EUR)).as("the deal of the same terms again").isEqualTo(deal);
  }

  @Property(tries = 10)
  final void manyThreadsAtOnceGetTheSameDeal(@ForAll("samples") PromotionSample sample)
      throws Exception {
    Deal alone = deal(sample, EUR);
    assertThat(Crowd.ask(() -> kind.deal(sample.terms(EUR)))).containsOnly(alone);
  }

  @Property(tries = 10)
  final void keepsNoState(@ForAll("samples") PromotionSample sample) {
    object.deal(sample.terms(EUR));
    assertThat(State.changeable(object)).as("fields of the kind that can change").isEmpty();
  }

  @Property
  final void knowsNoProduct(@ForAll("samples") PromotionSample sample) {
    Deal deal = deal(sample, EUR);
    assertThat(Deals.products(deal)).as("products of the deal").allMatch(PromotionSample::knows);

    Deal renamed = kind.deal(PromotionSample.terms(EUR, sample.parameters(EUR), "other-"));
    assertThat(
            BruteForce.price(EUR, renamed, sample.basket(EUR, sample.pieces(), "other-")).total())
        .as("total with other product codes")
        .isEqualTo(BruteForce.price(EUR, deal, sample.basket(EUR)).total());
  }

  @Property
  final void amountsAreThoseOfTheTermsInTheirCurrency(@ForAll("samples") PromotionSample sample) {
    PromotionChecks.currencies(kind, sample);
  }

  @Property
  final void totalIsTheSumOfLinesThatAreNeverNegativeNorDearer(
      @ForAll("samples") PromotionSample sample) {
    PromotionChecks.lines(price(sample, sample.pieces()));
  }

  @Property
  final void noApplicationGivesMoreThanItsPiecesCost(@ForAll("samples") PromotionSample sample) {
    PromotionChecks.applications(price(sample, sample.pieces()));
  }

  @Property
  final void onePieceMoreNeverTakesAwayWhatIsSaved(@ForAll("samples") PromotionSample sample) {
    if (!sample.pieces().isEmpty()) {
      List<Integer> fewer = sample.pieces().subList(1, sample.pieces().size());
      assertThat(price(sample, sample.pieces()).saving())
          .as("saving with one piece more")
          .isGreaterThanOrEqualTo(price(sample, fewer).saving());
    }
  }

  @Property
  final void twoBasketsAreNeverCheaperThanOneWhereADealIsOfPieces(
      @ForAll("samples") PromotionSample sample) {
    if (deal(sample, EUR) instanceof Deal.Pieces) {
      int half = sample.pieces().size() / 2;
      Money apart =
          price(sample, sample.pieces().subList(0, half))
              .saving()
              .plus(price(sample, sample.pieces().subList(half, sample.pieces().size())).saving());
      assertThat(price(sample, sample.pieces()).saving())
          .as("saving in one basket")
          .isGreaterThanOrEqualTo(apart);
    }
  }

  @Property
  final void readsTheParametersThatItSaysAndNoOther(@ForAll("samples") PromotionSample sample) {
    PromotionTerms terms = sample.terms(EUR);
    kind.deal(terms);
    assertThat(terms.unread()).as("parameters that it says it reads, but does not").isEmpty();
    PromotionChecks.doesNotRead(kind, "unheard-of", "1", sample, "unheard-of");
    List<String> optional = sample.names(Need.OPTIONAL);
    sample
        .parameters(EUR)
        .forEach(
            (name, value) -> {
              if (optional.contains(name)) {
                PromotionChecks.doesNotRead(kind, name + "-misspelt", value, sample, name);
              }
            });
  }

  @Property
  final void refusesAMissingParameter(@ForAll("samples") PromotionSample sample) {
    sample
        .names(Need.REQUIRED)
        .forEach(missing -> PromotionChecks.refuses(kind, sample, missing, Map.of()));
  }

  @Property
  final void refusesAMisspeltParameter(@ForAll("samples") PromotionSample sample) {
    List<String> required = sample.names(Need.REQUIRED);
    sample
        .parameters(EUR)
        .forEach(
            (name, value) -> {
              if (required.contains(name)) {
                PromotionChecks.refuses(kind, sample, name, Map.of(name + "-misspelt", value));
              }
            });
  }

  @Property
  final void refusesAMistypedParameter(@ForAll("samples") PromotionSample sample) {
    for (String mistyped : sample.given().keySet()) {
      MISTYPED.forEach(
          value -> PromotionChecks.refuses(kind, sample, mistyped, Map.of(mistyped, value)));
    }
  }

  @Example
  final void theBundleIsInOrder() throws Exception {
    BuiltBundle bundle = BuiltBundle.of(object.getClass());
    List<String> faults = new ArrayList<>(bundle.faults(Role.PROMOTION, name, imports()));
    BuiltBundle.examples(object.getClass()).stream()
        .filter(example -> !bundle.names(Role.PROMOTION).contains(example.kind()))
        .forEach(example -> faults.add("example " + example.key() + " is of no kind in it"));
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

  private Deal deal(PromotionSample sample, CurrencyUnit currency) {
    Deal deal = kind.deal(sample.terms(currency));
    assertThat(deal).as("deal for %s", sample).isNotNull();
    return deal;
  }

  private Priced price(PromotionSample sample, List<Integer> pieces) {
    return BruteForce.price(EUR, deal(sample, EUR), sample.basket(EUR, pieces, ""));
  }
}
