package supermarket.basket.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.Item;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Reason;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Terms;
import supermarket.strategy.bulk.discount.BulkDiscount;
import supermarket.strategy.bulk.price.BulkPrice;
import supermarket.strategy.buy.one.get.one.free.BuyOneGetOneFree;
import supermarket.strategy.flat.price.FlatPrice;

/** What holds for the money of every basket, priced with the strategies that ship. */
@PropertyDefaults(tries = 300)
class BasketMoneyTest {

  /** A product of a catalogue: its price and its rule. */
  private record Ware(Money unitPrice, String strategy, Map<String, String> parameters) {}

  /**
   * A catalogue and what a customer takes from it.
   *
   * @param wares the products; their codes are their places in the list
   * @param scanned what passes the till, one product often in several places
   */
  record Shopping(List<Ware> wares, List<Item> scanned) {}

  private static final Map<String, PricingStrategy> STRATEGIES =
      Map.of(
          "flat-price", new FlatPrice(),
          "buy-one-get-one-free", new BuyOneGetOneFree(),
          "bulk-price", new BulkPrice(),
          "bulk-discount", new BulkDiscount());

  private static final List<Ware> SHIPPED =
      List.of(
          new Ware(Money.parse("EUR 3.11"), "buy-one-get-one-free", Map.of()),
          new Ware(Money.parse("EUR 5.00"), "bulk-price", Map.of("from", "3", "price", "4.50")),
          new Ware(Money.parse("EUR 11.23"), "bulk-discount", Map.of("from", "3", "pay", "2/3")),
          new Ware(Money.parse("EUR 5.00"), "flat-price", Map.of()));

  @Example
  void theReferenceBasketsCostWhatTheyShould() throws InterruptedException {
    assertThat(totalOf("GR1 SR1 GR1 GR1 CF1")).isEqualTo("EUR 22.45");
    assertThat(totalOf("GR1 GR1")).isEqualTo("EUR 3.11");
    assertThat(totalOf("SR1 SR1 GR1 SR1")).isEqualTo("EUR 16.61");
    assertThat(totalOf("GR1 CF1 SR1 CF1 CF1")).isEqualTo("EUR 30.57");
    assertThat(totalOf("")).isEqualTo("EUR 0.00");
    assertThat(totalOf("MF1 MF1")).isEqualTo("EUR 10.00");
  }

  /** The largest amount is 2^53 - 1 of the smallest unit: clients that read doubles are exact. */
  @Example
  void amountsAreAtMostWhatADoubleHolds() throws InterruptedException {
    Ware largest = new Ware(Money.parse("EUR 90071992547409.91"), "flat-price", Map.of());
    Ware cent = new Ware(Money.parse("EUR 0.01"), "flat-price", Map.of());
    List<Ware> wares = List.of(largest, cent);

    assertThat(price(new Shopping(wares, List.of(new Item("0", 1)))).total())
        .isEqualTo(largest.unitPrice());
    for (List<Item> tooMuch :
        List.of(
            List.of(new Item("0", 2)),
            List.of(new Item("1", 9_007_199_254_740_992L)),
            List.of(new Item("0", 1), new Item("1", 1)))) {
      BasketReply reply = reply(new Shopping(wares, tooMuch));
      assertThat(reply)
          .isInstanceOfSatisfying(
              BasketReply.Rejected.class,
              rejected -> assertThat(rejected.reason()).isEqualTo(Reason.TOO_LARGE));
    }
  }

  @Property
  void theTotalIsTheSumOfTheLines(@ForAll("shoppings") Shopping shopping)
      throws InterruptedException {
    BasketReply.Priced priced = price(shopping);
    Money sum = Money.zero(priced.total().getCurrencyUnit());
    for (PricedLine line : priced.lines()) {
      sum = sum.plus(line.cost());
    }
    assertThat(priced.total()).isEqualTo(sum);
  }

  @Property
  void everyProductHasOneLineWithAllOfIt(@ForAll("shoppings") Shopping shopping)
      throws InterruptedException {
    Map<String, Long> quantities =
        shopping.scanned().stream()
            .collect(Collectors.groupingBy(Item::product, Collectors.summingLong(Item::quantity)));
    assertThat(price(shopping).lines())
        .hasSameSizeAs(quantities.keySet())
        .allMatch(line -> line.quantity() == quantities.get(line.product()));
  }

  @Property
  void noLineIsNegativeOrCostsMoreThanItsPlainPrice(@ForAll("shoppings") Shopping shopping)
      throws InterruptedException {
    for (PricedLine line : price(shopping).lines()) {
      assertThat(line.cost())
          .isBetween(
              Money.zero(line.unitPrice().getCurrencyUnit()),
              line.unitPrice().multipliedBy(line.quantity()));
    }
  }

