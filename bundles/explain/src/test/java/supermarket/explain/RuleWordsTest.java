package supermarket.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketCall;
import supermarket.basket.api.BasketReply.Tags;
import supermarket.basket.api.LookUp;
import supermarket.basket.api.PriceTag;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Reason;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.basket.BasketBroker;

class RuleWordsTest {

  private static final Money FIVE = Money.parse("EUR 5.00");
  private static final String WORDS = "3 or more: 4.50 each";

  private final List<BasketCall> asked = new ArrayList<>();

  private static PricedLine line(String product) {
    return new PricedLine(product, 3, FIVE, FIVE, "bulk-price", "1.0.0");
  }

  /** Answers each look-up with that price. */
  private RuleWords answering(PriceTag.Price now) {
    BasketBroker broker =
        calls ->
            calls.forEach(
                call -> {
                  asked.add(call);
                  call.answer()
                      .accept(
                          new Answer(
                              new Tags(
                                  List.of(
                                      new PriceTag(
                                          "SR1",
                                          "",
                                          SoldBy.PIECE,
                                          "",
                                          "",
                                          List.of(),
                                          now,
                                          List.of())),
                                  ""),
                              "n/s",
                              RevisionId.NONE,
                              0,
                              0));
                });
    return new RuleWords(broker);
  }

  @Test
  void theWordsAreThoseOfTheStoresLabel() throws Exception {
    RuleWords words = answering(new PriceTag.Price(FIVE, "bulk-price", WORDS, ""));
    assertThat(
            words.of(
                "sp1",
                RevisionId.NONE,
                List.of(line("SR1"), PricedLine.deposit("D1", "Bottle", "", 1, FIVE))))
        .isEqualTo(Map.of("SR1", WORDS));
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().request().owner().supermarket()).isEqualTo("sp1");
    assertThat(asked.getFirst().request().lookUp()).isEqualTo(new LookUp.One("SR1"));
  }

  @Test
  void aRuleThatHasChangedSinceSaysNothing() throws Exception {
    assertThat(
            answering(new PriceTag.Price(FIVE.plus(FIVE), "bulk-price", WORDS, ""))
                .of("sp1", RevisionId.NONE, List.of(line("SR1"))))
        .isEmpty();
    assertThat(
            answering(new PriceTag.Price(FIVE, "flat-price", WORDS, ""))
                .of("sp1", RevisionId.NONE, List.of(line("SR1"))))
        .isEmpty();
    assertThat(
            answering(new PriceTag.Price(FIVE, "bulk-price", "", ""))
                .of("sp1", RevisionId.NONE, List.of(line("SR1"))))
        .isEmpty();
  }

  @Test
  void afterADeploymentNothingIsSaid() throws Exception {
    assertThat(
            answering(new PriceTag.Price(FIVE, "bulk-price", WORDS, ""))
                .of("sp1", new RevisionId("c", 7), List.of(line("SR1"))))
        .isEmpty();
  }

  @Test
  void aLookUpThatFailsSaysNothing() throws Exception {
    RuleWords words =
        new RuleWords(
            calls ->
                calls.forEach(
                    call -> call.answer().accept(Answer.rejected(Reason.OVERLOADED, "busy"))));
    assertThat(words.of("sp1", RevisionId.NONE, List.of(line("SR1")))).isEmpty();
  }

  @Test
  void aBasketOfManyLinesAsksForSomeOnly() throws Exception {
    List<PricedLine> lines = IntStream.range(0, 1_000).mapToObj(i -> line("P" + i)).toList();
    answering(new PriceTag.Price(FIVE, "bulk-price", WORDS, "")).of("sp1", RevisionId.NONE, lines);
    assertThat(asked).hasSize(RuleWords.MOST);
  }
}
