package supermarket.product.manager.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.osgi.framework.Version;
import supermarket.basket.api.StrategyId;
import supermarket.basket.api.catalogue.Audience;
import supermarket.basket.api.catalogue.Offer;
import supermarket.basket.api.catalogue.PriceOverride;
import supermarket.basket.api.catalogue.PriceOverrides;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stores;
import supermarket.pricing.api.Line;
import supermarket.pricing.api.PricingRule;
import supermarket.pricing.api.PricingStrategy;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.catalogue.Products;
import supermarket.product.manager.rule.RuleMaker;
import supermarket.product.manager.rule.Rules;
import supermarket.product.manager.strategy.RegisteredStrategies;
import supermarket.product.manager.strategy.RegisteredStrategy;

/** Whatever changes, the rows that are kept up to date are those that would be made anew. */
class RowMakerTest {

  private static final List<String> NAMES = List.of("x", "y", "z");

  /** It refuses one price. */
  private static final PricingStrategy STRATEGY =
      terms -> {
        if (terms.unitPrice().getAmount().intValue() == 2) {
          throw new IllegalArgumentException("two is too much");
        }
        return Line::undiscounted;
      };

  private final Rules rules = new Rules(new RuleMaker(Duration.ofSeconds(30)));

  @AfterProperty
  void close() {
    rules.close();
  }

  @Property(tries = 60)
  void rowsAreAsIfTheyWereMadeAnew(
      @ForAll @Size(max = 25) List<@IntRange(max = 9_999) Integer> happenings) {
    RowMaker maker = new RowMaker(rules);
    RegisteredStrategies strategies = new RegisteredStrategies();
    Map<Long, Audience> audiences = new HashMap<>();
    Agreed agreed = new Agreed(CurrencyUnit.EUR, Stores.NONE, Products.NONE);
    for (int what : happenings) {
      Set<String> changed = new HashSet<>();
      String code = "P" + what % 7;
      long id = what / 10 % 4;
      String name = NAMES.get(what / 100 % 3);
      switch (what % 10) {
        case 0, 1, 2, 3 -> {
          agreed =
              new Agreed(
                  CurrencyUnit.EUR, Stores.NONE, agreed.products().with(product(code, name, id)));
          changed.add(code);
        }
        case 4 -> {
          agreed = new Agreed(CurrencyUnit.EUR, Stores.NONE, agreed.products().without(code));
          changed.add(code);
        }
        case 5, 6 -> strategies.add(strategy(id, name, what));
        case 7 -> strategies.remove(id);
        default -> {
          audiences.put(id, new Audience(what % 3 * 50));
          strategies.limit(audiences);
        }
      }
      // An edition is published before the rules are made, and another one with them.
      maker.renew(agreed, changed, strategies);
      rules.make(rules.missing(strategies.all(), agreed.products()));
      maker.renew(agreed, Set.of(), strategies);

      RowMaker anew = new RowMaker(rules);
      anew.renew(agreed, agreed.products().codes(), strategies);
      assertThat(byCode(maker)).isEqualTo(byCode(anew));
      assertThat(maker.unpriced()).isEqualTo(anew.unpriced());
      assertThat(maker.names()).isEqualTo(anew.names());
    }
  }

  private static Product product(String code, String name, long price) {
    return new Product(code, "", Money.ofMajor(CurrencyUnit.EUR, price), name, Map.of());
  }

  private static RegisteredStrategy strategy(long id, String name, int what) {
    return new RegisteredStrategy(
        new StrategyId(name, "1.0." + what, id),
        STRATEGY,
        "bundle." + id,
        id,
        new Version(1, 0, what),
        0);
  }

  private static Map<String, Row> byCode(RowMaker maker) {
    Map<String, Row> rows = new TreeMap<>();
    maker.rows().forEach(row -> rows.put(row.product().code(), row));
    return rows;
  }

