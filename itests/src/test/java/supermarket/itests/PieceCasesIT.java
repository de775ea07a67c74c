package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
 * What others have computed wrongly for pieces that make a deal together, over HTTP and ActiveMQ.
 * Each case names the report, and stands beside what its store sells and offers.
 */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PieceCasesIT {

  private static final CaseChain CHAIN =
      new CaseChain().stores("\"vat\": {\"default\": {\"standard\": 19, \"food\": 7}}");

  private Store store;

  @Configuration
  public Option[] container() {
    Option[] options = Container.of(PieceCasesIT.class);
    CHAIN.write(Container.home(PieceCasesIT.class));
    StrategyJar.kind("each-at-share", EachAtShare.class)
        .write(Container.home(PieceCasesIT.class).resolve("strategies/each-at-share.jar"));
    return options;
  }

  @Before
  public void open() {
    store = Store.of(Container.home(PieceCasesIT.class));
  }

  @After
  public void close() {
    store.close();
  }

  private Till in(Case its) {
    return Till.in(store, its.id());
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

  /** cs.stackexchange 44011. */
  @Test
  public void whatIsNotBestIsToldByHowMuch() {
    Receipt receipt = in(GREEDY).explain().price("COLA10*2", "SANDWICH10", "CHOCOLATE10");
    assertThat(receipt.outcome("second-cola")).isEqualTo("applied 2.00");
    assertThat(receipt.outcome("all-three")).isEqualTo("lost 0.50");
    assertThat(receipt.detail("all-three")).contains("0.50 more");
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
