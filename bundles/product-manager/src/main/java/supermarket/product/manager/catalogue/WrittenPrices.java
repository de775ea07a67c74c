package supermarket.product.manager.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import supermarket.basket.api.catalogue.PriceOverride;
import supermarket.basket.api.catalogue.PriceOverrides;
import supermarket.basket.api.catalogue.PriceScope;

/** Prices for lists and times as they are written: as objects within a product, or as rows. */
final class WrittenPrices {

  private static final String LIST = "list";
  private static final String FROM = "from";
  private static final String UNTIL = "until";

  private WrittenPrices() {}

  /**
   * Returns those within a product.
   *
   * @param otherwise the currency if none is written
   * @throws IllegalArgumentException if something is missing or written wrongly
   */
  static PriceOverrides of(Entry product, CurrencyUnit otherwise) {
    List<Entry> written = product.prices();
    if (written == null || written.isEmpty()) {
      return PriceOverrides.NONE;
    }
    List<PriceOverride> all = new ArrayList<>(written.size());
    for (Entry each : written) {
      try {
        all.add(override(each, otherwise));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("in 'prices': " + e.getMessage(), e);
      }
    }
    return new PriceOverrides(all);
  }

  /** Returns whether a row is about a price list or a time. */
  static boolean isOne(Entry row) {
    Map<String, String> members = row.members();
    return members.containsKey(LIST) || members.containsKey(FROM) || members.containsKey(UNTIL);
  }

  /**
   * Returns where and when a row holds.
   *
   * @throws IllegalArgumentException if that is written wrongly
   */
  static PriceScope scope(Entry row) {
    Map<String, String> members = row.members();
    return PriceScope.of(
        members.getOrDefault(LIST, ""),
        members.getOrDefault(FROM, ""),
        members.getOrDefault(UNTIL, ""));
  }

  /**
   * Returns what an object or a row says.
   *
   * @param otherwise the currency if none is written
   * @throws IllegalArgumentException if something is missing or written wrongly
   */
  static PriceOverride override(Entry row, CurrencyUnit otherwise) {
    if (row.fault() != null) {
      throw new IllegalArgumentException(row.fault());
    }
    if (row.prices() != null) {
      throw Entry.unknown(Entry.PRICES, "prices have none of their own");
    }
    CurrencyUnit unit = row.currency(otherwise);
    Money price = null;
    String strategy = null;
    for (Map.Entry<String, String> member : row.members().entrySet()) {
      switch (member.getKey()) {
        case Entry.CODE, Entry.CURRENCY, LIST, FROM, UNTIL -> {}
        case Entry.PRICE -> price = Codes.price(unit, member.getValue());
        case Entry.STRATEGY -> strategy = member.getValue();
        default ->
            throw Entry.unknown(
                member.getKey(),
                "a price has list, from, until, unit_price, currency, strategy, parameters");
      }
    }
    Map<String, String> parameters = row.parameters();
    return new PriceOverride(
        scope(row), price, strategy, parameters == null ? Map.of() : parameters);
  }

  /** Returns what a row says over what there is: what it does not say stays. */
  static PriceOverride over(PriceOverride there, PriceOverride row) {
    String strategy = row.strategy() == null ? there.strategy() : row.strategy();
    Map<String, String> parameters = new TreeMap<>(row.parameters());
    if (Objects.equals(strategy, there.strategy())) {
      there.parameters().forEach(parameters::putIfAbsent);
    }
    Money price = row.unitPrice() == null ? there.unitPrice() : row.unitPrice();
    return new PriceOverride(row.scope(), price, strategy, parameters);
  }

  /** Returns a row that is of a price list or a time, if it does not say of which. */
  static Entry within(PriceScope scope, Entry row) {
    if (scope.equals(PriceScope.OWN) || isOne(row)) {
      return row;
    }
    Map<String, String> all = new LinkedHashMap<>(row.members());
    all.put(LIST, scope.list());
    if (scope.from() != null) {
      all.put(FROM, scope.from().toString());
    }
    if (scope.until() != null) {
      all.put(UNTIL, scope.until().toString());
    }
    return new Entry(all, row.parameters(), row.prices(), row.isPartial(), row.fault());
  }
}
