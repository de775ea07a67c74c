package supermarket.basket.user;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.Money;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.VatAmount;
import supermarket.basket.api.catalogue.Quotes;

/** What of the lines of a basket is value added tax. */
final class Taxes {

  private Taxes() {}

  /** Returns an amount for each rate; none if nothing is said of tax. */
  static List<VatAmount> of(List<PricedLine> lines, Quotes quotes) {
    Map<BigDecimal, Money> gross = new TreeMap<>();
    for (PricedLine line : lines) {
      BigDecimal percent = quotes.vatPercent(line.vatClass());
      if (percent == null) {
        return List.of();
      }
      gross.merge(percent, line.cost(), Money::plus);
    }
    List<VatAmount> amounts = new ArrayList<>(gross.size());
    gross.forEach((percent, amount) -> amounts.add(VatAmount.of(percent, amount)));
    return amounts;
  }
}
