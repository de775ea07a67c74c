package supermarket.strategy.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.joda.money.Money;

/**
 * Collects the parameters that a strategy reads, each with the values that it takes. All of them
 * are required: there are no parameters that may be left out.
 *
 * <p>Not thread-safe.
 */
public final class Parameters {

  private final Map<String, Arbitrary<String>> values = new LinkedHashMap<>();

  Parameters() {}

  /** A whole number of at least 1. */
  public Parameters quantity(String name) {
    return add(
        name,
        Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.longs().between(1, 12)),
                Tuple.of(1, Arbitraries.longs().between(1, 1_000_000_000)))
            .map(String::valueOf));
  }

  /** An amount of money from zero to {@code most}. */
  public Parameters amount(String name, Money most) {
    return add(
        name,
        Arbitraries.longs()
            .between(0, most.getAmountMinorLong())
            .map(minor -> Money.ofMinor(most.getCurrencyUnit(), minor))
            .map(amount -> amount.getAmount().toPlainString()));
  }

  /** A share between 0 and 1, in each of the ways to write it. */
  public Parameters share(String name) {
    Arbitrary<String> fractions =
        Arbitraries.integers()
            .between(1, 1_000)
            .flatMap(
                whole -> Arbitraries.integers().between(0, whole).map(part -> part + "/" + whole));
    Arbitrary<String> percents = Arbitraries.integers().between(0, 100).map(part -> part + "%");
    return add(
        name,
        Arbitraries.oneOf(
            fractions, percents, Arbitraries.of("0", "0.25", "0.333333333", "1", "1.0")));
  }

  /** One of these values, for a parameter with bounds of its own. */
  public Parameters oneOf(String name, String... allowed) {
    return add(name, Arbitraries.of(allowed));
  }

  private Parameters add(String name, Arbitrary<String> allowed) {
    if (values.put(name, allowed) != null) {
      throw new IllegalArgumentException("parameter '" + name + "' is given twice");
    }
    return this;
  }

  Arbitrary<Map<String, String>> arbitrary() {
    Arbitrary<Map<String, String>> all = Arbitraries.just(Map.of());
    for (Map.Entry<String, Arbitrary<String>> next : values.entrySet()) {
      all =
          Combinators.combine(all, next.getValue())
              .as(
                  (others, value) -> {
                    Map<String, String> more = new LinkedHashMap<>(others);
                    more.put(next.getKey(), value);
                    return more;
                  });
    }
    return all;
  }
}
