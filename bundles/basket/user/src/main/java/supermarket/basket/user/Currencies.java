package supermarket.basket.user;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.Item;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Reason;
import supermarket.basket.api.catalogue.Offer;

/** The currencies of a basket: it must have one. */
final class Currencies {

  private Currencies() {}

  static boolean areMixed(List<Offer.Available> offers, Deposits deposits) {
    CurrencyUnit first = offers.getFirst().unitPrice().getCurrencyUnit();
    for (Offer.Available offer : offers) {
      if (!offer.unitPrice().getCurrencyUnit().equals(first)) {
        return true;
      }
    }
    return deposits.lines().stream()
        .anyMatch(line -> !line.unitPrice().getCurrencyUnit().equals(first));
  }

  private static Stream<CurrencyUnit> currencies(List<Offer.Available> offers, Deposits deposits) {
    return Stream.concat(
            offers.stream().map(Offer.Available::unitPrice),
            deposits.lines().stream().map(PricedLine::unitPrice))
        .map(Money::getCurrencyUnit);
  }

  static BasketReply mixed(List<Item> items, List<Offer.Available> offers, Deposits deposits) {
    return new BasketReply.Rejected(
        Reason.MIXED_CURRENCIES,
        "the products of a basket must be priced in one currency, but these are in "
            + currencies(offers, deposits)
                .distinct()
                .map(CurrencyUnit::getCode)
                .collect(Collectors.joining(", ")),
        items.stream().map(Item::product).distinct().toList());
  }
}
