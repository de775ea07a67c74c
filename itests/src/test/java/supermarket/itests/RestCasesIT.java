package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import supermarket.itests.CaseChain.Case;

/**
 * What others have computed wrongly for what is left to pay of a basket, over HTTP and ActiveMQ.
 * Each case names the report, and stands beside what its store sells and offers.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class RestCasesIT {

  private static final CaseChain CHAIN = new CaseChain("first", "second");

  private Store store;

  @Configuration
  public Option[] container() {
    Option[] options = Container.of(RestCasesIT.class);
    CHAIN.write(Container.home(RestCasesIT.class));
    return options;
  }

  @Before
  public void open() {
    store = Store.of(Container.home(RestCasesIT.class));
  }

  @After
  public void close() {
    store.close();
  }

  private Till in(Case its) {
    return Till.in(store, its.id());
  }

  private static final Case PARTS =
      CHAIN
          .store("case-1")
          .sells("A1 5.00", "B1 5.00", "C1 5.00")
          .offers("two", "threshold", "pieces=1", "off=2.00");

  /** BroadleafCommerce #1113. */
  @Test
  public void partsSumToWhatIsTakenOff() {
    Receipt receipt = in(PARTS).price("A1", "B1", "C1");
    assertThat(receipt.off()).isEqualTo("A1:two=0.67 B1:two=0.67 C1:two=0.66");
    assertThat(receipt.costs()).isEqualTo("4.33 4.33 4.34");
    assertThat(receipt.total()).isEqualTo("13.00").isEqualTo(receipt.sum());
  }

  private static final Case CENT =
      CHAIN
          .store("case-2")
          .sells("A2 22.00", "B2 14.00", "C2 43.00", "D2 7.50", "E2 0.00")
          .offers("fifteen", "threshold", "pieces=1", "off=15.00");

  /** magento/magento2 #12721. */
  @Test
  public void aFreeProductBringsNoCentInAnyOrder() {
    Receipt receipt = in(CENT).price("A2", "B2", "C2", "D2", "E2");
    assertThat(receipt.off())
        .isEqualTo("A2:fifteen=3.81 B2:fifteen=2.43 C2:fifteen=7.46 D2:fifteen=1.30");
    assertThat(receipt.total()).isEqualTo("71.50");
    Receipt other = in(CENT).price("E2", "C2", "D2", "A2", "B2");
    assertThat(other.linesSorted()).isEqualTo(receipt.linesSorted());
    assertThat(other.total()).isEqualTo("71.50");
  }

  private static final Case SMALL =
      CHAIN
          .store("case-3")
          .sells("A3 1000.00", "B3 10.00")
          .offers("hundred", "threshold", "pieces=1", "off=100.00");

  /** woocommerce #36196. */
  @Test
  public void aSmallLineBearsASmallPart() {
    assertThat(in(SMALL).price("A3", "B3").costs()).isEqualTo("900.99 9.01");
  }

  private static final Case AMOUNTS =
      CHAIN
          .store("case-4")
          .sells("A4 10.56", "B4 60.00")
          .offers("twenty", "threshold", "pieces=1", "off=20.00", "group=first")
          .offers("eighty", "threshold", "pieces=1", "off=80.00", "group=second");

  /** Sylius #17862. */
  @Test
  public void theSecondAmountTakesWhatIsLeft() {
    Receipt receipt = in(AMOUNTS).price("A4*3", "B4");
    assertThat(receipt.off())
        .isEqualTo("A4:twenty=6.91 A4:eighty=24.77 B4:twenty=13.09 B4:eighty=46.91");
    assertThat(receipt.total()).isEqualTo("0.00");
  }

  private static final Case SHARES =
      CHAIN
          .store("case-5")
          .sells("A5 100.00")
          .offers("whole", "threshold", "pieces=1", "percent=100%", "group=first")
          .offers("part", "threshold", "pieces=1", "percent=15%", "group=second");

  private static final Case MORE =
      CHAIN.store("case-5-other").offers("five-hundred", "threshold", "pieces=1", "off=500.00");

  /** vendure #2385. */
  @Test
  public void nothingIsBelowZero() {
    assertThat(in(SHARES).price("A5").total()).isEqualTo("0.00");
    assertThat(in(MORE).price("A5").total()).isEqualTo("0.00");
    assertThat(in(MORE).price("A5").applied()).isEqualTo("five-hundred*1=100.00");
  }

  private static final Case CODES =
      CHAIN
          .store("case-6")
          .sells("A6 390.00")
          .offers("fifth", "threshold", "pieces=1", "percent=20%", "code=FIFTH", "group=first")
          .offers("all", "threshold", "pieces=1", "percent=100%", "code=ALL", "group=second");

  private static final Case CODES_TURNED =
      CHAIN
          .store("case-6-turned")
          .offers("all-6", "threshold", "pieces=1", "percent=100%", "code=ALL", "group=first")
          .offers("fifth-6", "threshold", "pieces=1", "percent=20%", "code=FIFTH", "group=second");

  /** woocommerce #25810. */
  @Test
  public void aPartAndTheWholeMakeNothingInBothOrders() {
    for (Case each : List.of(CODES, CODES_TURNED)) {
      assertThat(in(each).codes("FIFTH", "ALL").price("A6").total()).isEqualTo("0.00");
      assertThat(in(each).codes("ALL", "FIFTH").price("A6").total()).isEqualTo("0.00");
      assertThat(in(each).codes("FIFTH").price("A6").total()).isEqualTo("312.00");
    }
  }

  private static final Case EXCLUSIVE =
      CHAIN
          .store("case-8")
          .sells("A8 10.00")
          .offers("basket", "threshold", "pieces=1", "off=2.00", "group=first")
          .offers("product", "threshold", "of=A8", "pieces=1", "off=4.00", "group=first");

  /** BroadleafCommerce #495. */
  @Test
  public void theLargerOfAGroupWins() {
    Receipt receipt = in(EXCLUSIVE).price("A8");
    assertThat(receipt.total()).isEqualTo("6.00");
    assertThat(receipt.applied()).isEqualTo("product*1=4.00");
  }

  private static final Case SEVERAL =
      CHAIN
          .store("case-12")
          .sells("A12 1.00", "B12 1.00")
          .set("both-12", "A12", "B12")
          .offers("tenth", "threshold", "of=both-12", "pieces=20", "percent=10%");

  /** frappe/erpnext #51750. */
  @Test
  public void aMinimumCountsSeveralProducts() {
    assertThat(in(SEVERAL).price("A12*3", "B12*19").total()).isEqualTo("19.80");
    assertThat(in(SEVERAL).price("A12", "B12*18").total()).isEqualTo("19.00");
  }

  private static final Case TIERS =
      CHAIN
          .store("case-13")
          .sells("A13 10.00")
          .offers("cellar", "tiers", "of=A13", "pieces=2=9.00 each, 5=8.00 each");

  /** open-mercato #1706. */
  @Test
  public void theBestTierThatHoldsWins() {
    assertThat(in(TIERS).price("A13").total()).isEqualTo("10.00");
    assertThat(in(TIERS).price("A13*2").total()).isEqualTo("18.00");
    assertThat(in(TIERS).price("A13*4").total()).isEqualTo("36.00");
    assertThat(in(TIERS).price("A13*5").total()).isEqualTo("40.00");
  }

  private static final Case CONDITION =
      CHAIN
          .store("case-14")
          .sells("A14 52.00", "B14 50.00", "C14 49.99")
          .offers("from-fifty", "threshold", "spend=50.00", "off=5.00");

  /** lightspeedretail/webstore #231. */
  @Test
  public void aDiscountDoesNotUndoItsCondition() {
    assertThat(in(CONDITION).price("A14").total()).isEqualTo("47.00");
    assertThat(in(CONDITION).price("B14").total()).isEqualTo("45.00");
    assertThat(in(CONDITION).price("C14").total()).isEqualTo("49.99");
    assertThat(in(CONDITION).explain().price("C14").outcome("from-fifty"))
        .isEqualTo("amount_missing 0.01");
  }

  private static final Case EXCLUDED =
      CHAIN
          .store("case-15")
          .sells("A15 100.00")
          .offersNotFor("A15")
          .offers("half", "threshold", "pieces=1", "percent=50%", "code=HALF");

  /** easy-digital-downloads #5684. */
  @Test
  public void aCodeThatGivesNothingClaimsNothing() {
    Receipt receipt = in(EXCLUDED).codes("HALF").price("A15");
    assertThat(receipt.total()).isEqualTo("100.00");
    assertThat(receipt.body()).contains("\"promotions\":[],");
  }

  /** easy-digital-downloads #5684. */
  @Test
  public void aCodeThatGivesNothingIsToldWhy() {
    Receipt receipt = in(EXCLUDED).codes("HALF").explain().price("A15");
    assertThat(receipt.outcome("half")).isEqualTo("no_piece");
    assertThat(receipt.detail("half")).contains("no piece takes part");
  }

  private static final Case ONE_CODE =
      CHAIN
          .store("case-17")
          .sells("A17 100.00")
          .offers("test", "threshold", "pieces=1", "percent=10%", "code=test", "group=first")
          .offers("a", "threshold", "pieces=1", "percent=10%", "code=A", "group=first")
          .offers("b", "threshold", "pieces=1", "percent=20%", "code=B", "group=second");

  /** WP-e-Commerce #1784; bagisto #4392. */
  @Test
  public void aCodeCountsOnceAndOpensItsOwnPromotionOnly() {
    assertThat(in(ONE_CODE).codes("test", "TEST").price("A17").total()).isEqualTo("90.00");
    assertThat(in(ONE_CODE).codes("A").price("A17").total()).isEqualTo("90.00");
  }

  private static final ZoneId AT_NOON = Clocks.atNoon();
  private static final LocalDate TODAY = Clocks.today(AT_NOON);

  private static final Case LAST_DAY =
      CHAIN
          .store("case-19")
          .is("\"zone\": \"%s\"".formatted(AT_NOON))
          .sells("A19 10.00")
          .offers("to-today", "threshold", "pieces=1", "off=1.00", "until=" + TODAY)
          .offers(
              "to-yesterday", "threshold", "pieces=1", "off=5.00", "until=" + TODAY.minusDays(1))
          .offers(
              "from-tomorrow", "threshold", "pieces=1", "off=5.00", "from=" + TODAY.plusDays(1));

  /** VirtoCommerce/vc-platform #956; to the moment in the tests of the conditions. */
  @Test
  public void theLastDayIsIn() {
    assertThat(in(LAST_DAY).price("A19").applied()).isEqualTo("to-today*1=1.00");
  }
}
