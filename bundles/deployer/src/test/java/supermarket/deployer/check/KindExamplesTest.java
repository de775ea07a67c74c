package supermarket.deployer.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.Promoted;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.library.promotion.examples.PromotionExamples;
import supermarket.pricing.api.promotion.Deal;
import supermarket.pricing.api.promotion.Pay;
import supermarket.pricing.api.promotion.PromotionKind;
import supermarket.pricing.api.promotion.PromotionTerms;

class KindExamplesTest {

  /** The first line costs what the deal says, all others nothing. */
  private static final PromotionEngine ENGINE =
      (promotions, facts, lines, explain) -> {
        Deal.Pieces deal = (Deal.Pieces) promotions.all().getFirst().deal();
        Money price = ((Pay.Together) deal.pay()).price();
        return new PromotionEngine.Result(
            lines.stream()
                .map(
                    line ->
                        line.with(
                            line.equals(lines.getFirst()) ? price : price.minus(price), List.of()))
                .toList(),
            Promoted.NONE);
      };

  private static Deal pair(PromotionTerms terms) {
    return Deal.pieces(terms.slot("of", 2)).together(terms.amount("price"));
  }

  private static List<String> failures(PromotionKind kind, String example) throws IOException {
    return new KindExamples(
            PromotionExamples.read(
                new ByteArrayInputStream(example.getBytes(StandardCharsets.UTF_8))))
        .failures(Map.of("pair", kind), ENGINE);
  }

  @Test
  void anExampleThatComesOutAsWrittenIsNoFailure() throws IOException {
    assertThat(
            failures(
                KindExamplesTest::pair,
                "pair.one = 1 x A 2.00, 1 x B 1.00; of=s; s: A B; price=2.50 = 2.50 EUR"))
        .isEmpty();
  }

  @Test
  void anExampleThatCostsSomethingElseIsToldWithBoth() throws IOException {
    assertThat(
            failures(KindExamplesTest::pair, "pair.one = 2 x A 2.00; of=A; price=2.50 = 2.40 EUR"))
        .containsExactly("example pair.one costs EUR 2.50 instead of EUR 2.40");
  }

  @Test
  void anExampleOfAnotherKindIsTold() throws IOException {
    assertThat(
            failures(KindExamplesTest::pair, "pear.one = 2 x A 2.00; of=A; price=2.50 = 2.50 EUR"))
        .containsExactly("example pear.one is of no promotion kind in this bundle");
  }

  @Test
  void whatTheKindDoesWrongIsTold() throws IOException {
    String example = "pair.one = 2 x A 2.00; of=A; price=2.50 = 2.50 EUR";
    assertThat(failures(terms -> null, example)).containsExactly("example pair.one has no deal");
    assertThat(
            failures(
                terms -> Deal.pieces(terms.slot("of", 2)).off(Money.parse("EUR 1.00")), example))
        .containsExactly("example pair.one has parameters that are not read: [price]");
    assertThat(
            failures(
                terms -> {
                  throw new IllegalStateException("no");
                },
                example))
        .singleElement()
        .asString()
        .startsWith("example pair.one ")
        .contains("IllegalStateException");
    assertThat(failures(terms -> pair(terms), example.replace("of=A", "of=B")))
        .singleElement()
        .asString()
        .startsWith("example pair.one ")
        .contains("'of'");
  }

  @Test
  void eachExampleThatFailsIsTold() throws IOException {
    assertThat(
            failures(
                KindExamplesTest::pair,
                """
                pair.one = 2 x A 2.00; of=A; price=2.50 = 2.40 EUR
                pair.two = 2 x A 2.00; of=A; price=2.50 = 2.50 EUR
                pair.zero = 2 x A 2.00; of=A; price=2.50 = 2.60 EUR
                """))
        .hasSize(2);
  }
}