  /** A rule that nobody may compare with another one. */
  private static final class Nasty implements PricingRule {
    @Override
    public Money cost(Line line) {
      return line.undiscounted();
    }

    @Override
    public boolean equals(Object other) {
      throw new ClassCastException("of another class loader");
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("nobody asks");
    }
  }

  @Property(tries = 1)
  void noRuleIsComparedWithAnotherOne() {
    RowMaker maker = new RowMaker(rules);
    RegisteredStrategies strategies = new RegisteredStrategies();
    Agreed agreed =
        new Agreed(CurrencyUnit.EUR, Stores.NONE, Products.NONE.with(product("A", "x", 1)));
    for (long id = 1; id <= 2; id++) {
      strategies.add(
          new RegisteredStrategy(
              new StrategyId("x", id + ".0.0", id),
              terms -> new Nasty(),
              "bundle",
              id,
              new Version((int) id, 0, 0),
              0));
      rules.make(rules.missing(strategies.all(), agreed.products()));
      maker.renew(agreed, Set.of("A"), strategies);
      assertThat(((Offer.Available) maker.rows().get("A").offer()).strategy().version())
          .isEqualTo(id + ".0.0");
    }
  }

  private static Product listed(String code) {
    PriceOverride price =
        new PriceOverride(
            PriceScope.of("list"), Money.ofMajor(CurrencyUnit.EUR, 3), null, Map.of());
    return product(code, "x", 1).with(new PriceOverrides(List.of(price)));
  }

  private static Offer inList(RowMaker maker, String code) {
    return maker.rows().get(code).offer("list", () -> LocalDateTime.MIN);
  }

  /** The class loader of a bundle that has gone must be free. */
  @Property(tries = 1)
  void whatProductsShareIsLetGoOfWithItsStrategy() {
    RowMaker maker = new RowMaker(rules);
    RegisteredStrategies strategies = new RegisteredStrategies();
    Agreed agreed =
        new Agreed(
            CurrencyUnit.EUR, Stores.NONE, Products.NONE.with(listed("A")).with(listed("B")));
    strategies.add(strategy(1, "x", 1));
    rules.make(rules.missing(strategies.all(), agreed.products()));
    maker.renew(agreed, Set.of("A", "B"), strategies);
    assertThat(inList(maker, "A")).isSameAs(inList(maker, "B"));
    Reference<Offer> offer = new WeakReference<>(inList(maker, "A"));

    strategies.remove(1);
    rules.forget(new StrategyId("x", "1.0.1", 1));
    maker.renew(agreed, Set.of(), strategies);

    assertThat(inList(maker, "A")).isInstanceOf(Offer.Unavailable.class);
    for (int i = 0; i < 100 && offer.get() != null; i++) {
      System.gc();
    }
    assertThat(offer.get()).isNull();
  }

  @Property(tries = 1)
  void whatIsBeingMadeIsPricedAsItWas() {
    RowMaker maker = new RowMaker(rules);
    RegisteredStrategies strategies = new RegisteredStrategies();
    strategies.add(strategy(1, "x", 1));
    Products before = Products.NONE.with(product("A", "x", 1));
    rules.make(rules.missing(strategies.all(), before));
    maker.renew(new Agreed(CurrencyUnit.EUR, Stores.NONE, before), Set.of("A"), strategies);
    Row priced = maker.rows().get("A");
    assertThat(priced.isPriced()).isTrue();

    Agreed later = new Agreed(CurrencyUnit.EUR, Stores.NONE, before.with(product("A", "x", 3)));
    maker.renew(later, Set.of("A"), strategies);
    assertThat(maker.rows().get("A")).isEqualTo(priced);
    rules.make(rules.missing(strategies.all(), later.products()));
    maker.renew(later, Set.of(), strategies);
    assertThat(maker.rows().get("A").offer())
        .isInstanceOfSatisfying(
            Offer.Available.class,
            offer -> assertThat(offer.unitPrice()).isEqualTo(Money.parse("EUR 3.00")));
  }
}
