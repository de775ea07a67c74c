package supermarket.itests;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Zones by what their clocks show now: the clock of a runtime cannot be turned. */
final class Clocks {

  private static final int NOON = 12;
  private static final int HOURS = 24;

  private Clocks() {}

  /** A zone where it is noon, so that its day neither has just begun nor is about to end. */
  static ZoneId atNoon() {
    int east = NOON - LocalTime.now(ZoneOffset.UTC).getHour();
    return zone(east);
  }

  /** A zone where it is the middle of the night. */
  static ZoneId atMidnight() {
    int east = HOURS - LocalTime.now(ZoneOffset.UTC).getHour();
    return zone(east > NOON ? east - HOURS : east);
  }

  /** The zone whose day has begun first: at any moment its date is later than {@link #last}'s. */
  static ZoneId first() {
    return ZoneId.of("Pacific/Kiritimati");
  }

  /** The zone whose day begins last. */
  static ZoneId last() {
    return ZoneId.of("Etc/GMT+12");
  }

  /** The day in a zone. */
  static LocalDate today(ZoneId zone) {
    return LocalDate.now(zone);
  }

  /** The zone so many hours east of Greenwich, or west, by a name. */
  private static ZoneId zone(int east) {
    // These names count to the west.
    return ZoneId.of(east == 0 ? "Etc/GMT" : "Etc/GMT%+d".formatted(-east));
  }
}
