package supermarket.basket.api.catalogue;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The prices of a product in price lists and for times. In one list the last that has begun and
 * does not end holds, and before it one that ends for as long as it holds. What a list says comes
 * before what the default list says, and that before the product's own terms.
 *
 * <p>Immutable.
 *
 * @param all by list, then by time
 */
public record PriceOverrides(List<PriceOverride> all) {

  /** So many a product may have. */
  public static final int MOST = 1_000;

  /**
   * So many times, those of all lists together: in each list those of the default list count too.
   */
  public static final int MOST_TIMES = 10_000;

  private static final Comparator<LocalDateTime> EVER_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  private static final Comparator<PriceOverride> ORDER =
      Comparator.comparing(
              PriceOverride::scope, Comparator.comparing((PriceScope scope) -> scope.list()))
          .thenComparing(each -> each.scope().isTemporary())
          .thenComparing(each -> each.scope().from(), EVER_FIRST);

  /** There is one price. */
  public static final PriceOverrides NONE = new PriceOverrides(List.of());

  /**
   * Takes a sorted copy.
   *
   * @throws IllegalArgumentException if there are more than {@link #MOST} or {@link #MOST_TIMES},
   *     or of two in one list it cannot be told which holds: those that end overlap, or the others
   *     begin at one time
   */
  public PriceOverrides {
    if (all.size() > MOST) {
      throw new IllegalArgumentException(
          "it has more than " + MOST + " prices for lists and times");
    }
    all = sorted(all);
    long ofDefault = 0;
    long lists = 0;
    String list = "";
    for (PriceOverride each : all) {
      ofDefault += each.scope().list().equals(Stores.DEFAULT_LIST) ? 1 : 0;
      lists += each.scope().list().equals(list) ? 0 : 1;
      list = each.scope().list();
    }
    if (2 * (lists * ofDefault + all.size()) > MOST_TIMES) {
      throw new IllegalArgumentException(
          "its prices change at more than " + MOST_TIMES + " times, those of all lists together");
    }
    for (int i = 1; i < all.size(); i++) {
      refuseUndecided(all.get(i - 1).scope(), all.get(i).scope());
    }
  }

  /** Mostly they are sorted already. */
  private static List<PriceOverride> sorted(List<PriceOverride> all) {
    for (int i = 1; i < all.size(); i++) {
      if (ORDER.compare(all.get(i - 1), all.get(i)) > 0) {
        return all.stream().sorted(ORDER).toList();
      }
    }
    return List.copyOf(all);
  }

  /** Neighbours are enough: those of a list that end stand together, in the order of their time. */
  private static void refuseUndecided(PriceScope first, PriceScope second) {
    boolean sameKind =
        first.list().equals(second.list()) && first.isTemporary() == second.isTemporary();
    boolean isUndecided =
        first.isTemporary()
            ? first.overlaps(second)
            : EVER_FIRST.compare(first.from(), second.from()) == 0;
    if (sameKind && isUndecided) {
      throw new IllegalArgumentException(
          "the prices of %s and of %s overlap".formatted(first, second));
    }
  }

  /** Returns the same, with each in the place of an equal one. */
  public PriceOverrides sharing(UnaryOperator<PriceOverride> equal) {
    return isEmpty() ? this : new PriceOverrides(all.stream().map(equal).toList());
  }

