package supermarket.basket.api.promotion;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When, where and for whom a promotion holds. Times are those on the clock of each store.
 *
 * @param from its first moment; null for ever since
 * @param until the first moment after it; null for good; {@code from} itself if it was ended before
 *     it began
 * @param days on which days of the week; empty for each
 * @param hours at which time of the day; null for the whole
 * @param stores in which: their ids, or {@link #GROUP} and a group of stores; empty for all
 * @param member whether for members only
 * @param code which code is needed, normalised; empty for none
 */
public record Conditions(
    @Nullable LocalDateTime from,
    @Nullable LocalDateTime until,
    Set<DayOfWeek> days,
    @Nullable Hours hours,
    Set<String> stores,
    boolean member,
    String code) {

  /** It always holds. */
  public static final Conditions NONE =
      new Conditions(null, null, Set.of(), null, Set.of(), false, "");

  /** What the name of a group of stores begins with. */
  public static final String GROUP = "group:";

  /**
   * Takes unmodifiable, sorted copies.
   *
   * @throws IllegalArgumentException if it ends before it begins
   */
  public Conditions {
    days = days.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(days));
    stores = Collections.unmodifiableSet(new TreeSet<>(stores));
    if (from != null && until != null && until.isBefore(from)) {
      throw new IllegalArgumentException("from %s until %s is no time".formatted(from, until));
    }
  }

  /**
   * Returns the same, ended at a time; what has ended before stays as it is. What has not begun by
   * then keeps its beginning, and ends there: it never holds.
   */
  public Conditions endedAt(LocalDateTime time) {
    if (isOver(time)) {
      return this;
    }
    LocalDateTime end = from != null && from.isAfter(time) ? from : time;
    return new Conditions(from, end, days, hours, stores, member, code);
  }

  /** Returns whether it ends when it begins, and so holds at no time. */
  public boolean isNever() {
    return until != null && until.equals(from);
  }

  /** Returns whether a time is not before it and not after it. */
  public boolean isWithin(LocalDateTime time) {
    return !isBefore(time) && !isOver(time);
  }

  /** Returns whether it is to begin after a time. */
  public boolean isBefore(LocalDateTime time) {
    return from != null && from.isAfter(time) && !isNever();
  }

  /** Returns whether it has ended at a time; what never holds has ended at any. */
  public boolean isOver(LocalDateTime time) {
    return isNever() || (until != null && !until.isAfter(time));
  }

  /** Returns whether the day of the week and the time of the day are right. */
  public boolean isOpen(LocalDateTime time) {
    return hours == null
        ? days.isEmpty() || days.contains(time.getDayOfWeek())
        : hours.hold(time, days);
  }

  /** Returns whether it holds in the store. */
  public boolean isFor(Facts facts) {
    return stores.isEmpty()
        || stores.contains(facts.store())
        || facts.groups().stream().anyMatch(group -> stores.contains(GROUP + group));
  }

  /** Returns whether it holds. */
  public boolean hold(Facts facts) {
    return isWithin(facts.time())
        && isOpen(facts.time())
        && isFor(facts)
        && (!member || facts.member())
        && (code.isEmpty() || facts.codes().contains(code));
  }
}
