package supermarket.product.manager.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.catalogue.Product;
import supermarket.basket.api.catalogue.ProductEntry;
import supermarket.basket.api.catalogue.ProductTerms;
import supermarket.basket.api.catalogue.ScanCodes;
import supermarket.library.text.Printable;

/**
 * A product as it is written somewhere.
 *
 * @param members what is written, by name, but the parameters
 * @param parameters the parameters of its rule; null if none are written
 * @param prices what is written for price lists and times; null if nothing is
 * @param isPartial whether parameters that are not written stay as they are
 * @param fault what is wrong with how it is written; null if nothing is known yet
 */
record Entry(
    Map<String, String> members,
    @Nullable Map<String, String> parameters,
    @Nullable List<Entry> prices,
    boolean isPartial,
    @Nullable String fault) {

  /** So much of a value is told. */
  private static final int LONGEST = 64;

  static final String CODE = "code";
  private static final String NAME = "name";
  static final String PRICE = "unit_price";
  static final String CURRENCY = "currency";
  static final String STRATEGY = "strategy";
  private static final String SOLD_BY = "sold_by";
  private static final String VAT = "vat";
  private static final String DEPOSIT = "deposit";
  static final String GTINS = "gtins";
  private static final String PLU = "plu";
  static final String PARAMETERS = "parameters";
  static final String PRICES = "prices";

  /** Of what somebody has typed. */
  static Entry of(ProductEntry typed) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put(CODE, typed.code());
    members.put(NAME, typed.name());
    members.put(PRICE, typed.amount());
    members.put(STRATEGY, typed.strategy());
    members.putAll(typed.details());
    if (!typed.currency().isEmpty()) {
      members.put(CURRENCY, typed.currency());
    }
    if (!typed.soldBy().isEmpty()) {
      members.put(SOLD_BY, typed.soldBy());
    }
    return new Entry(members, typed.parameters(), null, false, null);
  }

  /** Of what somebody has typed of a product that is there: what is empty is not written. */
  static Entry partOf(ProductEntry typed) {
    Map<String, String> members = new LinkedHashMap<>(of(typed).members);
    members.values().removeIf(String::isEmpty);
    return new Entry(members, typed.parameters(), null, true, null);
  }

  /** Returns the code, if it is one. */
  @Nullable String code() {
    String code = members.get(CODE);
    return code != null && Codes.isCode(code) ? code : null;
  }

  /**
   * Returns the same, with what is not written as it is at present. Parameters stay with the
   * strategy that they are for.
   */
  Entry over(@Nullable Product present) {
    if (present == null) {
      return this;
    }
    Map<String, String> all = new LinkedHashMap<>(members);
    all.putIfAbsent(NAME, present.name());
    all.putIfAbsent(PRICE, present.unitPrice().getAmount().toPlainString());
    all.putIfAbsent(CURRENCY, present.unitPrice().getCurrencyUnit().getCode());
    all.putIfAbsent(STRATEGY, present.strategy());
    all.putIfAbsent(SOLD_BY, present.soldBy().word());
    all.putIfAbsent(VAT, Codes.orNone(present.vatClass()));
    all.putIfAbsent(DEPOSIT, Codes.orNone(present.deposit()));
    all.putIfAbsent(GTINS, present.scanCodes().gtinsText());
    all.putIfAbsent(PLU, present.scanCodes().pluText());
    Map<String, String> with = parameters;
    if (present.strategy().equals(all.get(STRATEGY)) && (parameters == null || isPartial)) {
      with = new TreeMap<>(present.parameters());
      with.putAll(parameters == null ? Map.of() : parameters);
    }
    return new Entry(all, with, prices, isPartial, fault);
  }

  /** Returns whether a value has a line break or another control character in it. */
  boolean hasControls() {
    return Codes.haveControls(members.values())
        || (parameters != null && Codes.haveControls(parameters.values()))
        || (prices != null && prices.stream().anyMatch(Entry::hasControls));
  }

  /**
   * Returns the product.
   *
   * @param otherwise the currency if none is written
   * @throws IllegalArgumentException if something is missing or written wrongly
   */
  Product product(CurrencyUnit otherwise) {
    if (fault != null) {
      throw new IllegalArgumentException(fault);
    }
    CurrencyUnit unit = currency(otherwise);
    String name = "";
    Money price = null;
    String strategy = null;
    SoldBy soldBy = SoldBy.PIECE;
    String vatClass = "";
    String deposit = "";
    String gtins = "";
    String plu = "";
    for (Map.Entry<String, String> member : members.entrySet()) {
      switch (member.getKey()) {
        case CODE, CURRENCY -> {}
        case NAME -> name = member.getValue();
        case PRICE -> price = Codes.price(unit, member.getValue());
        case STRATEGY -> strategy = member.getValue();
        case SOLD_BY -> soldBy = SoldBy.of(member.getValue());
        case VAT -> vatClass = Codes.vatClass(member.getValue());
        case DEPOSIT -> deposit = Codes.deposit(member.getValue());
        case GTINS -> gtins = Codes.orEmpty(member.getValue());
        case PLU -> plu = Codes.orEmpty(member.getValue());
        default ->
            throw unknown(
                member.getKey(),
                "a product has code, name, unit_price, currency, sold_by, vat, deposit, gtins, plu,"
                    + " strategy, parameters, prices");
      }
    }
    if (price == null || strategy == null) {
      throw new IllegalArgumentException(
          price == null ? "'unit_price' is missing" : "'strategy' is missing");
    }
    String code = code();
    if (code == null) {
      throw new IllegalArgumentException("'code' must be 1 to 64 characters");
    }
    Map<String, String> given = parameters == null ? Map.of() : parameters;
    return new Product(
        code,
        name,
        vatClass,
        deposit,
        ScanCodes.of(gtins, plu),
        new ProductTerms(strategy, price, soldBy, given),
        WrittenPrices.of(this, unit));
  }

  static IllegalArgumentException unknown(String member, String known) {
    return new IllegalArgumentException(
        "unknown member '" + Printable.of(member, LONGEST) + "': " + known);
  }

  /** The currency that is written, or another one. */
  CurrencyUnit currency(CurrencyUnit otherwise) {
    String own = members.get(CURRENCY);
    if (own == null) {
      return otherwise;
    }
    try {
      return CurrencyUnit.of(own);
    } catch (IllegalCurrencyException unknown) {
      throw new IllegalArgumentException(
          "'" + Printable.of(own, LONGEST) + "' is no currency", unknown);
    }
  }
}
