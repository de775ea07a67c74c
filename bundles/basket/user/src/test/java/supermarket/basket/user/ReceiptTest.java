package supermarket.basket.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.Item;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Reason;
import supermarket.basket.api.VatAmount;
import supermarket.basket.api.catalogue.VatRates;

/** What a reply says for a receipt: names, VAT classes, savings, deposits and taxes. */
class ReceiptTest {

  private final FakePriceBook priceBook =
      new FakePriceBook()
          .with("COLA", "EUR 1.20")
          .with("BEER", "EUR 0.90")
          .with("BREAD", "EUR 3.00")
          .with("DEP25", "EUR 0.25")
          .named("COLA", "Cola", "", "DEP25")
          .named("BEER", "Beer", "", "DEP25")
          .named("BREAD", "Bread", "food", "")
          .named("DEP25", "Deposit", "", "");

  private static VatRates rates(String standard, String food) {
    return new VatRates(
        Map.of(
            "standard", new TreeMap<>(Map.of(LocalDate.MIN, new BigDecimal(standard))),
            "food", new TreeMap<>(Map.of(LocalDate.MIN, new BigDecimal(food)))));
  }

  private BasketReply price(Item... items) throws InterruptedException {
    return new Pricing(
            priceBook, new DirectProductWorkers(), FakePriceBook.TOTALS, InstantSource.system())
        .price(Baskets.of("r", Baskets.FAR, List.of(items)))
        .reply();
  }

  private BasketReply.Priced priced(Item... items) throws InterruptedException {
    return (BasketReply.Priced) price(items);
  }

  private static VatAmount vat(String percent, String gross, String tax) {
    return new VatAmount(new BigDecimal(percent), Money.parse(gross), Money.parse(tax));
  }

  @Test
  void eachLineHasItsNameAndClassAndWhatItSaves() throws InterruptedException {
    priceBook.with(
        "BREAD",
        Money.parse("EUR 3.00"),
        "one-euro-off",
        line -> line.undiscounted().minus(Money.parse("EUR 1.00")));
    PricedLine line = priced(new Item("BREAD", 2)).lines().getFirst();
    assertThat(line.name()).isEqualTo("Bread");
    assertThat(line.vatClass()).isEqualTo("food");
    assertThat(line.saving()).isEqualTo(Money.parse("EUR 1.00"));
  }

  @Test
  void productsWithTheSameDepositBringOneLineOutsideOfAnyRule() throws InterruptedException {
    priceBook.with(
        "DEP25",
        Money.parse("EUR 0.25"),
        "cent-off",
        line -> line.undiscounted().minus(Money.parse("EUR 0.01")));
    BasketReply.Priced priced =
        priced(new Item("COLA", 2), new Item("BREAD", 1), new Item("BEER", 6));
    assertThat(priced.lines())
        .extracting(PricedLine::product)
        .containsExactly("COLA", "BREAD", "BEER", "DEP25");
    PricedLine deposit = priced.lines().getLast();
    assertThat(deposit.isDeposit()).isTrue();
    assertThat(deposit.quantity()).isEqualTo(8);
    assertThat(deposit.cost()).isEqualTo(Money.parse("EUR 2.00"));
    assertThat(deposit.name()).isEqualTo("Deposit");
    assertThat(priced.total()).isEqualTo(Money.parse("EUR 12.80"));
  }

  @Test
  void aDepositThatIsScannedIsAProductLikeOthers() throws InterruptedException {
    BasketReply.Priced priced = priced(new Item("DEP25", 1), new Item("COLA", 1));
    assertThat(priced.lines())
        .extracting(PricedLine::isDeposit)
        .containsExactly(false, false, true);
    assertThat(priced.total()).isEqualTo(Money.parse("EUR 1.70"));
  }

  @Test
  void aDepositThatHasNoPriceIsToldWithItsProduct() throws InterruptedException {
    priceBook.named("BEER", "Beer", "", "GONE");
    assertThat(price(new Item("BEER", 1)))
        .isEqualTo(
            new BasketReply.Rejected(
                Reason.STRATEGY_NOT_FOUND,
                "the deposit 'GONE' of product 'BEER' has no price in EUR",
                List.of("BEER")));
  }

  @Test
  void aDepositInAnotherCurrencyIsNotAddedUp() throws InterruptedException {
    priceBook.with("DEP25", "USD 0.25");
    BasketReply.Rejected rejected = (BasketReply.Rejected) price(new Item("COLA", 1));
    assertThat(rejected.reason()).isEqualTo(Reason.MIXED_CURRENCIES);
    assertThat(rejected.detail()).contains("EUR, USD");
  }

  @Test
  void moreDepositsThanAnAmountHoldsAreToldAndKillNobody() throws InterruptedException {
    priceBook.with("COLA", "EUR 0.00").with("BEER", "EUR 0.00");
    BasketReply.Rejected rejected =
        (BasketReply.Rejected)
            price(new Item("COLA", Long.MAX_VALUE), new Item("BEER", Long.MAX_VALUE));
    assertThat(rejected.reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void theTaxIsRoundedOnceForEachRateAndTheGrossAmountsAreTheTotal() throws InterruptedException {
    priceBook.taxed(rates("19", "7"));
    BasketReply.Priced priced =
        priced(new Item("COLA", 2), new Item("BREAD", 1), new Item("BEER", 6));
    assertThat(priced.vat())
        .containsExactly(vat("7", "EUR 3.00", "EUR 0.20"), vat("19", "EUR 9.80", "EUR 1.56"));
    assertThat(priced.vat().stream().map(VatAmount::gross).reduce(Money::plus))
        .contains(priced.total());
  }

  @Test
  void classesOfTheSameRateAreOneAmount() throws InterruptedException {
    priceBook.taxed(rates("19", "19"));
    assertThat(priced(new Item("COLA", 1), new Item("BREAD", 1)).vat())
        .containsExactly(vat("19", "EUR 4.45", "EUR 0.71"));
  }

  @Test
  void withoutRatesNothingIsSaidOfTax() throws InterruptedException {
    assertThat(priced(new Item("BREAD", 1)).vat()).isEmpty();
    assertThat(priced().vat()).isEmpty();
  }
}