  @Property
  void theOrderOfTheItemsDoesNotMatter(
      @ForAll("shoppings") Shopping shopping, @ForAll Random random) throws InterruptedException {
    List<Item> shuffled = new ArrayList<>(shopping.scanned());
    Collections.shuffle(shuffled, random);
    costsTheSame(shopping, new Shopping(shopping.wares(), shuffled));
  }

  @Property
  void howQuantitiesAreSplitDoesNotMatter(
      @ForAll("shoppings") Shopping shopping, @ForAll Random random) throws InterruptedException {
    List<Item> split = new ArrayList<>();
    for (Item item : shopping.scanned()) {
      long left = item.quantity();
      for (int parts = 0; left > 1 && parts < 5; parts++) {
        long part = random.nextLong(1, left);
        split.add(new Item(item.product(), part));
        left -= part;
      }
      split.add(new Item(item.product(), left));
    }
    Collections.shuffle(split, random);
    costsTheSame(shopping, new Shopping(shopping.wares(), split));
  }

  private static void costsTheSame(Shopping one, Shopping other) throws InterruptedException {
    BasketReply.Priced first = price(one);
    BasketReply.Priced second = price(other);
    assertThat(second.total()).isEqualTo(first.total());
    assertThat(second.lines()).containsExactlyInAnyOrderElementsOf(first.lines());
  }

  private static String totalOf(String codes) throws InterruptedException {
    List<String> shipped = List.of("GR1", "SR1", "CF1", "MF1");
    List<Item> scanned = new ArrayList<>();
    for (String code : codes.isEmpty() ? List.<String>of() : List.of(codes.split(" ", -1))) {
      scanned.add(new Item(String.valueOf(shipped.indexOf(code)), 1));
    }
    return price(new Shopping(SHIPPED, scanned)).total().toString();
  }

  private static BasketReply.Priced price(Shopping shopping) throws InterruptedException {
    return (BasketReply.Priced) reply(shopping);
  }

  private static BasketReply reply(Shopping shopping) throws InterruptedException {
    FakePriceBook priceBook =
        new FakePriceBook(shopping.wares().getFirst().unitPrice().getCurrencyUnit());
    for (int code = 0; code < shopping.wares().size(); code++) {
      Ware ware = shopping.wares().get(code);
      priceBook.with(
          String.valueOf(code),
          ware.unitPrice(),
          ware.strategy(),
          STRATEGIES.get(ware.strategy()).rule(new Terms(ware.unitPrice(), ware.parameters())));
    }
    return new Pricing(
            priceBook, new DirectProductWorkers(), FakePriceBook.TOTALS, InstantSource.system())
        .price(Baskets.of("r", Baskets.FAR, shopping.scanned()))
        .reply();
  }

  @Provide
  Arbitrary<Shopping> shoppings() {
    return Arbitraries.of("EUR", "JPY", "KWD")
        .map(CurrencyUnit::of)
        .flatMap(currency -> wares(currency).list().ofMinSize(1).ofMaxSize(8))
        .flatMap(
            wares -> items(wares.size()).list().ofMaxSize(20).map(s -> new Shopping(wares, s)));
  }

  private static Arbitrary<Item> items(int products) {
    Arbitrary<Long> quantities =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.longs().between(1, 5)),
            Tuple.of(1, Arbitraries.longs().between(1, 1_000_000_000)));
    return Combinators.combine(Arbitraries.integers().between(0, products - 1), quantities)
        .as((product, quantity) -> new Item(String.valueOf(product), quantity));
  }

  private static Arbitrary<Ware> wares(CurrencyUnit currency) {
    Function<Long, Money> money = minor -> Money.ofMinor(currency, minor);
    Arbitrary<Money> prices = Arbitraries.longs().between(0, 1_000_000).map(money);
    Arbitrary<String> from = Arbitraries.integers().between(1, 10).map(String::valueOf);
    return prices.flatMap(
        price ->
            Arbitraries.oneOf(
                Arbitraries.of("flat-price", "buy-one-get-one-free")
                    .map(strategy -> new Ware(price, strategy, Map.of())),
                Combinators.combine(
                        from, Arbitraries.longs().between(0, price.getAmountMinorLong()).map(money))
                    .as((f, bulk) -> bulkPrice(price, f, bulk)),
                Combinators.combine(from, Arbitraries.of("2/3", "25%", "0.999", "0/1", "1"))
                    .as(
                        (f, pay) ->
                            new Ware(price, "bulk-discount", Map.of("from", f, "pay", pay)))));
  }

  private static Ware bulkPrice(Money price, String from, Money bulk) {
    return new Ware(
        price, "bulk-price", Map.of("from", from, "price", bulk.getAmount().toPlainString()));
  }
}
