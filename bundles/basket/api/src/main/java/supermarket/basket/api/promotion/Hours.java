package supermarket.basket.api.promotion;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time of the day. It may go over midnight: then it belongs to the day on which it begins.
 *
 * @param from the first moment, to the minute
 * @param until the first moment after it, to the minute; {@link LocalTime#MIDNIGHT} is the end of
 *     the day
 */
public record Hours(LocalTime from, LocalTime until) {

  private static final Pattern TEXT = Pattern.compile("([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})");
  private static final String END_OF_DAY = "24:00";

  /**
   * Checks the times.
   *
   * @throws IllegalArgumentException if they are the same
   */
  public Hours {
    if (from.equals(until)) {
      throw new IllegalArgumentException(
          "hours from %s until %s: leave them out for the whole day".formatted(from, until));
    }
  }

  /**
   * Returns those of a text such as {@code 11:00-14:00} or {@code 22:00-02:00}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Hours of(String text) {
    Matcher parts = TEXT.matcher(text);
    if (parts.matches()) {
      try {
        String end = parts.group(2);
        return new Hours(
            LocalTime.parse(parts.group(1)),
            end.equals(END_OF_DAY) ? LocalTime.MIDNIGHT : LocalTime.parse(end));
      } catch (DateTimeException wrong) {
        // told below
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' are no hours: give them such as 11:00-14:00, or 22:00-02:00");
  }

  /**
   * Returns whether a time is within them.
   *
   * @param days the days on which they begin; empty for each
   */
  boolean hold(LocalDateTime time, Set<DayOfWeek> days) {
    LocalTime now = time.toLocalTime();
    boolean isOvernight = !until.isAfter(from) && !until.equals(LocalTime.MIDNIGHT);
    boolean isBeforeEnd = until.equals(LocalTime.MIDNIGHT) || now.isBefore(until);
    if (isOvernight && now.isBefore(until)) {
      return days.isEmpty() || days.contains(time.getDayOfWeek().minus(1));
    }
    return !now.isBefore(from)
        && (isOvernight || isBeforeEnd)
        && (days.isEmpty() || days.contains(time.getDayOfWeek()));
  }

  /** Returns them as people write them. */
  @Override
  public String toString() {
    return from + "-" + (until.equals(LocalTime.MIDNIGHT) ? END_OF_DAY : until.toString());
  }
}
