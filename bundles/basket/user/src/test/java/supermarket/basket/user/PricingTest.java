package supermarket.basket.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supermarket.basket.api.BasketFacts;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Deadline;
import supermarket.basket.api.Item;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Reason;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.UserId;
import supermarket.basket.api.Weight;
import supermarket.basket.api.catalogue.Offer;
import supermarket.pricing.api.Line;

class PricingTest {

  private final FakePriceBook priceBook =
      new FakePriceBook().with("A", "EUR 1.10").with("B", "EUR 2.20").with("X", "USD 3.30");

  @AfterEach
  void theEditionWasPinnedOnceAndReleasedOnce() {
    assertThat(priceBook.releases).extracting(AtomicInteger::get).containsExactly(1);
  }

  @Test
  void addsUpTheLinesInTheOrderOfTheItems() throws InterruptedException {
    List<Item> scanned = List.of(new Item("B", 1), new Item("A", 1), new Item("B", 2));
    assertThat(price(Baskets.of("r", Baskets.FAR, scanned), new DirectProductWorkers()))
        .isEqualTo(
            new BasketReply.Priced(
                Money.parse("EUR 7.70"),
                List.of(
                    line("B", 3, "EUR 2.20", "EUR 6.60"), line("A", 1, "EUR 1.10", "EUR 1.10"))));
  }

  @Test
  void anEmptyBasketCostsNothingInTheCataloguesCurrency() throws InterruptedException {
    assertThat(price(Baskets.of("r"), new NeverAsked()))
        .isEqualTo(new BasketReply.Priced(Money.zero(CurrencyUnit.EUR), List.of()));
  }

  /** One that waits for its worker over midnight has the prices of when it was sent. */
  @Test
  void aBasketHasThePricesOfTheInstantThatItNames() throws InterruptedException {
    Instant sent = Instant.parse("2026-12-24T22:59:59Z");
    BasketRequest plain = Baskets.of("r", "A");
    BasketRequest named =
        new BasketRequest(
            plain.id(),
            plain.owner(),
            plain.items(),
            plain.deadline(),
            plain.revision(),
            null,
            BasketFacts.NONE.at(sent),
            null);
    price(named, new DirectProductWorkers());
    assertThat(priceBook.instants).containsExactly(sent);
  }

  @Test
  void aBasketThatNamesNoInstantHasThePricesOfNow() throws InterruptedException {
    Instant now = Instant.parse("2026-12-24T23:00:00Z");
    new Pricing(
            priceBook, new DirectProductWorkers(), FakePriceBook.TOTALS, InstantSource.fixed(now))
        .price(Baskets.of("r", "A"));
    assertThat(priceBook.instants).containsExactly(now);
  }

  @Test
  void namesEveryProductThatCannotBePriced() throws InterruptedException {
    priceBook.with("C", new Offer.Unavailable("strategy c is not live"));
    assertThat(price(Baskets.of("r", "Z", "A", "C", "Y"), new NeverAsked()))
        .isEqualTo(
            new BasketReply.Rejected(
                Reason.STRATEGY_NOT_FOUND,
                "no product Z; strategy c is not live; no product Y",
                List.of("Z", "C", "Y")));
  }

  @Test
  void namesAThousandProductsButExplainsTen() throws InterruptedException {
    String[] products = IntStream.range(0, 1_000).mapToObj(i -> "P" + i).toArray(String[]::new);
    BasketReply.Rejected rejected =
        (BasketReply.Rejected) price(Baskets.of("r", products), new NeverAsked());
    assertThat(rejected.products()).containsExactly(products);
    assertThat(rejected.detail())
        .isEqualTo(
            "no product P0; no product P1; no product P2; no product P3; no product P4; no product"
                + " P5; no product P6; no product P7; no product P8; no product P9");
  }

  @Test
  void refusesLinesOfTwoCurrencies() throws InterruptedException {
    BasketReply.Rejected rejected =
        (BasketReply.Rejected) price(Baskets.of("r", "A", "X", "B"), new NeverAsked());
    assertThat(rejected.reason()).isEqualTo(Reason.MIXED_CURRENCIES);
    assertThat(rejected.detail()).endsWith("are in EUR, USD");
    assertThat(rejected.products()).containsExactly("A", "X", "B");
  }

