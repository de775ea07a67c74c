package supermarket.basket.api.catalogue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
