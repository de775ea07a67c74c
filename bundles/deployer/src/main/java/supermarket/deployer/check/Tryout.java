package supermarket.deployer.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.joda.money.Money;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.Weight;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Stage;
import supermarket.basket.api.deployment.Findings.UnderWay;
import supermarket.basket.api.deployment.PricedBaskets;
import supermarket.basket.api.deployment.PricedLines;
import supermarket.basket.api.deployment.PricedLines.Recorded;
import supermarket.basket.api.promotion.ActivePromotion;
import supermarket.basket.api.promotion.PromotionEngine;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.check.Tally.Difference;
import supermarket.library.text.Printable;
import supermarket.pricing.api.CostContract;

/**
 * Prices what a bundle would price, before it does: usual quantities of its products, and the lines
 * that were priced last. Only whether it can price them counts, not what they would cost.
 *
 * <p>Thread safety: none; for one deployment.
 */
public final class Tryout {

  /** So many pieces of a product are tried, from one on. */
  private static final int QUANTITIES = 100;

  /** Of more terms so many are tried, evenly: the same on all nodes. */
  private static final int MOST_TERMS = 1_000;

  private static final int MOST_REASONS = 10;

  /** What is not tried by then is told. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Guard guard;
  private final Catalogue catalogue;
  private final Priced priced;
  private final List<String> reasons = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  public Tryout(Guard guard, Catalogue catalogue, Priced priced) {
    this.guard = guard;
    this.catalogue = catalogue;
    this.priced = priced;
  }

  /** What it could not price, one sentence each. */
  List<String> reasons() {
    return reasons;
  }

  /** What was tried, and what was not. */
  List<String> notes() {
    return notes;
  }

  /** What was priced last. */
  Priced priced() {
    return priced;
  }

  /**
   * Prices baskets with the promotions as the kinds of a bundle make them.
   *
   * @param stage knows the promotions
   */
  void run(Stage stage, long bundleId, String version) {
    Map<String, ActivePromotion> made = stage.promotions(bundleId);
    PricedBaskets baskets = priced.baskets().get();
    PromotionEngine engine = priced.engine().get();
    if (made.isEmpty()) {
      notes.add("no promotion is of its kinds yet, so they were tried on none");
    } else if (baskets != null && engine != null) {
      Comparison.Result result =
          new BasketComparison(version, engine, stage.promotions(), made)
              .of(baskets.from(0).baskets(), System.nanoTime() + LONGEST.toNanos());
      notes.add(
          "made the deals of its promotions (%d); of the baskets that were priced last (%d), %d would cost something else"
              .formatted(made.size(), result.compared(), result.differences().size()));
    }
  }

  /** Tries strategies, which are foreign code. */
  void run(StrategyServices strategies, String version) {
    Comparison comparison = new Comparison(version, strategies.byName());
    long end = System.nanoTime() + LONGEST.toNanos();
    List<Product> products = catalogue.samples(strategies.byName().keySet());
    List<Product> some = evenly(products);
    List<Recorded> recent = recent(strategies);
    int lines = (recent.size() + QUANTITIES - 1) / QUANTITIES;
    int tried = 0;
    while (tried < some.size() + lines
        && reasons.size() < MOST_REASONS
        && System.nanoTime() - end < 0
        && attempt(comparison, batch(tried, some, recent))) {
      tried++;
    }
    int ofProducts = Math.min(tried, some.size());
    int ofRecent = Math.min((tried - ofProducts) * QUANTITIES, recent.size());
    if (products.isEmpty() && recent.isEmpty()) {
      notes.add("no product uses it yet, so it was tried on none");
      return;
    }
    notes.add(
        "priced 1 to %d pieces at %d of the %d terms of its products, and %d of the %d lines that were priced last"
            .formatted(QUANTITIES, ofProducts, products.size(), ofRecent, recent.size()));
  }

  private static List<Product> evenly(List<Product> products) {
    int count = Math.min(MOST_TERMS, products.size());
    return IntStream.range(0, count)
        .mapToObj(i -> products.get((int) ((long) i * products.size() / count)))
        .toList();
  }

  /** First the products, then the lines that were priced last. */
  private static List<Recorded> batch(int number, List<Product> products, List<Recorded> recent) {
    if (number < products.size()) {
      return quantities(products.get(number));
    }
    int from = (number - products.size()) * QUANTITIES;
    return recent.subList(from, Math.min(recent.size(), from + QUANTITIES));
  }

  /** Without those that no basket may have: a dear product is no fault of the strategy. */
  private static List<Recorded> quantities(Product product) {
    return LongStream.rangeClosed(1, QUANTITIES)
        .mapToObj(quantity -> line(product, quantity))
        .filter(line -> !CostContract.isTooLarge(undiscounted(line)))
        .map(line -> new Recorded(line, product.unitPrice(), product.parameters()))
        .toList();
  }

  private static Money undiscounted(PricedLine line) {
    Weight weight = line.weight();
    return weight == null
        ? line.unitPrice().multipliedBy(line.quantity())
        : weight.priceAt(line.unitPrice());
  }

  /** Of what is weighed there is one piece, from a gram to a tonne. */
  private static PricedLine line(Product product, long quantity) {
    boolean isWeighed = product.soldBy() == SoldBy.WEIGHT;
    return new PricedLine(
        product.code(),
        isWeighed ? 1 : quantity,
        product.unitPrice(),
        product.unitPrice(),
        product.strategy(),
        "",
        isWeighed ? new Weight(Math.toIntExact(quantity * quantity * quantity)) : null);
  }

  private List<Recorded> recent(StrategyServices strategies) {
    PricedLines last = priced.lines().get();
    return last == null
        ? List.of()
        : last.from(0).lines().stream()
            .filter(each -> strategies.byName().containsKey(each.line().strategy()))
            .toList();
  }

  /** Prices lines; returns false if it did not come back. */
  private boolean attempt(Comparison comparison, List<Recorded> batch) {
    try {
      Comparison.Result result = guard.call("pricing lines", () -> comparison.of(batch));
      Optional<Difference> failure =
          result.differences().stream().filter(each -> each.cost() == null).findFirst();
      failure.ifPresent(this::tell);
      return true;
    } catch (Refused e) {
      UnderWay left = comparison.underWay();
      String where = left == null ? "" : ", at " + Printable.of(left.what(), 100);
      e.reasons().forEach(why -> reasons.add(why + where));
      return false;
    }
  }

  private void tell(Difference failure) {
    String product = Printable.of(failure.line().product(), 64);
    String why = failure.failure();
    if (why.startsWith(Comparison.NO_RULE)) {
      // Those that would lose their price by it are told by the rehearsal.
      if (notes.size() < MOST_REASONS) {
        notes.add("product " + product + " cannot be priced with it: " + why);
      }
    } else {
      reasons.add("asked for " + failure.line().quantity() + " of " + product + " it " + why);
    }
  }
}
