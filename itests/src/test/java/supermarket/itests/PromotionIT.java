package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
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
import supermarket.itests.Store.Reply;

/** What customers say, when and where a promotion holds, and what a reply says of it, over HTTP. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class PromotionIT {

  private static final CaseChain CHAIN = new CaseChain("first", "second");

  private Store store;

  @Configuration
  public Option[] container() {
    Option[] options = Container.of(PromotionIT.class);
    CHAIN.write(Container.home(PromotionIT.class));
    return options;
  }

  @Before
  public void open() {
    store = Store.of(Container.home(PromotionIT.class));
  }

  @After
  public void close() {
    store.close();
  }

  private Till in(Case its) {
    return Till.in(store, its.id());
  }

  private static final Case FACTS =
      CHAIN
          .store("facts")
          .sells("A 10.00")
          .offers("coded", "threshold", "pieces=1", "percent=10%", "code=Lunch", "group=first")
          .offers("members", "threshold", "pieces=1", "percent=20%", "member=true", "group=second");

  @Test
  public void aCodeAndAMembershipOpenPromotions() {
    assertThat(in(FACTS).price("A").total()).isEqualTo("10.00");
    assertThat(in(FACTS).codes("DINNER").price("A").total()).isEqualTo("10.00");
    assertThat(in(FACTS).codes(" lunch ", "DINNER").price("A").total()).isEqualTo("9.00");
    assertThat(in(FACTS).member().price("A").total()).isEqualTo("8.00");
    assertThat(in(FACTS).with("\"member\": false").price("A").total()).isEqualTo("10.00");
    Receipt both = in(FACTS).codes("LUNCH").member().price("A");
    assertThat(both.total()).isEqualTo("7.20");
    assertThat(both.off()).isEqualTo("A:coded=1.00 A:members=1.80");
    assertThat(both.applied()).isEqualTo("coded*1=1.00 members*1=1.80");
  }

  @Test
  public void whatIsSaidOfACustomerIsChecked() {
    assertWrong("codes", in(FACTS).with("\"codes\": \"LUNCH\"").post("A"));
    assertWrong("codes[1]", in(FACTS).with("\"codes\": [\"LUNCH\", 5]").post("A"));
    assertWrong("codes[0]", in(FACTS).codes("LU NCH").post("A"));
    assertWrong("codes", in(FACTS).codes("A").codes("B").post("A"));
    assertWrong("member", in(FACTS).with("\"member\": \"true\"").post("A"));
    assertWrong("explain", in(FACTS).with("\"explain\": 1").post("A"));
    String[] many = new String[21];
    Arrays.setAll(many, i -> "C" + i);
    Reply tooMany = in(FACTS).codes(many).post("A");
    assertThat(tooMany.status()).as(tooMany.toString()).isEqualTo(413);
    assertThat(tooMany.error()).isEqualTo("too_large");
  }

  private static void assertWrong(String field, Reply reply) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
    assertThat(reply.body()).contains("\"field\":\"" + field + "\"");
  }

  private static final Case LUNCH =
      CHAIN
          .store("lunch")
          .sells("ROLL 3.00", "WRAP 3.50", "TEA 2.00", "NONE 1.00")
          .set("mains", "ROLL", "WRAP")
          .offers("lunch", "meal-deal", "name=Lunch", "price=4.50", "main=mains", "drink=TEA");

  @Test
  public void aReplySaysWhatWasAppliedAndToWhichPieces() {
    Receipt receipt = in(LUNCH).price("ROLL*2", "WRAP", "TEA*2", "NONE");
    assertThat(receipt.total()).isEqualTo("13.00").isEqualTo(receipt.sum());
    assertThat(receipt.plain()).isEqualTo("6.00 3.50 4.00 1.00");
    assertThat(receipt.applied()).isEqualTo("lunch*2=1.50");
    assertThat(receipt.pieces()).isEqualTo("ROLL.main=1+0 WRAP.main=1+0 TEA.drink=2+0");
    assertThat(receipt.kinds()).singleElement().asString().matches("meal-deal@1\\.0\\.0.*");
    assertThat(receipt.body())
        .contains("{\"id\":\"lunch\",\"name\":\"Lunch\",\"kind\":\"meal-deal@")
        .endsWith("\"proven\":true}")
        .doesNotContain("explained");
  }

  @Test
  public void aBasketThatNoPromotionTouchesCostsWhatItCosts() {
    Receipt receipt = in(LUNCH).price("NONE*3");
    assertThat(receipt.total()).isEqualTo("3.00");
    assertThat(receipt.off()).isEmpty();
    assertThat(receipt.plain()).isEqualTo("3.00");
    assertThat(receipt.body()).endsWith("\"promotions\":[],\"proven\":true}");
    assertThat(in(LUNCH).price().body())
        .contains("\"total_cost\":0.00,", "\"lines\":[],\"promotions\":[]");
  }

  @Test
  public void itemsInAnyOrderAndSplitInAnyWayAreTheSameBasket() {
    Receipt basket = in(LUNCH).price("ROLL*2", "WRAP*2", "TEA*3", "NONE");
    assertThat(in(LUNCH).price("ROLL", "WRAP", "TEA*2", "NONE", "TEA", "WRAP", "ROLL").body())
        .as("in the order of first appearance")
        .isEqualTo(basket.body());
    for (String[] turned :
        List.of(
            new String[] {"NONE", "TEA*3", "WRAP*2", "ROLL*2"},
            new String[] {"TEA", "ROLL", "TEA", "WRAP", "TEA", "ROLL", "NONE", "WRAP"},
            new String[] {"WRAP*2", "TEA*2", "ROLL*2", "NONE", "TEA"})) {
      Receipt receipt = in(LUNCH).price(turned);
      assertThat(receipt.total()).isEqualTo(basket.total());
      assertThat(receipt.linesSorted()).isEqualTo(basket.linesSorted());
      assertThat(receipt.applied()).isEqualTo(basket.applied());
    }
  }

  private static final Case RULES =
      CHAIN
          .store("rules")
          .sells("R 5.00", "S 4.00", "T 3.00")
          .offers("limited", "n-for-m", "of=all", "take=3", "pay=2", "at_most=1")
          .offers("hidden", "threshold", "pieces=1", "off=1.00", "dark=true");

  @Test
  public void aPromotionIsAppliedAtMostSoOftenAndNotWhileItIsDark() {
    Receipt receipt = in(RULES).price("R*2", "S*2", "T*2");
    assertThat(receipt.applied()).isEqualTo("limited*1=4.00");
    assertThat(receipt.total()).isEqualTo("20.00");
  }

  private static final LocalDate FIRST = Clocks.today(Clocks.first());
  private static final DayOfWeek DAY = FIRST.getDayOfWeek();
  private static final ZoneId NOON = Clocks.atNoon();
  private static final ZoneId MIDNIGHT = Clocks.atMidnight();

  private static final Case FAR_EAST =
      CHAIN
          .store("far-east")
          .is("\"zone\": \"%s\", \"groups\": [\"south\", \"sea\"]".formatted(Clocks.first()))
          .sells("Z 10.00")
          .offers("south", "threshold", "pieces=1", "off=1.00", "stores=group:south", "group=first")
          .offers(
              "days",
              "threshold",
              "pieces=1",
              "off=2.00",
              "days=%s,%s".formatted(DAY, DAY.plus(1)),
              "stores=far-east,far-west");

  private static final Case FAR_WEST =
      CHAIN.store("far-west").is("\"zone\": \"%s\"".formatted(Clocks.last()));

  private static final Case AT_NOON =
      CHAIN
          .store("noon")
          .is("\"zone\": \"%s\", \"groups\": [\"south\"]".formatted(NOON))
          .offers(
              "midday", "threshold", "pieces=1", "off=3.00", "hours=10:00-15:00", "group=second")
          .offers(
              "night",
              "threshold",
              "pieces=1",
              "off=4.00",
              "hours=22:00-03:00",
              "group=second",
              "stores=noon,midnight");

  private static final Case AT_MIDNIGHT =
      CHAIN.store("midnight").is("\"zone\": \"%s\"".formatted(MIDNIGHT));

  @Test
  public void aGroupOfStoresHasAPromotionAndOthersHaveNot() {
    assertThat(in(FAR_EAST).price("Z").applied()).contains("south*1=1.00");
    assertThat(in(AT_NOON).price("Z").applied()).contains("south*1=1.00");
    assertThat(in(FAR_WEST).price("Z").applied()).doesNotContain("south");
    assertThat(Till.in(store, "south").price("Z").applied()).as("no group").isEmpty();
    assertThat(Till.in(store, "unknown").price("Z").total()).isEqualTo("10.00");
  }

  @Test
  public void theDayIsThatOfTheStore() {
    assertThat(in(FAR_EAST).price("Z").applied()).contains("days*1=2.00");
    assertThat(in(FAR_WEST).price("Z").applied()).as("an earlier day").doesNotContain("days");
  }

  @Test
  public void theHourIsThatOfTheStore() {
    assertThat(in(AT_NOON).price("Z").applied()).contains("midday*1=3.00").doesNotContain("night");
    assertThat(in(AT_MIDNIGHT).price("Z").applied()).as("over midnight").isEqualTo("night*1=4.00");
  }

  @Test
  public void anExplanationIsTrue() {
    Receipt alone = in(FACTS).explain().price("A");
    assertThat(alone.outcome("coded")).isEqualTo("code_missing");
    assertThat(alone.outcome("members")).isEqualTo("members_only");
    Receipt both = in(FACTS).codes("LUNCH").member().explain().price("A");
    assertThat(both.outcome("coded")).isEqualTo("applied 1.00");
    assertThat(both.outcome("members")).isEqualTo("applied 1.80");
    assertThat(both.total()).isEqualTo("7.20");

    assertThat(in(LUNCH).explain().price("ROLL").outcome("lunch")).isEqualTo("pieces_missing 1");
    assertThat(in(LUNCH).explain().price("ROLL", "TEA").outcome("lunch")).isEqualTo("applied 0.50");
    assertThat(in(LUNCH).explain().price("NONE").outcome("lunch")).isEqualTo("no_piece");
    assertThat(in(RULES).explain().price("R").outcome("hidden")).isEqualTo("dark 1.00");
    assertThat(in(FAR_WEST).explain().price("Z").outcome("days")).isEqualTo("outside_window");
    assertThat(in(AT_NOON).explain().price("Z").outcome("night")).isEqualTo("outside_window");
  }
}
