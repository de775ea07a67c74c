package supermarket.basket.api.catalogue;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where and when a price holds: in one price list, from a time on the clock of each store, until
 * another one. The first is in, the second is not.
 *
 * @param list a price list
 * @param from null for ever since
 * @param until null for good
 */
public record PriceScope(String list, @Nullable LocalDateTime from, @Nullable LocalDateTime until) {

  /** The default list, always: the price that stands with the product itself. */
  public static final PriceScope OWN = new PriceScope(Stores.DEFAULT_LIST, null, null);

  /**
   * Checks the times.
   *
   * @throws IllegalArgumentException if it ends before it begins, or a time has parts of a second
   */
  public PriceScope {
    if (from != null && until != null && !from.isBefore(until)) {
      throw new IllegalArgumentException("from %s until %s is no time".formatted(from, until));
    }
    requireSeconds(from);
    requireSeconds(until);
  }

  private static void requireSeconds(@Nullable LocalDateTime time) {
    if (time != null && !time.truncatedTo(ChronoUnit.SECONDS).equals(time)) {
      throw new IllegalArgumentException(time + " has parts of a second");
    }
  }

  /** Returns that of a whole list. */
  public static PriceScope of(String list) {
    return new PriceScope(list, null, null);
  }

  /**
   * Returns one as people write it.
   *
   * @param list empty for the default list
   * @param from a date such as {@code 2026-12-07}, which is its first moment, or a date and time
   *     such as {@code 2026-12-07T06:00}; empty for none
   * @param until likewise
   * @throws IllegalArgumentException if one of them is none
   */
  public static PriceScope of(String list, String from, String until) {
    return new PriceScope(
        list.isEmpty() ? Stores.DEFAULT_LIST : list, time("from", from), time("until", until));
  }

  private static @Nullable LocalDateTime time(String what, String text) {
    if (text.isEmpty()) {
      return null;
    }
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay()
          : LocalDateTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is no time: give a date such as 2026-12-07, or 2026-12-07T06:00".formatted(what),
          e);
    }
  }

  /** Returns whether it ends. */
  public boolean isTemporary() {
    return until != null;
  }

  /** Returns whether it is in force at a time. */
  boolean holdsAt(LocalDateTime time) {
    return (from == null || !from.isAfter(time)) && (until == null || until.isAfter(time));
  }

  /** Returns whether there is a time that belongs to both, in one list. */
  boolean overlaps(PriceScope other) {
    return list.equals(other.list)
        && (from == null || other.until == null || from.isBefore(other.until))
        && (other.from == null || until == null || other.from.isBefore(until));
  }

  /** Returns it in words, such as {@code south from 2026-12-07}. */
  @Override
  public String toString() {
    return list
        + (from == null ? "" : " from " + words(from))
        + (until == null ? "" : " until " + words(until));
  }

  /** Returns a time as it may be written. */
  public static String words(LocalDateTime time) {
    boolean isDay = time.toLocalTime().toSecondOfDay() == 0;
    return isDay ? time.toLocalDate().toString() : time.toString();
  }
}
