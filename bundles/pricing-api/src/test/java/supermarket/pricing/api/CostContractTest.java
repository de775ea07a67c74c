package supermarket.pricing.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class CostContractTest {

  private static final Money PRICE = Money.parse("EUR 5.00");

  private static void assertFault(Money cost, String fault) {
    assertThat(CostContract.fault(PRICE, cost)).hasValue(fault);
  }

  @Test
  void anAmountInTheCurrencyOfThePriceIsACost() {
    assertThat(CostContract.fault(PRICE, Money.parse("EUR 0.00"))).isEmpty();
    assertThat(CostContract.fault(PRICE, Money.parse("EUR 4.99"))).isEmpty();
  }

  @Test
  void nothingNegativeAmountsAndOtherCurrenciesAreNone() {
    assertFault(null, "no cost");
    assertFault(Money.parse("EUR -0.01"), "a negative cost");
    assertFault(Money.parse("USD 1.00"), "a cost in USD for a price in EUR");
  }

  @Test
  void aCostIsBoundedWhereADoubleHasItsCentsRight() {
    assertThat(CostContract.fault(PRICE, Money.parse("EUR 90071992547409.91"))).isEmpty();
    assertFault(Money.parse("EUR 90071992547409.92"), "a cost of more than 90071992547409.91");
    Money huge = Money.of(CurrencyUnit.EUR, new BigDecimal(BigInteger.TWO.pow(1_000_000)));
    assertFault(huge, "a cost of more than 90071992547409.91");
    assertThat(CostContract.isTooLarge(Money.parse("JPY 9007199254740991"))).isFalse();
    assertThat(CostContract.isTooLarge(Money.parse("JPY 9007199254740992"))).isTrue();
  }
}
