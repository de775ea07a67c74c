package supermarket.message.broker;

import java.util.List;
import java.util.Objects;
import org.joda.money.Money;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Item;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.VatAmount;

/** Compares replies with their requests: what another node says is not believed blindly. */
final class Replies {

  private Replies() {}

  /**
   * Checks that an answer is one to this request: a line for each of its items, in their order,
   * then perhaps deposits, a total that is the sum of the lines, and taxes of that total.
   *
   * @throws Unreadable if it is not, with what differs
   */
  static void check(BasketRequest request, Answer answer) throws Unreadable {
    if (answer.reply()
        instanceof BasketReply.Priced(Money total, List<PricedLine> lines, List<VatAmount> vat)) {
      List<Item> items = request.items();
      if (lines.size() < items.size()) {
        throw new Unreadable("a reply that has other lines than its request");
      }
      Money sum = Money.zero(total.getCurrencyUnit());
      for (int i = 0; i < lines.size(); i++) {
        PricedLine line = lines.get(i);
        if (i < items.size() ? !isOf(items.get(i), line) : !line.isDeposit()) {
          throw new Unreadable("a reply that has other lines than its request");
        }
        if (!line.cost().getCurrencyUnit().equals(total.getCurrencyUnit())) {
          throw new Unreadable("a reply in several currencies");
        }
        sum = sum.plus(line.cost());
      }
      if (!sum.equals(total)) {
        throw new Unreadable("a reply whose total is not the sum of its lines");
      }
      checkVat(vat, total);
    }
  }

  private static boolean isOf(Item item, PricedLine line) {
    return line.product().equals(item.product())
        && line.quantity() == item.quantity()
        && Objects.equals(line.weight(), item.weight())
        && !line.isDeposit();
  }

  private static void checkVat(List<VatAmount> vat, Money total) throws Unreadable {
    if (vat.isEmpty()) {
      return;
    }
    Money sum = Money.zero(total.getCurrencyUnit());
    for (VatAmount each : vat) {
      sum = sum.plus(each.gross());
    }
    if (!sum.equals(total)) {
      throw new Unreadable("a reply whose taxed amounts do not add up to its total");
    }
  }
}
