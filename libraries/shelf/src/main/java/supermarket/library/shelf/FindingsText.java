package supermarket.library.shelf;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.PricedLine;
import supermarket.basket.api.deployment.Findings;
import supermarket.basket.api.deployment.Findings.Change;
import supermarket.basket.api.deployment.Findings.Kind;
import supermarket.basket.api.deployment.Findings.UnderWay;

/** What a trial has found, as it lies on the shelf. */
public final class FindingsText {

  private static final String BASKETS = "baskets";

  private FindingsText() {}

  /**
   * Returns findings as JSON.
   *
   * @throws IOException never, but that is how JSON is written
   */
  public static String write(Findings findings) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("bundle", findings.bundle());
    fields.put("version", findings.version());
    fields.put("refusals", findings.refusals());
    fields.put("compared", findings.compared());
    fields.put("missed", findings.missed());
    fields.put("failed", findings.failed());
    fields.put("differing", findings.differing());
    fields.put("changes", findings.changes().stream().map(FindingsText::of).toList());
    fields.put("kinds", findings.kinds().stream().map(FindingsText::of).toList());
    if (findings.ofBaskets()) {
      fields.put("of", BASKETS);
    }
    UnderWay underWay = findings.underWay();
    if (underWay != null) {
      fields.put("since", underWay.since());
      fields.put("what", underWay.what());
    }
    return new String(Json.write(fields), StandardCharsets.UTF_8);
  }

  private static Map<String, Object> of(Change change) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("dearer", change.dearer());
    fields.put("more", of(change.more()));
    fields.put("cheaper", change.cheaper());
    fields.put("less", of(change.less()));
    return fields;
  }

  private static Map<String, Object> of(Kind kind) {
    PricedLine line = kind.example();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("lines", kind.lines());
    fields.put("product", line.product());
    fields.put("quantity", line.quantity());
    fields.put("unit_price", of(line.pricePerPiece()));
    fields.put("cost", of(line.cost()));
    fields.put("strategy", line.strategy());
    fields.put("strategy_version", line.strategyVersion());
    Money cost = kind.cost();
    if (cost != null) {
      fields.put("instead", of(cost));
    }
    fields.put("failure", kind.failure());
    return fields;
  }

  private static Map<String, Object> of(Money money) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("amount", money.getAmount().toPlainString());
    fields.put("currency", money.getCurrencyUnit().getCode());
    return fields;
  }

  /**
   * Reads findings.
   *
   * @throws IOException if they are none, which the message tells in words
   */
  public static Findings read(String text) throws IOException {
    Json.Fields fields = Json.read(text.getBytes(StandardCharsets.UTF_8));
    try {
      List<Change> changes = new ArrayList<>();
      for (Json.Fields each : fields.all("changes")) {
        changes.add(
            new Change(
                each.number("dearer"),
                money(each, "more"),
                each.number("cheaper"),
                money(each, "less")));
      }
      List<Kind> kinds = new ArrayList<>();
      for (Json.Fields each : fields.all("kinds")) {
        kinds.add(kind(each));
      }
      return new Findings(
          fields.text("bundle"),
          fields.text("version"),
          fields.texts("refusals"),
          fields.number("compared"),
          fields.number("missed"),
          fields.number("failed"),
          fields.number("differing"),
          changes,
          kinds,
          fields.has("since")
              ? new UnderWay(Instant.parse(fields.text("since")), fields.text("what"))
              : null,
          List.of(),
          fields.has("of") && fields.text("of").equals(BASKETS));
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new IOException("it says what no findings can: " + e.getMessage(), e);
    }
  }

  private static Kind kind(Json.Fields fields) throws IOException {
    return new Kind(
        fields.number("lines"),
        new PricedLine(
            fields.text("product"),
            fields.number("quantity"),
            money(fields, "unit_price"),
            money(fields, "cost"),
            fields.text("strategy"),
            fields.text("strategy_version")),
        fields.has("instead") ? money(fields, "instead") : null,
        fields.text("failure"));
  }

  private static Money money(Json.Fields fields, String name) throws IOException {
    Json.Fields money = fields.fields(name);
    return Money.of(CurrencyUnit.of(money.text("currency")), new BigDecimal(money.text("amount")));
  }
}