  @Test
  void pricesABasketOfAnotherCurrency() throws InterruptedException {
    assertThat(price(Baskets.of("r", "X"), new DirectProductWorkers()))
        .isEqualTo(
            new BasketReply.Priced(
                Money.parse("USD 3.30"), List.of(line("X", 1, "USD 3.30", "USD 3.30"))));
  }

  private BasketReply weigh(Item... items) throws InterruptedException {
    priceBook.with("APPLES", weighed("EUR 2.99")).with("GOLD", weighed("EUR 1990.00"));
    priceBook.with("YEN", weighed("JPY 100")).with("DINAR", weighed("KWD 1.000"));
    priceBook.with("DEAR", weighed("EUR 90071992547409.91"));
    return price(
        new BasketRequest("r", Baskets.ANN, List.of(items), new Deadline(Baskets.FAR)),
        new DirectProductWorkers());
  }

  private static Offer weighed(String perKilogram) {
    return new Offer.Available(
        Money.parse(perKilogram),
        SoldBy.WEIGHT,
        Map.of(),
        new StrategyId("flat-price", "1.0.0", 1),
        Line::undiscounted);
  }

  private static Item kilograms(String product, String weight) {
    return new Item(product, 1, Weight.ofKilograms(weight));
  }

  @ParameterizedTest
  @CsvSource({
    "APPLES, 0.345, EUR 1.03",
    "APPLES, 0.001, EUR 0.00",
    "APPLES, 0.002, EUR 0.01",
    "APPLES, 1, EUR 2.99",
    "GOLD, 0.003, EUR 5.97",
    "YEN, 0.005, JPY 1",
    "YEN, 0.004, JPY 0",
    "DINAR, 0.345, KWD 0.345"
  })
  void aWeightFixesThePriceRoundedHalfUpToTheSmallestUnit(
      String product, String weight, String cost) throws InterruptedException {
    assertThat(weigh(kilograms(product, weight)))
        .isInstanceOfSatisfying(
            BasketReply.Priced.class,
            priced -> assertThat(priced.total()).isEqualTo(Money.parse(cost)));
  }

  @Test
  void eachWeighingIsALineAndRoundedForItself() throws InterruptedException {
    BasketReply.Priced priced =
        (BasketReply.Priced)
            weigh(kilograms("APPLES", "0.002"), new Item("A", 2), kilograms("APPLES", "0.002"));
    assertThat(priced.lines())
        .extracting(PricedLine::product)
        .containsExactly("APPLES", "A", "APPLES");
    assertThat(priced.total()).isEqualTo(Money.parse("EUR 2.22"));
  }

  @Test
  void whatIsCountedAndSoldByWeightOrTheReverseIsRefused() throws InterruptedException {
    BasketReply.Rejected rejected =
        (BasketReply.Rejected)
            weigh(
                new Item("APPLES", 2),
                kilograms("A", "1"),
                kilograms("A", "2"),
                kilograms("GOLD", "1"));
    assertThat(rejected.reason()).isEqualTo(Reason.WRONG_MEASURE);
    assertThat(rejected.products()).containsExactly("APPLES", "A");
    assertThat(rejected.detail()).contains("'weight'", "'quantity'");
  }

