package supermarket.strategy.bulk.price;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import net.jqwik.api.Example;
import org.joda.money.Money;
import supermarket.pricing.api.Terms;
import supermarket.strategy.testing.Examples;
import supermarket.strategy.testing.Parameters;
import supermarket.strategy.testing.PricingStrategyContract;

final class BulkPriceTest extends PricingStrategyContract {

  BulkPriceTest() {
    super("bulk-price", new BulkPrice());
  }

  @Override
  protected void parameters(Parameters parameters, Money unitPrice) {
    parameters.quantity("from").amount("price", unitPrice);
  }

  @Override
  protected void examples(Examples examples) {
    examples
        .at("EUR 5.00", "from=3", "price=4.50")
        .says("4.50 each from 3")
        .costs(1, "5.00")
        .costs(2, "10.00")
        .costs(3, "13.50")
        .costs(4, "18.00")
        .costs(10_000, "45000.00");
    examples.at("EUR 5.00", "from=1", "price=5").costs(1, "5.00");
    examples.at("EUR 5.00", "from=2", "price=0").costs(1, "5.00").costs(2, "0.00");
    examples.at("JPY 500", "from=3", "price=450").costs(2, "1000").costs(3, "1350");
  }

  @Example
  void refusesAPriceAboveTheUnitPrice() {
    Terms terms = new Terms(Money.parse("EUR 5.00"), Map.of("from", "3", "price", "5.01"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BulkPrice().rule(terms))
        .withMessage("parameter 'price' is EUR 5.01, above the unit price of EUR 5.00");
  }

  @Example
  void refusesAThresholdOfZero() {
    Terms terms = new Terms(Money.parse("EUR 5.00"), Map.of("from", "0", "price", "4.50"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BulkPrice().rule(terms))
        .withMessageContaining("'from' is '0'");
  }
}
