package supermarket.strategy.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Collects the parameters that a promotion kind reads, each with the values that it takes. All of
 * them are required, unless {@link #optional} or {@link #or} says otherwise.
 *
 * <p>Not thread-safe.
 */
public final class PromotionParameters {

  private static final long DEAREST = 3_000;

  /** A value as text, which for amounts depends on the currency. */
  interface Value {
    String in(CurrencyUnit currency);
  }

  /** Whether a parameter must be there, and whether its name is the kind's. */
  enum Need {
    REQUIRED,
    OPTIONAL,
    NAMED_BY_OPERATOR
  }

  record Declared(Need need, Arbitrary<Value> values) {}

  private final List<Map<String, Declared>> ways = new ArrayList<>(List.of(new LinkedHashMap<>()));
  private String last = "";

  PromotionParameters() {}

  /** A whole number. */
  public PromotionParameters quantity(String name, long least, long most) {
    return add(name, Arbitraries.longs().between(least, most).map(n -> same(String.valueOf(n))));
  }

  /** An amount of money. */
  public PromotionParameters amount(String name) {
    return amount(name, 0);
  }

  /**
   * An amount of money.
   *
   * @param least in the currency's smallest units
   */
  public PromotionParameters amount(String name, long least) {
    return add(name, amounts(least));
  }

  /** A share between 0 and 1, both included. */
  public PromotionParameters share(String name) {
    return add(name, shares());
  }

  /** Products: a set, one product, or all. */
  public PromotionParameters products(String name) {
    return add(name, Arbitraries.of(PromotionSample.PRODUCTS).map(PromotionParameters::same));
  }

  /** A slot: products, after a number if it takes more than one. */
  public PromotionParameters slot(String name) {
    return add(
        name,
        Combinators.combine(
                Arbitraries.of("", "", "1 ", "2 "), Arbitraries.of(PromotionSample.PRODUCTS))
            .as((number, products) -> same(number + products)));
  }

  /** A slot that an operator names, such as {@code drink}: the kind reads those of any name. */
  public PromotionParameters anySlot(String name) {
    slot(name);
    return need(Need.NAMED_BY_OPERATOR);
  }

  /** Tiers by pieces. */
  public PromotionParameters tiersByPieces(String name) {
    return add(name, tiers(Arbitraries.integers().between(1, 8).map(n -> same("" + n))));
  }

  /** Tiers by plain amounts. */
  public PromotionParameters tiersBySpend(String name) {
    return add(name, tiers(amounts(0)));
  }

  /** One of these values, for a parameter with bounds of its own. */
  public PromotionParameters oneOf(String name, String... allowed) {
    return add(name, Arbitraries.of(allowed).map(PromotionParameters::same));
  }

  /** The parameter that was given last may be left out. */
  public PromotionParameters optional() {
    return need(Need.OPTIONAL);
  }

  /** What follows is another way to give parameters, such as an amount in place of a share. */
  public PromotionParameters or() {
    ways.add(new LinkedHashMap<>());
    return this;
  }

  private PromotionParameters add(String name, Arbitrary<Value> values) {
    if (ways.getLast().put(name, new Declared(Need.REQUIRED, values)) != null) {
      throw new IllegalArgumentException("parameter '" + name + "' is given twice");
    }
    last = name;
    return this;
  }

  private PromotionParameters need(Need need) {
    if (ways.getLast().computeIfPresent(last, (name, each) -> new Declared(need, each.values))
        == null) {
      throw new IllegalArgumentException("no parameter was given before");
    }
    return this;
  }

  private static Value same(String text) {
    return currency -> text;
  }

  private static Arbitrary<Value> amounts(long least) {
    return Arbitraries.longs()
        .between(least, DEAREST)
        .map(minor -> currency -> Money.ofMinor(currency, minor).getAmount().toPlainString());
  }

  private static Arbitrary<Value> shares() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 100).map(part -> same(part + "%")),
        Arbitraries.of("0", "0.25", "1/3", "2/3", "0.333333333", "1", "1.0")
            .map(PromotionParameters::same));
  }

  private static Arbitrary<Value> tiers(Arbitrary<Value> from) {
    Arbitrary<Value> off =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 100).map(part -> same(part + "%")),
            amounts(0),
            amounts(0).map(amount -> currency -> amount.in(currency) + " each"));
    Arbitrary<Value> tier =
        Combinators.combine(from, off)
            .as((begin, taken) -> currency -> begin.in(currency) + "=" + taken.in(currency));
    return tier.list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .uniqueElements(each -> each.in(CurrencyUnit.JPY).split("=", 2)[0])
        .map(
            tiers ->
                currency ->
                    tiers.stream()
                        .map(each -> each.in(currency))
                        .collect(Collectors.joining(", ")));
  }

  /** Values for one of the ways, and for which need each is. */
  Arbitrary<Map<String, Given>> arbitrary() {
    return Arbitraries.of(ways).flatMap(PromotionParameters::arbitrary);
  }

  record Given(Need need, Value value) {}

  private static Arbitrary<Map<String, Given>> arbitrary(Map<String, Declared> way) {
    Arbitrary<Map<String, Given>> all = Arbitraries.just(Map.of());
    for (Map.Entry<String, Declared> next : way.entrySet()) {
      Need need = next.getValue().need;
      all =
          Combinators.combine(all, next.getValue().values, Arbitraries.of(true, true, false))
              .as(
                  (others, value, isThere) -> {
                    Map<String, Given> more = new TreeMap<>(others);
                    if (isThere || need != Need.OPTIONAL) {
                      more.put(next.getKey(), new Given(need, value));
                    }
                    return more;
                  });
    }
    return all;
  }
}
