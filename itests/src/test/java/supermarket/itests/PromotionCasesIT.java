package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
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
import supermarket.itests.strategies.EachAtShare;

/**
 * What others have computed wrongly, over HTTP and ActiveMQ. Each case names the report, and stands
 * beside what its store sells and offers.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PromotionCasesIT {

  private static final CaseChain CHAIN =
      new CaseChain("first", "second")
          .stores("\"vat\": {\"default\": {\"standard\": 19, \"food\": 7}}");

  private Store store;

  @Configuration
  public Option[] container() {
    Option[] options = Container.of(PromotionCasesIT.class);
    CHAIN.write(Container.home(PromotionCasesIT.class));
    StrategyJar.kind("each-at-share", EachAtShare.class)
        .write(Container.home(PromotionCasesIT.class).resolve("strategies/each-at-share.jar"));
    return options;
  }

  @Before
  public void open() {
    store = Store.of(Container.home(PromotionCasesIT.class));
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

  private static final Case FREE_LINE =
      CHAIN
          .store("case-7")
          .sells("A7 25.00", "B7 50.00", "C7 75.00")
          .offers("free", "n-for-price", "of=A7", "take=1", "price=0.00")
          .offers("thirty", "threshold", "pieces=1", "off=30.00");

  /** Sylius #13371. */
  @Test
  public void aFreeLineBearsNothing() {
    Receipt receipt = in(FREE_LINE).price("A7", "B7", "C7");
    assertThat(receipt.costs()).isEqualTo("0.00 38.00 57.00");
    assertThat(receipt.off()).isEqualTo("A7:free=25.00 B7:thirty=12.00 C7:thirty=18.00");
    assertThat(receipt.total()).isEqualTo("95.00");
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

  private static final Case EQUAL_PRICES =
      CHAIN
          .store("case-9")
          .sells("A9 10.00", "B9 10.00", "C9 10.00")
          .offers("third", "cheapest-free", "of=all", "take=3");

  /** odoo PR #282052. */
  @Test
  public void equalPricesAreCountedTogether() {
    Receipt receipt = in(EQUAL_PRICES).price("A9", "B9*4", "C9");
    assertThat(receipt.total()).isEqualTo("40.00");
    assertThat(receipt.applied()).isEqualTo("third*2=20.00");
    assertThat(receipt.given()).isEqualTo(2);
  }

  private static final Case GREEDY =
      CHAIN
          .store("case-10")
          .sells("COLA10 2.00", "SANDWICH10 3.00", "CHOCOLATE10 1.00")
          .offers("second-cola", "cheapest-free", "of=COLA10", "take=2")
          .offers(
              "all-three",
              "meal-deal",
              "price=4.50",
              "drink=COLA10",
              "main=SANDWICH10",
              "sweet=CHOCOLATE10");

  /** cs.stackexchange 44011. */
  @Test
  public void theLargestSavingFirstIsNotBest() {
    Receipt one = in(GREEDY).price("COLA10*2", "SANDWICH10", "CHOCOLATE10");
    assertThat(one.total()).isEqualTo("6.00");
    assertThat(one.applied()).isEqualTo("second-cola*1=2.00");
    assertThat(one.isProven()).isTrue();
    Receipt two = in(GREEDY).price("COLA10*2", "SANDWICH10*2", "CHOCOLATE10*2");
    assertThat(two.total()).isEqualTo("9.00");
    assertThat(two.applied()).isEqualTo("all-three*2=3.00");
  }

  private static final Case OVERLAP =
      CHAIN
          .store("case-11")
          .sells("A11 20.00", "B11 20.00", "C11 15.00", "D11 5.00")
          .offers("second-at-half", "cheapest-at-share", "of=all", "share=50%")
          .offers("fifth-off-two", "each-at-share", "of=all", "take=2", "share=80%");

  /** Dynamics 365, optimal combination. */
  @Test
  public void anOverlapIsPartedBest() {
    await().until(() -> !in(OVERLAP).price("A11", "D11").applied().isEmpty());
    Receipt receipt = in(OVERLAP).price("A11", "B11", "C11", "D11");
    assertThat(receipt.total()).isEqualTo("46.00");
    assertThat(receipt.applied()).isEqualTo("fifth-off-two*1=4.00 second-at-half*1=10.00");
    assertThat(in(OVERLAP).price("C11*4").total()).isEqualTo("45.00");
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

  private static final Case FOUR =
      CHAIN
          .store("case-16")
          .sells("A16 20.00")
          .offers("four", "n-for-price", "of=A16", "take=4", "price=75.00");

  /** magento2 #36756. */
  @Test
  public void oneOfFourPiecesIsNotEnough() {
    Receipt receipt = in(FOUR).price("A16");
    assertThat(receipt.total()).isEqualTo("20.00");
    assertThat(receipt.body()).contains("\"promotions\":[],");
    assertThat(in(FOUR).price("A16*9").applied()).isEqualTo("four*2=10.00");
  }

  /** magento2 #36756. */
  @Test
  public void oneOfFourPiecesIsToldToBeOneOfFour() {
    Receipt receipt = in(FOUR).explain().price("A16");
    assertThat(receipt.outcome("four")).isEqualTo("pieces_missing 3");
    assertThat(receipt.detail("four")).contains("1 of 4 pieces");
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

  private static final Case VAT_BASE =
      CHAIN
          .store("case-18")
          .sells("A18 10.00 standard", "B18 5.00 food")
          .offers("gift", "buy-x-get-y", "buy=2 A18", "get=B18");

  /** lunarphp/lunar #883. */
  @Test
  public void aFreePieceCarriesItsPartOfTheVat() {
    Receipt receipt = in(VAT_BASE).price("A18*2", "B18");
    assertThat(receipt.costs()).isEqualTo("16.00 4.00");
    assertThat(receipt.total()).isEqualTo("20.00");
    assertThat(receipt.pieces()).isEqualTo("A18.buy=2+0 B18.get=0+1");
    assertThat(receipt.body())
        .contains(
            "\"vat\":[{\"percent\":7,\"gross\":4.00,\"net\":3.74,\"tax\":0.26},"
                + "{\"percent\":19,\"gross\":16.00,\"net\":13.45,\"tax\":2.55}]");
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

  private static final Case PAGES =
      CHAIN
          .store("case-20")
          .sells(IntStream.range(0, 30).mapToObj("P%d 1.00"::formatted).toArray(String[]::new))
          .offers("of-three", "cheapest-free", "of=all", "take=3");

  /** shopware/shopware #8329. */
  @Test
  public void thousandsOfPiecesAreNotUnrolled() {
    Receipt receipt =
        in(PAGES)
            .price(IntStream.range(0, 30).mapToObj("P%d*200"::formatted).toArray(String[]::new));
    assertThat(receipt.total()).isEqualTo("4000.00").isEqualTo(receipt.sum());
    assertThat(receipt.applied()).isEqualTo("of-three*2000=2000.00");
    assertThat(receipt.isProven()).isTrue();
  }
}
