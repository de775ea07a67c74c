package supermarket.product.manager.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.catalogue.StoreClock;

class StoreClockTest {

  private static final long FIRST = 631_152_000; // 1990
  private static final long LAST = 2_524_608_000L; // 2050
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(List.copyOf(ZoneId.getAvailableZoneIds())).map(ZoneId::of);
  }

  /** Often near a change of the clock: elsewhere there is nothing to find. */
  private static long near(ZoneId zone, long second, long offset) {
    ZoneOffsetTransition next = zone.getRules().nextTransition(Instant.ofEpochSecond(second));
    return next == null ? second : next.toEpochSecond() + offset;
  }

  @Property
  void itNeverGoesBack(
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(min = FIRST, max = LAST) long second,
      @ForAll @LongRange(min = -10_000, max = 10_000) long offset,
      @ForAll @LongRange(min = 0, max = 10_000) long later) {
    long at = near(zone, second, offset);
    assertThat(StoreClock.at(Instant.ofEpochSecond(at + later), zone))
        .isAfterOrEqualTo(StoreClock.at(Instant.ofEpochSecond(at), zone));
  }

  /**
   * In an hour that comes twice the first is meant, and in one that is left out the moment when the
   * clock is put forward.
   */
  @Property
  void whatBeginsAtATimeBeginsOnce(
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(min = FIRST, max = LAST) long second,
      @ForAll @LongRange(min = -10_000, max = 10_000) long offset) {
    LocalDateTime from =
        LocalDateTime.ofInstant(Instant.ofEpochSecond(near(zone, second, offset)), zone);
    assertBegins(from, zone);
    assertBegins(from.plusMinutes(37), zone);
  }

  private static void assertBegins(LocalDateTime from, ZoneId zone) {
    Instant begins = StoreClock.beginning(from, zone).toInstant();
    assertThat(StoreClock.at(begins, zone)).isAfterOrEqualTo(from);
    assertThat(StoreClock.at(begins.minusSeconds(1), zone)).isBefore(from);
  }

  @Test
  void bothChangesOfTheClock() {
    assertThat(StoreClock.at(Instant.parse("2026-03-29T00:59:59Z"), BERLIN))
        .isEqualTo("2026-03-29T01:59:59");
    assertThat(StoreClock.at(Instant.parse("2026-03-29T01:00:00Z"), BERLIN))
        .isEqualTo("2026-03-29T03:00:00");
    assertThat(StoreClock.at(Instant.parse("2026-10-25T00:30:00Z"), BERLIN))
        .isEqualTo("2026-10-25T02:30:00");
    assertThat(StoreClock.at(Instant.parse("2026-10-25T01:10:00Z"), BERLIN))
        .as("the hour comes a second time")
        .isEqualTo("2026-10-25T02:59:59");
    assertThat(StoreClock.at(Instant.parse("2026-10-25T02:00:00Z"), BERLIN))
        .isEqualTo("2026-10-25T03:00:00");
  }
}
