package supermarket.strategy.testing;

import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.Terms;

/**
 * A line and the terms it is priced by.
 *
 * @param unitPrice the price of one
 * @param parameters the parameters of the rule
 * @param quantity how many
 */
record Sample(Money unitPrice, Map<String, String> parameters, long quantity) {

  private static final long DEAREST = 100_000_000;

  /** With the dearest price well below the largest cost that there may be. */
  private static final long MOST = 10_000_000;

  Terms terms() {
    return new Terms(unitPrice, parameters);
  }

  Line line() {
    return line("P");
  }

  Line line(String product) {
    return new Line(product, quantity, unitPrice);
  }

  /** Lines of all sizes, small ones above all: that is where rules have their edges. */
  static Arbitrary<Sample> of(Function<Money, Parameters> parameters) {
    Arbitrary<Long> quantities =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.longs().between(1, 12)),
            Tuple.of(1, Arbitraries.longs().between(1, MOST)));
    return unitPrices()
        .flatMap(
            unitPrice ->
                Combinators.combine(parameters.apply(unitPrice).arbitrary(), quantities)
                    .as((given, quantity) -> new Sample(unitPrice, given, quantity)));
  }

  private static Arbitrary<Money> unitPrices() {
    // Currencies with 0, 2 and 3 decimals.
    Arbitrary<CurrencyUnit> currencies =
        Arbitraries.of("JPY", "EUR", "USD", "KWD").map(CurrencyUnit::of);
    return Combinators.combine(currencies, Arbitraries.longs().between(0, DEAREST))
        .as(Money::ofMinor);
  }
}
