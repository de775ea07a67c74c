package supermarket.basket.api.promotion;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.ValueRange;
import java.util.regex.Pattern;

/** Times as people write them. A day as an end is its last moment: "until the 24th". */
final class WrittenTime {

  private static final Pattern DAY = Pattern.compile("[0-9-]+");

  /** Of four digits, so that what is read can be written, the day after it too. */
  private static final ValueRange YEARS = ValueRange.of(1900, 9999);

  private WrittenTime() {}

  /**
   * Returns the time of a text.
   *
   * @throws IllegalArgumentException if it is none; the message names the field
   */
  static LocalDateTime of(String field, String text, boolean isEnd) {
    try {
      boolean isDay = isDay(text);
      LocalDateTime time = isDay ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text);
      if (YEARS.isValidIntValue(time.getYear())
          && time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
        return isDay && isEnd ? time.plusDays(1) : time;
      }
    } catch (DateTimeException wrong) {
      // told below
    }
    throw new IllegalArgumentException(
        "'%s' is no time: give a day such as 2026-12-24, or 2026-12-24T18:00".formatted(field));
  }

  /** Returns whether a text is of a whole day. */
  static boolean isDay(String text) {
    return DAY.matcher(text).matches();
  }

  /** Returns the text of a time. */
  static String words(LocalDateTime time, boolean isEnd) {
    if (!time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
      return time.toString();
    }
    return (isEnd ? time.toLocalDate().minusDays(1) : time.toLocalDate()).toString();
  }
}
