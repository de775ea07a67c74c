package supermarket.deployer.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.deployment.Findings;
import supermarket.basket.api.deployment.Findings.Change;
import supermarket.basket.api.deployment.Findings.Kind;
import supermarket.basket.api.deployment.Findings.UnderWay;
import supermarket.deployer.check.Tally.Difference;
import supermarket.library.shelf.FindingsText;

class TallyTest {

  private static final Money FIVE = Money.parse("EUR 5.00");
  private static final PricedLine LINE = new PricedLine("GR1", 1, FIVE, FIVE, "flat", "1.0.0");
  private static final PricedLine OTHER = new PricedLine("SR1", 1, FIVE, FIVE, "flat", "1.0.0");

  private static Findings findings(int compared, Difference... differences) {
    Tally tally = new Tally("a.bundle", "2.0.0");
    tally.add(compared, List.of(differences));
    tally.miss(3);
    return tally.findings(List.of(), null);
  }

  private static Difference costs(PricedLine line, String cost) {
    return new Difference(line, Money.parse(cost), "");
  }

  @Test
  void whatNodesHaveFoundAddsUp() {
    Tally tally = new Tally("a.bundle", "2.0.0");
    tally.add(findings(10, costs(LINE, "EUR 6.00"), costs(OTHER, "EUR 4.00")));
    tally.add(
        findings(20, costs(LINE, "EUR 6.00"), new Difference(LINE, null, "threw an exception")));
    Findings sum = tally.findings(List.of(), null);
    assertThat(sum.compared()).isEqualTo(30);
    assertThat(sum.missed()).isEqualTo(6);
    assertThat(sum.failed()).isEqualTo(1);
    assertThat(sum.differing()).isEqualTo(3);
    assertThat(sum.changes())
        .containsExactly(new Change(2, Money.parse("EUR 2.00"), 1, Money.parse("EUR 1.00")));
    assertThat(sum.kinds())
        .containsExactly(
            new Kind(1, LINE, null, "threw an exception"),
            new Kind(2, LINE, Money.parse("EUR 6.00"), ""),
            new Kind(1, OTHER, Money.parse("EUR 4.00"), ""));
  }

  @Test
  void whatLiesOnTheShelfIsWhatWasFound() throws IOException {
    Findings found =
        findings(
            10,
            costs(LINE, "EUR 6.00"),
            costs(OTHER, "EUR 4.00"),
            new Difference(LINE, null, "threw \"x\"\n"));
    assertThat(FindingsText.read(FindingsText.write(found))).isEqualTo(found);
    Tally tally = new Tally("a.bundle", "2.0.0");
    Findings stuck =
        tally.findings(
            List.of("its bundle was stopped"),
            new UnderWay(Instant.parse("2026-11-29T10:00:00Z"), "7 of GR1"));
    assertThat(FindingsText.read(FindingsText.write(stuck))).isEqualTo(stuck);
  }
}
