package supermarket.library.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.deployment.Findings;
import supermarket.basket.api.deployment.Findings.Change;
import supermarket.basket.api.deployment.Findings.Kind;
import supermarket.basket.api.deployment.Findings.UnderWay;

class FindingsTextTest {

  private static final Money FIVE = Money.parse("EUR 5.00");
  private static final Money NOTHING = Money.parse("EUR 0.00");

  private static final PricedLine BASKET =
      new PricedLine("A\u00d72 B \u2026", 1, FIVE, FIVE, "promotions", "1.2.0");

  private static Findings findings(boolean ofBaskets, UnderWay underWay) {
    return new Findings(
        "a.bundle",
        "1.2.0",
        List.of("it \"refuses\""),
        7,
        1,
        1,
        2,
        List.of(new Change(1, FIVE, 0, NOTHING)),
        List.of(new Kind(2, BASKET, NOTHING, ""), new Kind(1, BASKET, null, "threw")),
        underWay,
        List.of(),
        ofBaskets);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsWrittenIsReadAgain(boolean ofBaskets) throws IOException {
    for (UnderWay underWay :
        new UnderWay[] {null, new UnderWay(Instant.parse("2026-12-24T18:00:00Z"), "7 of A")}) {
      Findings written = findings(ofBaskets, underWay);
      assertThat(FindingsText.read(FindingsText.write(written))).isEqualTo(written);
    }
  }

  /** Nodes of before know no baskets. */
  @Test
  void thoseOfLinesSayNothingOfBaskets() throws IOException {
    assertThat(FindingsText.write(findings(false, null))).doesNotContain("baskets");
    assertThat(FindingsText.write(findings(true, null))).contains("\"of\"", "\"baskets\"");
  }

  @Test
  void thoseOfSomethingElseThanBasketsAreOfLines() throws IOException {
    String other = FindingsText.write(findings(true, null)).replace("\"baskets\"", "\"other\"");
    assertThat(FindingsText.read(other)).isEqualTo(findings(false, null));
  }

  @Test
  void whatIsNoneIsRefusedInWords() throws IOException {
    String right = FindingsText.write(findings(true, null));
    for (String wrong :
        List.of(
            "",
            "[]",
            "{}",
            right.substring(1),
            right.replace("\"EUR\"", "\"EURO\""),
            right.replace("\"5.00\"", "\"-5.00\""),
            right.replace("\"5.00\"", "\"five\""),
            right.replace("\"compared\"", "\"compare\""))) {
      assertThatExceptionOfType(IOException.class)
          .as(wrong)
          .isThrownBy(() -> FindingsText.read(wrong));
    }
  }
}
