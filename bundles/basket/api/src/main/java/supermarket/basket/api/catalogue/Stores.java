package supermarket.basket.api.catalogue;

import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * The stores of the chain and the price lists that they sell by. Immutable.
 *
 * @param refusesUnknown whether baskets of a store that is not named here are refused; if not, the
 *     default price list is theirs
 * @param zone the time zone of stores that are not named here
 * @param lists the currencies of the declared price lists, by id; the default list is not declared
 * @param byId the stores, by id
 * @param vat the rates of value added tax, by the id of the price list; a list without has those of
 *     the default list
 * @param labels how labels with a price or a weight are read, by what they begin with
 */
public record Stores(
    boolean refusesUnknown,
    ZoneId zone,
    Map<String, CurrencyUnit> lists,
    Map<String, Store> byId,
    Map<String, VatRates> vat,
    Map<String, LabelPattern> labels) {

  /** The price list of each store that has no other: the prices that name no list. */
  public static final String DEFAULT_LIST = "default";

  /** No store is known, and none is refused. */
  public static final Stores NONE = new Stores(false, ZoneId.of("UTC"), Map.of(), Map.of());

  private static final Pattern LIST = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

  /** So many stores and lists there may be. */
  public static final int MOST = 100_000;

  /**
   * Takes unmodifiable copies, sorted by id.
   *
   * @throws IllegalArgumentException if the id of a list is none, a store has a list that is not
   *     declared, the default list is declared, there are more than {@link #MOST}, every store
   *     would be refused, or the VAT rates are of no list, or of other classes than those of the
   *     default list
   */
  public Stores {
    lists = Collections.unmodifiableMap(new TreeMap<>(lists));
    byId = Collections.unmodifiableMap(new TreeMap<>(byId));
    vat = Collections.unmodifiableMap(new TreeMap<>(vat));
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    if (lists.containsKey(DEFAULT_LIST)) {
      throw new IllegalArgumentException(
          "the price list '" + DEFAULT_LIST + "' is there anyhow, in the catalogue's currency");
    }
    for (String id : lists.keySet()) {
      if (!LIST.matcher(id).matches()) {
        throw new IllegalArgumentException(
            "the id of a price list must be of 1 to 64 small letters, digits and hyphens");
      }
    }
    if (byId.size() > MOST || lists.size() > MOST) {
      throw new IllegalArgumentException("there may be at most " + MOST + " stores and lists");
    }
    if (refusesUnknown && byId.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown stores are refused and no store is known, so each basket would be refused");
    }
    for (Store store : byId.values()) {
      if (!isList(store.list(), lists)) {
        throw new IllegalArgumentException(
            "store '%s' has the price list '%s', which is not declared; there are %s"
                .formatted(store.id(), store.list(), names(lists)));
      }
    }
    checkVat(vat, lists);
  }

  /** Stores of which nothing is said of tax and labels. */
  public Stores(
      boolean refusesUnknown,
      ZoneId zone,
      Map<String, CurrencyUnit> lists,
      Map<String, Store> byId) {
    this(refusesUnknown, zone, lists, byId, Map.of(), Map.of());
  }

  private static void checkVat(Map<String, VatRates> vat, Map<String, CurrencyUnit> lists) {
    VatRates first = vat.getOrDefault(DEFAULT_LIST, VatRates.NONE);
    vat.forEach(
        (list, rates) -> {
          if (!isList(list, lists)) {
            throw new IllegalArgumentException(
                "there are VAT rates of the price list '%s', which is not declared; there are %s"
                    .formatted(list, names(lists)));
          }
          if (!first.hasClassesOf(rates)) {
            throw new IllegalArgumentException(
                "the price list '%s' has rates of the VAT classes %s, but the default list of %s"
                    .formatted(list, rates.byClass().keySet(), first.byClass().keySet()));
          }
        });
  }

  /** Returns the rates by which a price list is taxed. */
  public VatRates vatOf(String list) {
    VatRates own = vat.get(list);
    return own == null ? vat.getOrDefault(DEFAULT_LIST, VatRates.NONE) : own;
  }

  private static boolean isList(String id, Map<String, CurrencyUnit> lists) {
    return id.equals(DEFAULT_LIST) || lists.containsKey(id);
  }

  private static Collection<String> names(Map<String, CurrencyUnit> lists) {
    Map<String, String> all = new TreeMap<>();
    all.put(DEFAULT_LIST, DEFAULT_LIST);
    lists.keySet().forEach(id -> all.put(id, id));
    return all.values();
  }

  /** Returns the store of an id; null if none is known. */
  public @Nullable Store get(String id) {
    return byId.get(id);
  }

  /** Returns whether there is a price list of this id. */
  public boolean hasList(String id) {
    return isList(id, lists);
  }

  /**
   * Returns these, with unknown stores refused or not.
   *
   * @throws IllegalArgumentException if every store would be refused
   */
  public Stores refusingUnknown(boolean refuses) {
    return new Stores(refuses, zone, lists, byId, vat, labels);
  }

  /** Returns these with another store, or with one in the place of that of its id. */
  public Stores with(Store store) {
    return with(with(byId, store.id(), store));
  }

  private Stores with(Map<String, Store> others) {
    return new Stores(refusesUnknown, zone, lists, others, vat, labels);
  }

  /**
   * Returns these without a store.
   *
   * @throws IllegalArgumentException if it is not known, or the last one while unknown ones are
   *     refused
   */
  public Stores without(String id) {
    if (!byId.containsKey(id)) {
      throw new IllegalArgumentException("there is no store '" + id + "'");
    }
    return with(without(byId, id));
  }

  private static <V> Map<String, V> with(Map<String, V> present, String id, V value) {
    Map<String, V> all = new TreeMap<>(present);
    all.put(id, value);
    return all;
  }

  private static <V> Map<String, V> without(Map<String, V> present, String id) {
    Map<String, V> all = new TreeMap<>(present);
    all.remove(id);
    return all;
  }

  /** Returns these with a price list, or with another currency for that of its id. */
  public Stores withList(String id, CurrencyUnit currency) {
    return new Stores(refusesUnknown, zone, with(lists, id, currency), byId, vat, labels);
  }

  /**
   * Returns these without a price list.
   *
   * @throws IllegalArgumentException if it is not declared, or a store has it
   */
  public Stores withoutList(String id) {
    if (!lists.containsKey(id)) {
      throw new IllegalArgumentException("the price list '" + id + "' is not declared");
    }
    return new Stores(refusesUnknown, zone, without(lists, id), byId, without(vat, id), labels);
  }

  /**
   * Returns these with what somebody has changed in others. A list that one of the two has taken
   * away stays while a store has it.
   *
   * @param before what he had
   * @param after what he made of it
   */
  public Stores merged(Stores before, Stores after) {
    Map<String, Store> stores = merged(byId, before.byId, after.byId);
    Map<String, CurrencyUnit> declared = merged(lists, before.lists, after.lists);
    for (Store store : stores.values()) {
      CurrencyUnit known = lists.getOrDefault(store.list(), after.lists.get(store.list()));
      if (known != null) {
        declared.putIfAbsent(store.list(), known);
      }
    }
    boolean refuses =
        before.refusesUnknown == after.refusesUnknown ? refusesUnknown : after.refusesUnknown;
    ZoneId clock = before.zone.equals(after.zone) ? zone : after.zone;
    Map<String, VatRates> rates = merged(vat, before.vat, after.vat);
    rates.keySet().removeIf(list -> !isList(list, declared));
    VatRates first = rates.getOrDefault(DEFAULT_LIST, VatRates.NONE);
    rates.replaceAll(
        (list, each) -> first.hasClassesOf(each) ? each : vat.getOrDefault(list, each));
    rates.values().removeIf(each -> !first.hasClassesOf(each));
    return new Stores(
        refuses && !stores.isEmpty(),
        clock,
        declared,
        stores,
        rates,
        merged(labels, before.labels, after.labels));
  }

  private static <V> Map<String, V> merged(
      Map<String, V> here, Map<String, V> before, Map<String, V> after) {
    Map<String, V> all = new TreeMap<>(here);
    before.keySet().stream().filter(id -> !after.containsKey(id)).forEach(all::remove);
    after.forEach(
        (id, value) -> {
          if (!Objects.equals(before.get(id), value)) {
            all.put(id, value);
          }
        });
    return all;
  }
}
