package supermarket.pricing.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class LineTest {

  @Test
  void costsQuantityTimesUnitPriceWithoutARule() {
    assertThat(new Line("GR1", 3, Money.parse("EUR 3.11")).undiscounted())
        .isEqualTo(Money.parse("EUR 9.33"));
  }

  @Test
  void hasNoLimitToItsCost() {
    assertThat(new Line("GR1", Long.MAX_VALUE, Money.parse("EUR 10.00")).undiscounted())
        .isEqualTo(Money.parse("EUR 92233720368547758070.00"));
  }
}
