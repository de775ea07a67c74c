package supermarket.basket.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.Item;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Reason;
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.Weight;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.Scan;
import supermarket.pricing.api.Line;

/** Items that are scanned by GTINs and labels. */
class ScannedTest {

  private static final String GTIN = "4006381333931";
  private static final String OTHER = "96385074";

  private final FakePriceBook priceBook =
      new FakePriceBook()
          .with("TEA", "EUR 3.00")
          .with("RICE", "EUR 2.00")
          .with(
              "HAM",
              new Offer.Available(
                  Money.parse("EUR 20.00"),
                  SoldBy.WEIGHT,
                  Map.of(),
                  new StrategyId("flat", "1.0.0", 1),
                  Line::undiscounted))
          .named("TEA", "Tea", "", "")
          .named("RICE", "Rice", "", "")
          .named("HAM", "Ham", "", "")
          .scanned(GTIN, new Scan.Found("TEA"))
          .scanned(OTHER, new Scan.Found("TEA"))
          .scanned("ham345", new Scan.Weighed("HAM", new Weight(345)))
          .scanned("ham1299", new Scan.Labelled("HAM", Money.parse("EUR 12.99")))
          .scanned("rice99", new Scan.Labelled("RICE", Money.parse("EUR 0.99")))
          .scanned("rice345", new Scan.Weighed("RICE", new Weight(345)))
          .scanned("4006381333932", new Scan.Misread("wrong check digit"));

  private BasketReply price(Item... items) throws InterruptedException {
    return new Pricing(
            priceBook, new DirectProductWorkers(), FakePriceBook.TOTALS, InstantSource.system())
        .price(Baskets.of("r", Baskets.FAR, List.of(items)))
        .reply();
  }

  private List<String> lines(Item... items) throws InterruptedException {
    return ((BasketReply.Priced) price(items)).lines().stream().map(ScannedTest::words).toList();
  }

  private static String words(PricedLine line) {
    return "%d %s %s%s %s"
        .formatted(
            line.quantity(),
            line.product(),
            line.cost(),
            line.weight() == null ? "" : " " + line.weight() + " kg",
            line.scanned());
  }

  private Reason reason(Item... items) throws InterruptedException {
    return ((BasketReply.Rejected) price(items)).reason();
  }

  @Test
  void codesOfOneProductAreOneLineThatSaysWhatWasScanned() throws InterruptedException {
    assertThat(
            lines(new Item(GTIN, 2), new Item("RICE", 1), new Item("TEA", 1), new Item(OTHER, 3)))
        .containsExactly("6 TEA EUR 18.00 [4006381333931, TEA, 96385074]", "1 RICE EUR 2.00 []");
  }

  @Test
  void eachLabelIsALineOfOnePiece() throws InterruptedException {
    assertThat(lines(new Item("ham345", 2), new Item("ham1299", 1), new Item("TEA", 1)))
        .containsExactly(
            "1 HAM EUR 6.90 0.345 kg [ham345]",
            "1 HAM EUR 6.90 0.345 kg [ham345]",
            "1 HAM EUR 12.99 [ham1299]",
            "1 TEA EUR 3.00 []");
  }

  @Test
  void aPriceOnALabelTakesThePlaceOfThatOfThePiece() throws InterruptedException {
    assertThat(lines(new Item("RICE", 1), new Item("rice99", 1)))
        .containsExactly("1 RICE EUR 2.00 []", "1 RICE EUR 0.99 [rice99]");
  }

  @Test
  void aGtinMayBeWeighed() throws InterruptedException {
    priceBook.scanned("96385074", new Scan.Found("HAM"));
    assertThat(lines(new Item("96385074", 1, new Weight(500)), new Item("HAM", 1, new Weight(500))))
        .containsExactly("1 HAM EUR 10.00 0.500 kg [96385074]", "1 HAM EUR 10.00 0.500 kg []");
  }

  @Test
  void whatDoesNotFitIsTold() throws InterruptedException {
    assertThat(reason(new Item("4006381333932", 1))).isEqualTo(Reason.MISREAD);
    assertThat(reason(new Item("4006381333932", 1), new Item("unknown", 1)))
        .isEqualTo(Reason.MISREAD);
    assertThat(reason(new Item("ham345", 1, new Weight(5)))).isEqualTo(Reason.WRONG_MEASURE);
    assertThat(reason(new Item("rice345", 1))).isEqualTo(Reason.WRONG_MEASURE);
    assertThat(reason(new Item("ham345", 1_001))).isEqualTo(Reason.TOO_LARGE);
    assertThat(reason(new Item("TEA", 1), new Item("ham345", Long.MAX_VALUE)))
        .isEqualTo(Reason.TOO_LARGE);
    assertThat(reason(new Item("ham345", 600), new Item("ham1299", 600)))
        .isEqualTo(Reason.TOO_LARGE);
    assertThat(reason(new Item(GTIN, Long.MAX_VALUE), new Item(OTHER, 1)))
        .isEqualTo(Reason.TOO_LARGE);
  }
}
