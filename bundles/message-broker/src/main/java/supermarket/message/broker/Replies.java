package supermarket.message.broker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.Answer;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.BasketRequest;
import supermarket.basket.api.Item;
import supermarket.basket.api.LookUp;
import supermarket.basket.api.PriceTag;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;
import supermarket.basket.api.VatAmount;

/** Compares replies with their requests: what another node says is not believed blindly. */
final class Replies {

  private static final String OTHER_LINES = "a reply that has other lines than its request";

  private Replies() {}

  /**
   * Checks that an answer is one to this request: tags of what is looked up; or lines that price
   * all of its items and nothing else, then perhaps deposits, a total that is the sum of the lines,
   * taxes of that total, and promotions that took off what the lines say.
   *
   * @throws Unreadable if it is not, with what differs
   */
  static void check(BasketRequest request, Answer answer) throws Unreadable {
    if (answer.reply() instanceof BasketReply.Tags(List<PriceTag> tags, String next)) {
      checkTags(request.lookUp(), tags.stream().map(PriceTag::product).toList(), next);
    }
    if (answer.reply()
        instanceof
        BasketReply.Priced(
            Money total,
            List<PricedLine> lines,
            List<VatAmount> vat,
            Promoted promoted)) {
      int priced = 0;
      while (priced < lines.size() && !lines.get(priced).isDeposit()) {
        priced++;
      }
      checkLines(request.items(), lines.subList(0, priced));
      checkTotal(total, lines);
      if (!lines.subList(priced, lines.size()).stream().allMatch(PricedLine::isDeposit)) {
        throw new Unreadable(OTHER_LINES);
      }
      checkVat(vat, total);
      PromotedReplies.check(total.getCurrencyUnit(), lines, promoted, request.facts().explain());
    }
  }

  private static void checkTags(@Nullable LookUp lookUp, List<String> codes, String next)
      throws Unreadable {
    boolean isAsAsked =
        switch (lookUp) {
          case null -> false;
          case LookUp.One one -> codes.size() == 1 && next.isEmpty();
          case LookUp.Page(String after) ->
              codes.size() <= LookUp.Page.MOST
                  && isSorted(after, codes)
                  && (next.isEmpty() || (!codes.isEmpty() && next.equals(codes.getLast())));
        };
    if (!isAsAsked) {
      throw new Unreadable("a reply that has other products than its request");
    }
  }

  private static boolean isSorted(String after, List<String> codes) {
    String before = after;
    for (String code : codes) {
      if (code.compareTo(before) <= 0) {
        return false;
      }
      before = code;
    }
    return true;
  }

  private static void checkLines(List<Item> items, List<PricedLine> lines) throws Unreadable {
    boolean isAsAsked = lines.size() == items.size();
    for (int i = 0; isAsAsked && i < lines.size(); i++) {
      isAsAsked = isOf(items.get(i), lines.get(i));
    }
    if (!isAsAsked && lines.stream().allMatch(line -> line.scanned().isEmpty())) {
      throw new Unreadable(OTHER_LINES);
    }
    if (!isAsAsked) {
      checkScanned(items, lines);
    }
  }

  private static boolean isOf(Item item, PricedLine line) {
    return line.scanned().isEmpty()
        && line.product().equals(item.product())
        && line.quantity() == item.quantity()
        && Objects.equals(line.weight(), item.weight());
  }

  /** Items of several codes may be one product, and a label of several pieces several lines. */
  private static void checkScanned(List<Item> items, List<PricedLine> lines) throws Unreadable {
    Map<Item, Long> left = new HashMap<>();
    for (Item item : items) {
      left.merge(piece(item), item.quantity(), Long::sum);
    }
    for (PricedLine line : lines) {
      long quantity = line.quantity();
      for (String code : line.codes()) {
        if (code.isEmpty()) {
          throw new Unreadable(OTHER_LINES);
        }
        Item counted = new Item(code, 1);
        Item weighed = new Item(code, 1, line.weight());
        Item item = left.containsKey(weighed) ? weighed : counted;
        long there = left.getOrDefault(item, 0L);
        long taken = Math.min(there, quantity);
        left.put(item, there - taken);
        quantity -= taken;
      }
      if (quantity != 0) {
        throw new Unreadable(OTHER_LINES);
      }
    }
    if (left.values().stream().anyMatch(each -> each != 0)) {
      throw new Unreadable(OTHER_LINES);
    }
  }

  private static Item piece(Item item) {
    return new Item(item.product(), 1, item.weight());
  }

  private static void checkTotal(Money total, List<PricedLine> lines) throws Unreadable {
    Money sum = Money.zero(total.getCurrencyUnit());
    for (PricedLine line : lines) {
      if (!isOf(total, line.cost()) || !isOf(total, line.unitPrice())) {
        throw new Unreadable("a reply in several currencies");
      }
      sum = sum.plus(line.cost());
    }
    if (!sum.equals(total)) {
      throw new Unreadable("a reply whose total is not the sum of its lines");
    }
  }

  private static boolean isOf(Money total, Money amount) {
    return amount.getCurrencyUnit().equals(total.getCurrencyUnit());
  }

  private static void checkVat(List<VatAmount> vat, Money total) throws Unreadable {
    if (vat.isEmpty()) {
      return;
    }
    Money sum = Money.zero(total.getCurrencyUnit());
    for (VatAmount each : vat) {
      if (!isOf(total, each.gross()) || !each.equals(VatAmount.of(each.percent(), each.gross()))) {
        throw new Unreadable("a reply with a tax that is none of its rate");
      }
      sum = sum.plus(each.gross());
    }
    if (!sum.equals(total)) {
      throw new Unreadable("a reply whose taxed amounts do not add up to its total");
    }
  }
}