  /** Returns whether one names a strategy. */
  boolean nameStrategies() {
    for (PriceOverride each : all) {
      if (each.strategy() != null) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether there is none. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Returns the lists of which one says something, the default list too if it does. */
  public SortedSet<String> lists() {
    SortedSet<String> lists = new TreeSet<>();
    all.forEach(each -> lists.add(each.scope().list()));
    return lists;
  }

  /** Returns the one of a scope; empty if there is none. */
  public Optional<PriceOverride> of(PriceScope scope) {
    return all.stream().filter(each -> each.scope().equals(scope)).findFirst();
  }

  /**
   * Returns these with another one, or with one in the place of that of its scope.
   *
   * @throws IllegalArgumentException if it overlaps with one of another scope
   */
  public PriceOverrides with(PriceOverride override) {
    List<PriceOverride> more = new ArrayList<>(without(each -> each.equals(override.scope())).all);
    more.add(override);
    return new PriceOverrides(more);
  }

  /** Returns these without some. */
  public PriceOverrides without(Predicate<PriceScope> scopes) {
    List<PriceOverride> others = all.stream().filter(each -> !scopes.test(each.scope())).toList();
    return others.size() == all.size() ? this : new PriceOverrides(others);
  }

  /**
   * Returns these without what cannot hold any more.
   *
   * @param past what is over on every clock
   */
  public PriceOverrides since(LocalDateTime past) {
    return without(scope -> isOver(scope, past));
  }

  private boolean isOver(PriceScope scope, LocalDateTime past) {
    LocalDateTime until = scope.until();
    return until != null
        ? !until.isAfter(past)
        : all.stream()
            .map(PriceOverride::scope)
            .filter(other -> other.list().equals(scope.list()) && !other.isTemporary())
            .anyMatch(
                other -> EVER_FIRST.compare(other.from(), scope.from()) > 0 && other.holdsAt(past));
  }

  /**
   * Returns the terms that hold.
   *
   * @param own those of the product itself
   * @param list a price list; one that nothing is said of has what the default list has
   * @param time on the clock of the store
   */
  public ProductTerms at(ProductTerms own, String list, LocalDateTime time) {
    ProductTerms terms = own;
    PriceOverride override = inForce(Stores.DEFAULT_LIST, time);
    if (override != null) {
      terms = override.over(terms);
    }
    override = list.equals(Stores.DEFAULT_LIST) ? null : inForce(list, time);
    return override == null ? terms : override.over(terms);
  }

  private @Nullable PriceOverride inForce(String list, LocalDateTime time) {
    PriceOverride found = null;
    for (PriceOverride each : all) {
      if (each.scope().list().equals(list) && each.scope().holdsAt(time)) {
        found = each; // they are sorted: the last that has begun, and those that end after them
      }
    }
    return found;
  }

  /** Returns the times at which a list's terms may change, in their order. */
  public SortedSet<LocalDateTime> times(String list) {
    SortedSet<LocalDateTime> times = new TreeSet<>();
    for (PriceOverride each : all) {
      PriceScope scope = each.scope();
      if (scope.list().equals(list) || scope.list().equals(Stores.DEFAULT_LIST)) {
        add(times, scope.from());
        add(times, scope.until());
      }
    }
    return times;
  }

  private static void add(Set<LocalDateTime> times, @Nullable LocalDateTime time) {
    if (time != null) {
      times.add(time);
    }
  }

  /**
   * Returns all terms that hold in some list at some time.
   *
   * @param own those of the product itself
   */
  public Set<ProductTerms> terms(ProductTerms own) {
    Set<ProductTerms> terms = new LinkedHashSet<>();
    terms.add(own);
    for (String list : lists()) {
      terms.add(at(own, list, LocalDateTime.MIN));
      times(list).forEach(time -> terms.add(at(own, list, time)));
    }
    return terms;
  }

  /** Returns what is another one in later ones, in words. */
  public List<String> differences(PriceOverrides later) {
    Set<PriceOverride> both = new LinkedHashSet<>(all);
    both.addAll(later.all);
    Set<PriceScope> scopes = new LinkedHashSet<>();
    both.stream().sorted(ORDER).forEach(each -> scopes.add(each.scope()));
    List<String> differences = new ArrayList<>();
    for (PriceScope scope : scopes) {
      String before = of(scope).map(PriceOverride::words).orElse("none");
      String after = later.of(scope).map(PriceOverride::words).orElse("none");
      if (!before.equals(after)) {
        differences.add(scope + ": " + before + " -> " + after);
      }
    }
    return differences;
  }
}