  @Test
  void refusesABasketOfAStoreThatIsNotKnown() throws InterruptedException {
    BasketRequest any = Baskets.of("r", "A");
    BasketRequest unknown =
        new BasketRequest(
            any.id(),
            new UserId(FakePriceBook.UNKNOWN, "ann"),
            any.items(),
            any.deadline(),
            any.revision());
    assertThat(price(unknown, new NeverAsked()))
        .isInstanceOfSatisfying(
            BasketReply.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(Reason.STORE_NOT_FOUND);
              assertThat(rejected.products()).isEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource({"1, false", "1.001, true"})
  void aWeightThatCostsMoreThanAnAmountMayBeIsTooLarge(String weight, boolean isTooLarge)
      throws InterruptedException {
    assertThat(
            weigh(kilograms("DEAR", weight)) instanceof BasketReply.Rejected rejected
                && rejected.reason() == Reason.TOO_LARGE)
        .isEqualTo(isTooLarge);
  }

  @Test
  void theGravestFailureDecides() throws InterruptedException {
    assertThat(
            price(
                Baskets.of("r", "A", "B", "C"),
                answering(
                    new LineResult.Failed("A", Reason.TIMEOUT, "a is late"),
                    new LineResult.Priced(line("B", 1, "EUR 2.20", "EUR 2.20")),
                    new LineResult.Failed("C", Reason.PRODUCT_SERVER_ERROR, "c threw"))))
        .isEqualTo(new BasketReply.Rejected(Reason.PRODUCT_SERVER_ERROR, "c threw", List.of("C")));
  }

  @Test
  void pricesAllLinesWithTheEditionItPinned() throws InterruptedException {
    BasketReply reply =
        price(
            Baskets.of("r", "A", "B"),
            new DirectProductWorkers() {
              @Override
              public List<LineResult> price(BasketRequest request, List<Offer.Available> offers)
                  throws InterruptedException {
                priceBook.with("A", "EUR 9.99").with("B", "EUR 9.99");
                return super.price(request, offers);
              }
            });
    assertThat(((BasketReply.Priced) reply).total()).isEqualTo(Money.parse("EUR 3.30"));
  }

  @Test
  void saysWhichRevisionItPricedWith() throws InterruptedException {
    RevisionId seventh = new RevisionId("chain", 7);
    priceBook.of(seventh);
    assertThat(priceFrom(RevisionId.NONE).revision()).isEqualTo(seventh);
  }

  @Test
  void whoWasPricedWithANewerRevisionIsNotPricedWithAnOlderOne() throws InterruptedException {
    priceBook.of(new RevisionId("chain", 7));
    assertThat(priceFrom(new RevisionId("chain", 8)).reply())
        .isEqualTo(
            new BasketReply.Rejected(
                Reason.BEHIND,
                "this basket server has revision 7, and the user was priced with 8 before; try"
                    + " again"));
  }

  @Test
  void aRevisionOfAnotherChainSaysNothing() throws InterruptedException {
    priceBook.of(new RevisionId("chain", 7));
    assertThat(priceFrom(new RevisionId("other", 8)).reply())
        .isInstanceOf(BasketReply.Priced.class);
  }

  private Pricing.Result priceFrom(RevisionId wanted) throws InterruptedException {
    BasketRequest any = Baskets.of("r", "A");
    BasketRequest request =
        new BasketRequest(any.id(), any.owner(), any.items(), any.deadline(), wanted);
    return new Pricing(
            priceBook, new DirectProductWorkers(), FakePriceBook.TOTALS, InstantSource.system())
        .price(request);
  }

  @Test
  void releasesTheEditionWhenItIsInterrupted() {
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> price(Baskets.of("r", "A"), throwing(new InterruptedException())));
  }

  @Test
  void releasesTheEditionWhenTheProductWorkersThrow() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> price(Baskets.of("r", "A"), throwing(new IllegalStateException())));
  }

  @Test
  void releasesTheEditionWhenTheProductWorkersThrowAnError() {
    assertThatExceptionOfType(StackOverflowError.class)
        .isThrownBy(() -> price(Baskets.of("r", "A"), throwing(new StackOverflowError())));
  }

  private BasketReply price(BasketRequest request, DirectProductWorkers productWorkers)
      throws InterruptedException {
    return new Pricing(priceBook, productWorkers, FakePriceBook.TOTALS, InstantSource.system())
        .price(request)
        .reply();
  }

  private static PricedLine line(String product, long quantity, String unitPrice, String cost) {
    return new PricedLine(
        product, quantity, Money.parse(unitPrice), Money.parse(cost), "flat-price", "1.0.0");
  }

  private DirectProductWorkers answering(LineResult... results) {
    priceBook.with("C", "EUR 3.30");
    return new DirectProductWorkers() {
      @Override
      public List<LineResult> price(BasketRequest request, List<Offer.Available> offers) {
        return List.of(results);
      }
    };
  }

  static DirectProductWorkers throwing(Throwable thrown) {
    return new DirectProductWorkers() {
      @Override
      public List<LineResult> price(BasketRequest request, List<Offer.Available> offers)
          throws InterruptedException {
        switch (thrown) {
          case InterruptedException interrupted -> throw interrupted;
          case RuntimeException runtime -> throw runtime;
          case Error error -> throw error;
          default -> throw new IllegalArgumentException(thrown);
        }
      }
    };
  }

  private static final class NeverAsked extends DirectProductWorkers {
    @Override
    public List<LineResult> price(BasketRequest request, List<Offer.Available> offers) {
      throw new AssertionError("the product workers were asked");
    }
  }
}
