package supermarket.shell;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.AppliedPromotion;
import supermarket.basket.api.BasketReply;
import supermarket.basket.api.ExplainedPromotion;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.Promoted;
import supermarket.basket.api.VatAmount;

/** A priced basket for people. */
final class Receipt {

  private Receipt() {}

  static String of(BasketReply.Priced priced) {
    Promoted promoted = priced.promoted();
    StringBuilder text = new StringBuilder();
    if (!priced.lines().isEmpty()) {
      text.append(table(priced.lines(), promoted != null)).append('\n');
    }
    text.append("total ").append(priced.total());
    for (VatAmount vat : priced.vat()) {
      text.append(
          "\nVAT %s %%: gross %s, net %s, tax %s"
              .formatted(
                  vat.percent().toPlainString(),
                  Text.amount(vat.gross()),
                  Text.amount(vat.net()),
                  Text.amount(vat.tax())));
    }
    if (promoted != null) {
      promoted.applied().forEach(each -> text.append('\n').append(applied(each)));
      text.append(proof(promoted.gap()));
      if (!promoted.explained().isEmpty()) {
        text.append('\n').append(explained(promoted.explained()));
      }
    }
    return text.toString();
  }

  private static Table table(List<PricedLine> lines, boolean isPromoted) {
    Table table = new Table().words("PRODUCT").numbers("QUANTITY", "UNIT PRICE");
    if (isPromoted) {
      table.numbers("PLAIN");
    }
    table.numbers("COST").words("STRATEGY");
    if (isPromoted) {
      table.sentences("PROMOTIONS");
    }
    for (PricedLine line : lines) {
      Object quantity = line.weight() == null ? line.quantity() : line.weight() + " kg";
      String price = Text.amount(line.unitPrice());
      String cost = Text.amount(line.cost());
      String strategy =
          line.isDeposit() ? "deposit" : line.strategy() + "@" + line.strategyVersion();
      if (isPromoted) {
        table.row(
            line.product(),
            quantity,
            price,
            Text.amount(line.plainCost()),
            cost,
            strategy,
            allocations(line));
      } else {
        table.row(line.product(), quantity, price, cost, strategy);
      }
    }
    return table;
  }

  private static String allocations(PricedLine line) {
    return line.allocations().isEmpty()
        ? "-"
        : line.allocations().stream()
            .map(each -> each.promotion() + " -" + Text.amount(each.off()))
            .collect(Collectors.joining(", "));
  }

  /** The role of pieces is told only if others have another one. */
  private static String applied(AppliedPromotion applied) {
    boolean hasRoles =
        applied.pieces().stream().map(AppliedPromotion.Pieces::role).distinct().count() > 1;
    String pieces =
        applied.pieces().stream()
            .map(
                each ->
                    "%d %s%s%s"
                        .formatted(
                            each.paid() + each.given(),
                            Text.safe(each.product()),
                            each.role().isEmpty() || !hasRoles
                                ? ""
                                : " as " + Text.safe(each.role()),
                            each.given() == 0 ? "" : " (" + each.given() + " free)"))
            .collect(Collectors.joining(", "));
    return "promotion %s (%s@%s) %s, -%s: %s"
        .formatted(
            Text.safe(applied.id()),
            Text.safe(applied.kind()),
            Text.safe(applied.kindVersion()),
            Text.count(applied.times(), "time", "times"),
            Text.amount(applied.saving()),
            pieces);
  }

  private static String proof(@Nullable Money gap) {
    return gap == null
        ? ""
        : "\nIt is not proven that this is the best deal: another could save up to "
            + Text.amount(gap)
            + " more.";
  }

  private static Table explained(List<ExplainedPromotion> explained) {
    Table table = new Table().words("PROMOTION", "OUTCOME").sentences("WHY");
    explained.forEach(
        each ->
            table.row(
                each.id(),
                each.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                each.detail()));
    return table;
  }
}
