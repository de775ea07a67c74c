package supermarket.product.manager.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import supermarket.basket.api.SoldBy;
import supermarket.basket.api.catalogue.PriceOverride;
import supermarket.basket.api.catalogue.PriceOverrides;
import supermarket.basket.api.catalogue.PriceScope;
import supermarket.basket.api.catalogue.ProductTerms;

class PriceOverridesTest {

  private static final ProductTerms OWN =
      new ProductTerms(
          "bulk", Money.parse("EUR 1.00"), SoldBy.PIECE, Map.of("from", "3", "x", "1"));
  private static final LocalDateTime MONDAY = LocalDateTime.parse("2026-12-07T00:00");

  private static PriceOverride price(String scope, String amount) {
    return new PriceOverride(scope(scope), Money.parse("EUR " + amount), null, Map.of());
  }

  /** Such as {@code south 2026-12-07 2026-12-12}; a hyphen is no time. */
  private static PriceScope scope(String text) {
    String[] parts = (text + " - -").split(" ", -1);
    return PriceScope.of(parts[0], parts[1].replaceAll("^-$", ""), parts[2].replaceAll("^-$", ""));
  }

  private static PriceOverrides of(PriceOverride... all) {
    return new PriceOverrides(List.of(all));
  }

  private static String at(PriceOverrides all, String list, String time) {
    return all.at(OWN, list, LocalDateTime.parse(time)).unitPrice().getAmount().toPlainString();
  }

  @Test
  void aPriceHoldsFromItsTimeOnAndUntilTheNext() {
    PriceOverrides all =
        of(price("default 2026-12-07", "2.00"), price("default 2026-12-14T06:00", "3.00"));
    assertThat(at(all, "default", "2026-12-06T23:59:59")).isEqualTo("1.00");
    assertThat(at(all, "default", "2026-12-07T00:00:00")).isEqualTo("2.00");
    assertThat(at(all, "default", "2026-12-14T05:59:59")).isEqualTo("2.00");
    assertThat(at(all, "default", "2026-12-14T06:00:00")).isEqualTo("3.00");
    assertThat(at(all, "south", "2026-12-14T06:00:00"))
        .as("nothing is said of it")
        .isEqualTo("3.00");
  }

  @Test
  void onePriceThatEndsIsFollowedByWhatHoldsWithoutIt() {
    PriceOverrides all =
        of(
            price("default 2026-12-07", "2.00"),
            price("default 2026-12-08 2026-12-10", "0.50"),
            price("default - 2026-12-05", "0.40"));
    assertThat(at(all, "default", "2026-12-04T23:59:59")).isEqualTo("0.40");
    assertThat(at(all, "default", "2026-12-05T00:00:00")).as("a gap").isEqualTo("1.00");
    assertThat(at(all, "default", "2026-12-09T00:00:00")).isEqualTo("0.50");
    assertThat(at(all, "default", "2026-12-10T00:00:00")).isEqualTo("2.00");
  }

