package supermarket.basket.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static supermarket.basket.promotion.Chain.line;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Facts;
import supermarket.basket.api.promotion.Hours;

/** A promotion takes part only where, when and for whom it holds. */
class ConditionsTest {

  /** A Friday. */
  private static final String FRIDAY = "2026-12-04T";

  private static final String SATURDAY = "2026-12-05T";

  private static boolean holds(Conditions conditions, Facts facts) {
    String total =
        Chain.amount(
            new Chain()
                .with("x", Chain.part("1/2"), conditions)
                .facts(facts)
                .apply(line("A", "2.00", 1)));
    assertThat(total).isIn("1.00", "2.00");
    return total.equals("1.00");
  }

  private static Facts at(String time) {
    return new Facts("sp1", Set.of("south"), LocalDateTime.parse(time), false, Set.of());
  }

  private static boolean holdsAt(Conditions conditions, String time) {
    return holds(conditions, at(time));
  }

  private static Conditions hours(String hours, DayOfWeek... days) {
    return new Conditions(null, null, Set.of(days), Hours.of(hours), Set.of(), false, "");
  }

  private static Conditions stores(String... stores) {
    return new Conditions(null, null, Set.of(), null, Set.of(stores), false, "");
  }

  /** VirtoCommerce/vc-platform #956. */
  @Test
  void windowIsHalfOpen() {
    Conditions march =
        new Conditions(
            LocalDateTime.parse("2026-03-01T00:00"),
            LocalDateTime.parse("2026-04-01T00:00"),
            Set.of(),
            null,
            Set.of(),
            false,
            "");
    assertThat(holdsAt(march, "2026-02-28T23:59:59.999")).isFalse();
    assertThat(holdsAt(march, "2026-03-01T00:00")).isTrue();
    assertThat(holdsAt(march, "2026-03-31T23:59:59.999")).isTrue();
    assertThat(holdsAt(march, "2026-04-01T00:00")).isFalse();
  }

  @Test
  void hoursOverMidnightBelongToTheDayOnWhichTheyBegin() {
    Conditions night = hours("22:00-02:00", DayOfWeek.FRIDAY);
    assertThat(holdsAt(night, FRIDAY + "21:59:59")).isFalse();
    assertThat(holdsAt(night, FRIDAY + "22:00")).isTrue();
    assertThat(holdsAt(night, SATURDAY + "01:59:59")).isTrue();
    assertThat(holdsAt(night, SATURDAY + "02:00")).isFalse();
    assertThat(holdsAt(night, SATURDAY + "22:00")).isFalse();
    assertThat(holdsAt(night, FRIDAY + "01:00")).isFalse();
    assertThat(holdsAt(hours("22:00-02:00"), FRIDAY + "01:00")).isTrue();
  }

  @Test
  void hoursOfADayAreHalfOpen() {
    Conditions noon = hours("11:00-14:00", DayOfWeek.FRIDAY);
    assertThat(holdsAt(noon, FRIDAY + "10:59:59")).isFalse();
    assertThat(holdsAt(noon, FRIDAY + "11:00")).isTrue();
    assertThat(holdsAt(noon, FRIDAY + "13:59:59")).isTrue();
    assertThat(holdsAt(noon, FRIDAY + "14:00")).isFalse();
    assertThat(holdsAt(noon, SATURDAY + "12:00")).isFalse();
    assertThat(holdsAt(hours("22:00-24:00"), FRIDAY + "23:59:59")).isTrue();
    assertThat(holdsAt(hours("22:00-24:00"), SATURDAY + "00:00")).isFalse();
    assertThat(holdsAt(hours("00:00-06:00"), SATURDAY + "00:00")).isTrue();
  }

  @Test
  void daysAloneAreWholeDays() {
    Conditions friday =
        new Conditions(null, null, Set.of(DayOfWeek.FRIDAY), null, Set.of(), false, "");
    assertThat(holdsAt(friday, FRIDAY + "00:00")).isTrue();
    assertThat(holdsAt(friday, FRIDAY + "23:59:59")).isTrue();
    assertThat(holdsAt(friday, SATURDAY + "00:00")).isFalse();
  }

  @Test
  void storesAreNamedOrInAGroup() {
    assertThat(holdsAt(stores("sp1"), FRIDAY + "12:00")).isTrue();
    assertThat(holdsAt(stores("sp2"), FRIDAY + "12:00")).isFalse();
    assertThat(holdsAt(stores("group:south"), FRIDAY + "12:00")).isTrue();
    assertThat(holdsAt(stores("south"), FRIDAY + "12:00")).isFalse();
    assertThat(holdsAt(stores("group:sp1"), FRIDAY + "12:00")).isFalse();
  }

  @Test
  void membersAndCodesAreAskedFor() {
    LocalDateTime noon = LocalDateTime.parse(FRIDAY + "12:00");
    Conditions both = new Conditions(null, null, Set.of(), null, Set.of(), true, "XMAS");
    assertThat(holds(both, new Facts("sp1", Set.of(), noon, true, Set.of("XMAS")))).isTrue();
    assertThat(holds(both, new Facts("sp1", Set.of(), noon, false, Set.of("XMAS")))).isFalse();
    assertThat(holds(both, new Facts("sp1", Set.of(), noon, true, Set.of("OTHER")))).isFalse();
  }
}
