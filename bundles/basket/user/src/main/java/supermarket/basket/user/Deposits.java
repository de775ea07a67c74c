package supermarket.basket.user;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import supermarket.basket.api.Item;
import supermarket.basket.api.LineResult;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Reason;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.Quotes;
import supermarket.pricing.api.CostContract;

/**
 * The deposits that the items of a basket bring: a line for each deposit product, at its price,
 * outside of any rule.
 *
 * @param lines in the order in which the items bring them
 * @param failures why some have no line
 */
record Deposits(List<PricedLine> lines, List<LineResult.Failed> failures) {

  private static final Deposits NONE = new Deposits(List.of(), List.of());

  /** Returns those of the items, all of which have an offer. */
  static Deposits of(Scanned scanned, Quotes quotes) {
    Map<String, Brought> brought = null;
    for (int i = 0; i < scanned.items().size(); i++) {
      Item item = scanned.items().get(i);
      Product product = scanned.products().get(i);
      if (product != null && !product.deposit().isEmpty()) {
        brought = brought == null ? new LinkedHashMap<>() : brought;
        brought.merge(
            product.deposit(), new Brought(item.product(), item.quantity()), Brought::and);
      }
    }
    return brought == null ? NONE : of(brought, quotes);
  }

  /**
   * So many of a deposit.
   *
   * @param by the first product that brings it
   * @param quantity how many; {@link Long#MAX_VALUE} stands for too many
   */
  private record Brought(String by, long quantity) {

    Brought and(Brought more) {
      long sum = quantity + more.quantity;
      return new Brought(by, sum < 0 ? Long.MAX_VALUE : sum);
    }
  }

  private static Deposits of(Map<String, Brought> brought, Quotes quotes) {
    List<PricedLine> lines = new ArrayList<>(brought.size());
    List<LineResult.Failed> failures = new ArrayList<>(0);
    brought.forEach(
        (code, each) -> {
          Product deposit = quotes.product(code);
          Money price = quotes.unitPrice(code);
          if (deposit != null && price != null) {
            PricedLine line =
                PricedLine.deposit(
                    code, deposit.name(), deposit.vatClass(), each.quantity(), price);
            if (each.quantity() < Long.MAX_VALUE && !CostContract.isTooLarge(line.cost())) {
              lines.add(line);
            } else {
              failures.add(failed(each, Reason.TOO_LARGE, code, "is too large"));
            }
          } else {
            failures.add(
                failed(
                    each, Reason.STRATEGY_NOT_FOUND, code, "has no price in " + quotes.currency()));
          }
        });
    return new Deposits(lines, failures);
  }

  private static LineResult.Failed failed(Brought each, Reason reason, String code, String why) {
    return new LineResult.Failed(
        each.by(), reason, "the deposit '" + code + "' of product '" + each.by() + "' " + why);
  }
}
