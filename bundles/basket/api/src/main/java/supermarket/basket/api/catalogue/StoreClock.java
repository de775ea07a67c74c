package supermarket.basket.api.catalogue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The time on the clock of a store, by which its prices change. It never goes back, so that a price
 * which has begun has begun: in the hour that comes twice in autumn it stands before the end of
 * that hour until the hour is over. What is to begin within the hour that is left out in spring
 * begins when the clock is put forward.
 */
public final class StoreClock {

  private StoreClock() {}

  /** Returns when a time begins: from that instant on the clock does not stand before it. */
  public static OffsetDateTime beginning(LocalDateTime time, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(time);
    return change != null && change.isGap()
        ? change.getInstant().atZone(zone).toOffsetDateTime()
        : ZonedDateTime.of(time, zone).toOffsetDateTime();
  }

  /** Returns the time at an instant. */
  public static LocalDateTime at(Instant instant, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    ZoneOffset offset = rules.getOffset(instant);
    LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, offset);
    if (!rules.isFixedOffset()) {
      ZoneOffsetTransition twice = rules.getTransition(time);
      if (twice != null && twice.isOverlap() && offset.equals(twice.getOffsetAfter())) {
        return twice.getDateTimeBefore().minusSeconds(1);
      }
    }
    return time;
  }
}
