package supermarket.strategy.bulk.discount;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import net.jqwik.api.Example;
import org.joda.money.Money;
import supermarket.pricing.api.Terms;
import supermarket.strategy.testing.Examples;
import supermarket.strategy.testing.Parameters;
import supermarket.strategy.testing.PricingStrategyContract;

final class BulkDiscountTest extends PricingStrategyContract {

  BulkDiscountTest() {
    super("bulk-discount", new BulkDiscount());
  }

  @Override
  protected void parameters(Parameters parameters, Money unitPrice) {
    parameters.quantity("from").share("pay");
  }

  @Override
  protected void examples(Examples examples) {
    examples
        .at("EUR 11.23", "from=3", "pay=2/3")
        .says("2/3 of the price from 3")
        .costs(1, "11.23")
        .costs(2, "22.46")
        .costs(3, "22.46")
        .costs(4, "29.95") // 29.94667: rounded once, for the line
        .costs(5, "37.43") // 37.43333
        .costs(10_000, "74866.67");
    examples
        .at("EUR 0.01", "from=1", "pay=50%")
        .says("50 % of the price from 1")
        .costs(1, "0.01")
        .costs(3, "0.02"); // half up
    examples
        .at("EUR 9.99", "from=2", "pay=0")
        .says("0 % of the price from 2")
        .costs(1, "9.99")
        .costs(2, "0.00");
    examples.at("JPY 100", "from=3", "pay=0.333").costs(2, "200").costs(3, "100");
  }

  @Example
  void refusesAShareAboveOne() {
    Terms terms = new Terms(Money.parse("EUR 11.23"), Map.of("from", "3", "pay", "3/2"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BulkDiscount().rule(terms))
        .withMessageContaining("'pay' is '3/2'");
  }
}
