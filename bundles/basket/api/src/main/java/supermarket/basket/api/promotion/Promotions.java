package supermarket.basket.api.promotion;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import supermarket.pricing.api.promotion.Products;

/**
 * What the catalogue says of promotions. Immutable.
 *
 * @param sets the codes of products, by the name of the set
 * @param noOffers the codes of products that take part in no promotion
 * @param groups the groups of promotions of what is left to pay, in the order in which they are
 *     applied
 * @param byId the promotions, by id
 */
public record Promotions(
    Map<String, Set<String>> sets,
    Set<String> noOffers,
    List<String> groups,
    Map<String, Promotion> byId) {

  /** There are none. */
  public static final Promotions NONE = new Promotions(Map.of(), Set.of(), List.of(), Map.of());

  /** So many promotions, sets and groups there may be. */
  public static final int MOST = 10_000;

  /** So many products all sets may name together. */
  public static final int MOST_MEMBERS = 1_000_000;

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

  /**
   * Takes unmodifiable, sorted copies.
   *
   * @throws IllegalArgumentException if there are too many, a name is none, or a set is empty
   */
  public Promotions {
    Map<String, Set<String>> all = new TreeMap<>();
    sets.forEach((name, codes) -> all.put(name, Collections.unmodifiableSet(new TreeSet<>(codes))));
    sets = Collections.unmodifiableMap(all);
    noOffers = Collections.unmodifiableSet(new TreeSet<>(noOffers));
    groups = List.copyOf(new LinkedHashSet<>(groups));
    byId = Collections.unmodifiableMap(new TreeMap<>(byId));
    if (sets.size() > MOST || groups.size() > MOST || byId.size() > MOST) {
      throw new IllegalArgumentException("there may be at most " + MOST + " promotions and sets");
    }
    sets.keySet().forEach(name -> requireName("a set", name));
    groups.forEach(name -> requireName("a group", name));
    byId.keySet().forEach(id -> requireName("a promotion", id));
    long members = noOffers.size();
    for (Map.Entry<String, Set<String>> set : sets.entrySet()) {
      if (set.getValue().isEmpty() || set.getKey().equals(Products.ALL)) {
        throw new IllegalArgumentException(
            "the set '%s': a set has a product, and 'all' is there anyhow".formatted(set.getKey()));
      }
      members += set.getValue().size();
    }
    if (members > MOST_MEMBERS) {
      throw new IllegalArgumentException(
          "all sets may name at most " + MOST_MEMBERS + " products together");
    }
  }

  /**
   * Checks a name.
   *
   * @param what of what it is
   * @return the name
   * @throws IllegalArgumentException if it is none
   */
  public static String requireName(String what, String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "the name of " + what + " must be of 1 to 64 small letters, digits and hyphens");
    }
    return name;
  }

  /** Returns whether a text may be the name of a promotion, a set or a group. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Returns whether there is neither a promotion nor anything that is said of them. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /** Returns the promotion of an id; null if there is none. */
  public @Nullable Promotion get(String id) {
    return byId.get(id);
  }

  /**
   * Returns the products of a name, without those that take part in no promotion.
   *
   * @param name a set, or the code of a product
   * @param isProduct whether the catalogue has it as a product
   * @return null if there are none
   */
  public @Nullable Products products(String name, boolean isProduct) {
    Set<String> codes = sets.get(name);
    if (codes == null) {
      codes = isProduct ? Set.of(name) : Set.of();
    }
    Set<String> left = new TreeSet<>(codes);
    left.removeAll(noOffers);
    return left.isEmpty() ? null : new Products(name, left);
  }

  /** Returns these with another promotion, or with one in the place of that of its id. */
  public Promotions with(Promotion promotion) {
    return with(put(byId, promotion.id(), promotion));
  }

  /**
   * Returns these without a promotion.
   *
   * @throws IllegalArgumentException if there is none of this id
   */
  public Promotions without(String id) {
    if (!byId.containsKey(id)) {
      throw new IllegalArgumentException("there is no promotion '" + id + "'");
    }
    return with(remove(byId, id));
  }

  private Promotions with(Map<String, Promotion> others) {
    return new Promotions(sets, noOffers, groups, others);
  }

  /** Returns these with a set, or with other products in that of its name. */
  public Promotions withSet(String name, Collection<String> codes) {
    return new Promotions(put(sets, name, Set.copyOf(codes)), noOffers, groups, byId);
  }

  /**
   * Returns these without a set.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Promotions withoutSet(String name) {
    if (!sets.containsKey(name)) {
      throw new IllegalArgumentException("there is no set '" + name + "'");
    }
    return new Promotions(remove(sets, name), noOffers, groups, byId);
  }

  /** Returns these with other products that take part in none. */
  public Promotions withNoOffers(Collection<String> codes) {
    return new Promotions(sets, Set.copyOf(codes), groups, byId);
  }

  /** Returns these with other groups. */
  public Promotions withGroups(List<String> others) {
    return new Promotions(sets, noOffers, others, byId);
  }

  private static <V> Map<String, V> put(Map<String, V> present, String id, V value) {
    Map<String, V> all = new TreeMap<>(present);
    all.put(id, value);
    return all;
  }

  private static <V> Map<String, V> remove(Map<String, V> present, String id) {
    Map<String, V> all = new TreeMap<>(present);
    all.remove(id);
    return all;
  }

  /**
   * Returns these with what somebody has changed in others.
   *
   * @param before what he had
   * @param after what he made of it
   */
  public Promotions merged(Promotions before, Promotions after) {
    Set<String> none = new TreeSet<>(noOffers);
    none.removeIf(code -> before.noOffers.contains(code) && !after.noOffers.contains(code));
    after.noOffers.stream().filter(code -> !before.noOffers.contains(code)).forEach(none::add);
    return new Promotions(
        merged(sets, before.sets, after.sets),
        none,
        before.groups.equals(after.groups) ? groups : after.groups,
        merged(byId, before.byId, after.byId));
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