  @Test
  void aListComesBeforeTheDefaultListAndWhatItDoesNotSayStays() {
    PriceOverrides all =
        of(
            price("south", "5.00"),
            new PriceOverride(scope("default 2026-12-07"), null, "flat", Map.of()),
            new PriceOverride(scope("north"), null, null, Map.of("from", "9")),
            new PriceOverride(scope("south 2026-12-20"), null, null, Map.of()));
    assertThat(all.at(OWN, "south", MONDAY.minusSeconds(1)))
        .isEqualTo(OWN.at(Money.parse("EUR 5.00")));
    assertThat(all.at(OWN, "south", MONDAY))
        .isEqualTo(OWN.at(Money.parse("EUR 5.00")).by("flat", Map.of()));
    assertThat(all.at(OWN, "north", MONDAY.minusSeconds(1)).parameters())
        .isEqualTo(Map.of("from", "9", "x", "1"));
    assertThat(all.at(OWN, "south", LocalDateTime.parse("2026-12-20T00:00")))
        .as("from then on the list says nothing")
        .isEqualTo(OWN.by("flat", Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "south 2026-12-07 2026-12-09, south 2026-12-08 2026-12-10, true",
    "south 2026-12-07 2026-12-09, south 2026-12-09 2026-12-10, false",
    "south - 2026-12-09, south 2026-12-01 2026-12-02, true",
    "south 2026-12-07 2026-12-09, north 2026-12-08 2026-12-10, false",
    "south 2026-12-07, south 2026-12-07, true",
    "south 2026-12-07, south 2026-12-08, false",
    "south 2026-12-07, south 2026-12-07 2026-12-08, false",
    "south, south, true",
    "south, south - 2026-12-08, false",
  })
  void whatCannotBeDecidedIsRefused(String one, String other, boolean isRefused) {
    for (List<PriceOverride> each :
        List.of(
            List.of(price(one, "1.00"), price(other, "2.00")),
            List.of(price(other, "2.00"), price(one, "1.00")))) {
      if (isRefused) {
        assertThatExceptionOfType(IllegalArgumentException.class)
            .isThrownBy(() -> new PriceOverrides(each))
            .withMessageContaining("overlap");
      } else {
        assertThat(new PriceOverrides(each).all()).hasSize(2);
      }
    }
  }

  @Test
  void thereIsABoundOfTimes() {
    List<PriceOverride> all = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      all.add(price("default " + MONDAY.toLocalDate().plusDays(i), "1.00"));
      all.add(price("list-" + i, "1.00"));
    }
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new PriceOverrides(all))
        .withMessageContaining("10000 times");
  }

  @Test
  void theOwnPriceIsNotOneOfThem() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> price("default", "1.00"))
        .withMessageContaining("the product's own");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> scope("south 2026-12-09 2026-12-09"));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> scope("south next-monday"))
        .withMessageContaining("2026-12-07");
  }

  @Test
  void whatIsOverEverywhereIsForgotten() {
    PriceOverrides all =
        of(
            price("default 2026-12-01", "2.00"),
            price("default 2026-12-07", "3.00"),
            price("default 2026-12-01 2026-12-03", "0.50"),
            price("south", "5.00"));
    assertThat(all.since(MONDAY.minusSeconds(1)).all())
        .extracting(each -> each.scope().toString())
        .containsExactly("default from 2026-12-01", "default from 2026-12-07", "south");
    assertThat(all.since(MONDAY).all())
        .extracting(each -> each.scope().toString())
        .containsExactly("default from 2026-12-07", "south");
  }

  private static final List<String> LISTS = List.of("default", "a", "b");

  /** What was made of some numbers; those that would overlap are left out. */
  private static List<PriceOverride> some(List<Integer> seeds) {
    List<PriceOverride> all = new ArrayList<>();
    for (int seed : seeds) {
      Random random = new Random(seed);
      LocalDateTime from = random.nextInt(5) == 0 ? null : MONDAY.plusHours(random.nextInt(40));
      LocalDateTime until =
          random.nextBoolean()
              ? null
              : (from == null ? MONDAY : from).plusHours(1 + random.nextInt(9));
      PriceScope scope = new PriceScope(LISTS.get(random.nextInt(3)), from, until);
      if (scope.equals(PriceScope.OWN)) {
        continue;
      }
      all.add(
          new PriceOverride(
              scope,
              random.nextInt(4) == 0 ? null : Money.ofMinor(CurrencyUnit.EUR, random.nextInt(900)),
              random.nextInt(3) == 0 ? "s" + random.nextInt(2) : null,
              random.nextInt(3) == 0 ? Map.of("from", "" + random.nextInt(9)) : Map.of()));
      try {
        new PriceOverrides(all);
      } catch (IllegalArgumentException overlap) {
        all.removeLast();
      }
    }
    return all;
  }

  /** As the documents say it, with no care for speed. */
  private static ProductTerms expected(List<PriceOverride> all, String list, LocalDateTime time) {
    ProductTerms terms = OWN;
    for (String each : list.equals("default") ? List.of(list) : List.of("default", list)) {
      PriceOverride holds = null;
      for (PriceOverride override : all) {
        PriceScope scope = override.scope();
        if (scope.list().equals(each)
            && (scope.from() == null || !time.isBefore(scope.from()))
            && (scope.until() == null || time.isBefore(scope.until()))
            && (holds == null || isAbove(scope, holds.scope()))) {
          holds = override;
        }
      }
      if (holds != null) {
        boolean isOther = holds.strategy() != null && !holds.strategy().equals(terms.strategy());
        Map<String, String> parameters = new java.util.TreeMap<>();
        if (!isOther) {
          parameters.putAll(terms.parameters());
        }
        parameters.putAll(holds.parameters());
        terms =
            new ProductTerms(
                isOther ? String.valueOf(holds.strategy()) : terms.strategy(),
                holds.unitPrice() == null ? terms.unitPrice() : holds.unitPrice(),
                SoldBy.PIECE,
                parameters);
      }
    }
    return terms;
  }

  private static boolean isAbove(PriceScope scope, PriceScope other) {
    if (scope.isTemporary() != other.isTemporary()) {
      return scope.isTemporary();
    }
    @Nullable LocalDateTime from = other.from();
    return from == null || (scope.from() != null && scope.from().isAfter(from));
  }

  @Property
  void whichHoldsDoesNotHangOnTheirOrder(
      @ForAll @Size(max = 12) List<@IntRange(max = 9999) Integer> seeds,
      @ForAll @IntRange(min = -5, max = 60) int hour,
      @ForAll @IntRange(max = 2) int list,
      @ForAll Random random) {
    List<PriceOverride> all = some(seeds);
    LocalDateTime time = MONDAY.plusHours(hour);
    ProductTerms expected = expected(all, LISTS.get(list), time);
    List<PriceOverride> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    PriceOverrides overrides = new PriceOverrides(shuffled);
    assertThat(overrides.at(OWN, LISTS.get(list), time)).isEqualTo(expected);
    assertThat(overrides.terms(OWN)).contains(expected);
    assertThat(overrides.since(time).at(OWN, LISTS.get(list), time)).isEqualTo(expected);
  }

  @Property
  void betweenTwoTimesNothingChanges(
      @ForAll @Size(max = 12) List<@IntRange(max = 9999) Integer> seeds,
      @ForAll @IntRange(max = 2) int list) {
    PriceOverrides all = new PriceOverrides(some(seeds));
    List<LocalDateTime> times =
        Stream.concat(Stream.of(MONDAY.minusDays(9)), all.times(LISTS.get(list)).stream()).toList();
    for (int i = 0; i < times.size(); i++) {
      LocalDateTime next = i + 1 < times.size() ? times.get(i + 1) : times.get(i).plusDays(9);
      assertThat(all.at(OWN, LISTS.get(list), next.minusSeconds(1)))
          .isEqualTo(all.at(OWN, LISTS.get(list), times.get(i)));
    }
  }
}
