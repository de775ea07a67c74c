package supermarket.basket.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import supermarket.basket.api.VatAmount;

class TaxesTest {

  @ParameterizedTest
  @CsvSource({
    "19, EUR 119.00, EUR 100.00, EUR 19.00",
    "19, EUR 2.50, EUR 2.10, EUR 0.40",
    "7, EUR 6.22, EUR 5.81, EUR 0.41",
    "5.5, EUR 10.55, EUR 10.00, EUR 0.55",
    "8, JPY 480, JPY 444, JPY 36",
    "8, JPY 13, JPY 12, JPY 1", // 0.96
    "5, KWD 1.050, KWD 1.000, KWD 0.050",
    "100, EUR 0.01, EUR 0.00, EUR 0.01", // half a cent is rounded up
    "0, EUR 3.00, EUR 3.00, EUR 0.00",
    "19, EUR 0.00, EUR 0.00, EUR 0.00",
  })
  void theTaxIsAPartOfTheGrossAmountRoundedOnce(
      String percent, String gross, String net, String tax) {
    VatAmount amount = VatAmount.of(new BigDecimal(percent), Money.parse(gross));
    assertThat(amount.net()).isEqualTo(Money.parse(net));
    assertThat(amount.tax()).isEqualTo(Money.parse(tax));
  }

  static Stream<Arguments> amounts() {
    Random random = new Random(7);
    return Stream.generate(
            () ->
                Arguments.of(
                    BigDecimal.valueOf(random.nextInt(100_001), 3),
                    Money.ofMinor(
                        CurrencyUnit.of(random.nextBoolean() ? "EUR" : "KWD"),
                        random.nextLong(1_000_000_000_000L))))
        .limit(200);
  }

  /** The net amount and its tax are the gross amount, and no other tax is nearer to the rate. */
  @ParameterizedTest
  @MethodSource("amounts")
  void netAndTaxAddUpAndTheTaxIsTheNearest(BigDecimal percent, Money gross) {
    VatAmount amount = VatAmount.of(percent, gross);
    assertThat(amount.net().plus(amount.tax())).isEqualTo(gross);
    // tax * (100 + p) - gross * p, in 2 * (smallest unit), is at most half a unit times (100 + p)
    BigDecimal whole = percent.add(BigDecimal.valueOf(100));
    BigDecimal error =
        amount
            .tax()
            .getAmount()
            .multiply(whole)
            .subtract(gross.getAmount().multiply(percent))
            .movePointRight(gross.getScale());
    assertThat(error.abs().multiply(BigDecimal.TWO)).isLessThanOrEqualTo(whole);
  }
}
