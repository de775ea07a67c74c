package supermarket.product.manager.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Hours;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.PromotionFields;

class PromotionFieldsTest {

  private static final Map<String, List<String>> LEAST =
      Map.of("id", List.of("lunch"), "kind", List.of("bundle"));

  /** With a field, or another one; an empty text is one that is missing. */
  private static Promotion with(String field, String... values) {
    Map<String, List<String>> fields = new TreeMap<>(LEAST);
    fields.put(field, List.of(values));
    return PromotionFields.promotion(fields, Map.of());
  }

  private static LocalDateTime time(String text) {
    return LocalDateTime.parse(text);
  }

  /** Promotions of all that may be written. */
  static Arbitrary<Promotion> promotions() {
    Arbitrary<String> names = Arbitraries.of("a", "7", "a-b", "x1", "lunch", "z".repeat(64));
    Arbitrary<String> texts =
        Arbitraries.strings().withChars("aZ 7\"\\/:{}[],ß€\u200b\ud83c\udf4e").ofMaxLength(12);
    Arbitrary<String> wellFormed = texts.filter(Codes::isWellFormed);
    Arbitrary<LocalDateTime> times =
        Combinators.combine(
                Arbitraries.integers().between(2000, 9998),
                Arbitraries.integers().between(1, 365),
                Arbitraries.of(0, 1, 59, 3_600, 43_200, 86_399))
            .as(
                (year, day, second) ->
                    LocalDateTime.of(year, 1, 1, 0, 0).plusDays(day - 1L).plusSeconds(second));
    Arbitrary<Hours> hours =
        Arbitraries.of("11:00-14:00", "22:00-02:00", "18:30-24:00", "00:00-00:01").map(Hours::of);
    Arbitrary<Conditions> conditions =
        Combinators.combine(
                times.list().uniqueElements().ofMaxSize(2).map(PromotionFieldsTest::window),
                Arbitraries.of(DayOfWeek.class).set().ofMaxSize(7),
                hours.injectNull(0.5),
                Arbitraries.of("1", "sp 2", "group:south", "ö\"").set().ofMaxSize(3),
                Arbitraries.of(true, false),
                Arbitraries.of("", "LUNCH", "50%", "ÄÖ"))
            .as(
                (window, days, open, stores, member, code) ->
                    new Conditions(
                        window.getFirst(), window.getLast(), days, open, stores, member, code));
    return Combinators.combine(
            names,
            wellFormed,
            wellFormed.filter(kind -> !kind.isEmpty()),
            Arbitraries.maps(wellFormed.filter(name -> !name.isEmpty()), wellFormed).ofMaxSize(4),
            conditions,
            Arbitraries.oneOf(Arbitraries.just(""), names),
            Arbitraries.of(1L, 3L, 999_999_999_999_999_999L, Long.MAX_VALUE),
            Arbitraries.of(true, false))
        .as(Promotion::new);
  }

  private static List<LocalDateTime> window(List<LocalDateTime> times) {
    return switch (times.size()) {
      case 0 -> Arrays.asList(null, null);
      case 1 -> Arrays.asList(times.getFirst(), null);
      default -> List.of(Collections.min(times), Collections.max(times));
    };
  }

  @Test
  void aPromotionNeedsAnIdAndAKindOnly() {
    assertThat(PromotionFields.promotion(LEAST, Map.of()))
        .isEqualTo(
            new Promotion(
                "lunch", "", "bundle", Map.of(), Conditions.NONE, "", Long.MAX_VALUE, false));
    assertThat(PromotionFields.of(PromotionFields.promotion(LEAST, Map.of()))).isEqualTo(LEAST);
  }

  @Test
  void aDayAsAnEndIsThatWholeDay() {
    Conditions conditions = with("until", "2026-12-24").conditions();
    assertThat(conditions.isOver(time("2026-12-24T23:59:59.999999999"))).isFalse();
    assertThat(conditions.isOver(time("2026-12-25T00:00"))).isTrue();
    assertThat(PromotionFields.of(with("until", "2026-12-24")).get("until"))
        .containsExactly("2026-12-24");
  }

  @Test
  void aDayAsABeginningIsThatWholeDayToo() {
    Conditions conditions = with("from", "2026-12-24").conditions();
    assertThat(conditions.isBefore(time("2026-12-23T23:59:59.999999999"))).isTrue();
    assertThat(conditions.isBefore(time("2026-12-24T00:00"))).isFalse();
    assertThat(PromotionFields.of(with("from", "2026-12-24")).get("from"))
        .containsExactly("2026-12-24");
  }

  @Test
  void aWindowOfOneDayIsOne() {
    Map<String, List<String>> fields = new TreeMap<>(LEAST);
    fields.put("from", List.of("2026-12-24"));
    fields.put("until", List.of("2026-12-24"));
    assertThat(
            PromotionFields.promotion(fields, Map.of())
                .conditions()
                .isWithin(time("2026-12-24T12:00")))
        .isTrue();
  }

  @Test
  void aTimeIsToTheSecond() {
    assertThat(with("until", "2026-12-24T18:00:01").conditions().until())
        .isEqualTo(time("2026-12-24T18:00:01"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("until", "2026-12-24T18:00:00.5"))
        .withMessageContaining("'until' is no time");
  }

  @Test
  void daysAreWrittenShortOrWholeAndInAnyLetters() {
    assertThat(with("days", "MON", "friday", "Mon").conditions().days())
        .containsExactly(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    assertThat(PromotionFields.of(with("days", "SUN", "MON")).get("days"))
        .containsExactly("MON", "SUN");
  }

  @Test
  void hoursUntilMidnightEndWithTheDay() {
    for (String text : List.of("22:00-24:00", "22:00-00:00")) {
      Conditions late = with("hours", text).conditions();
      assertThat(late.isOpen(time("2026-12-24T23:59:59"))).isTrue();
      assertThat(late.isOpen(time("2026-12-24T00:00"))).isFalse();
      assertThat(String.valueOf(late.hours())).isEqualTo("22:00-24:00");
    }
  }

  @Test
  void aCodeIsKeptAsItIsCompared() {
    assertThat(with("code", " Lunch ").conditions().code()).isEqualTo("LUNCH");
  }

  @Test
  void storesAreASet() {
    assertThat(with("stores", "2", "group:south", "2").conditions().stores())
        .isEqualTo(Set.of("2", "group:south"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id | Lunch | 'id': the name of a promotion must be of 1 to 64 small letters",
        "id | -a | 'id': the name of a promotion",
        "group | A b | 'group': the name of a group",
        "from | 24.12.2026 | 'from' is no time",
        "from | 2026-02-30 | 'from' is no time",
        "until | 2026-12-24T25:00 | 'until' is no time",
        "until | 2026-12-24T18:00Z | 'until' is no time",
        "until | 20261224 | 'until' is no time",
        "from | +10000-01-01T00:00 | 'from' is no time",
        "until | -999999999-01-01T00:00 | 'until' is no time",
        "until | +999999999-12-31T23:59 | 'until' is no time",
        "days | MO | 'days' are written MON",
        "hours | 11-14 | 'hours': '11-14' are no hours",
        "hours | 11:00-11:00 | 'hours': hours from 11:00 until 11:00",
        "hours | 24:00-11:00 | 'hours': '24:00-11:00' are no hours",
        "hours | 11:60-12:00 | 'hours': '11:60-12:00' are no hours",
        "code | A B | 'code': a code has 1 to 64 characters",
        "member | yes | 'member' must be true or false",
        "dark | TRUE | 'dark' must be true or false",
        "at_most | 0 | 'at_most' must be a whole number of at least 1",
        "at_most | -1 | 'at_most' must be a whole number of at least 1",
        "at_most | 1.0 | 'at_most' must be a whole number of at least 1",
        "at_most | 9999999999999999999 | 'at_most' must be a whole number of at least 1",
        "price | 4.50 | unknown member 'price': a promotion has id, name, kind",
        "parameters | x | unknown member 'parameters'",
      })
  void aWrongFieldIsNamed(String field, String value, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(field, value))
        .withMessageContaining(why);
  }

  @Test
  void idAndKindMayNotBeMissing() {
    for (String field : LEAST.keySet()) {
      Map<String, List<String>> without = new TreeMap<>(LEAST);
      without.remove(field);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PromotionFields.promotion(without, Map.of()))
          .withMessageContaining("'" + field + "'");
    }
  }

  @Test
  void whatIsOnceHasOneValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("hours", "11:00-12:00", "13:00-14:00"))
        .withMessage("'hours' has more than one value");
  }

  @Test
  void listsAreBounded() {
    String[] stores = IntStream.range(0, 1_001).mapToObj(String::valueOf).toArray(String[]::new);
    assertThat(with("stores", Arrays.copyOf(stores, 1_000)).conditions().stores()).hasSize(1_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("stores", stores))
        .withMessage(
            "'stores': there may be at most 1000 of them; put the stores into a group, and name"
                + " group:GROUP");
    String[] days = Collections.nCopies(8, "MON").toArray(String[]::new);
    assertThat(with("days", Arrays.copyOf(days, 7)).conditions().days()).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with("days", days))
        .withMessage("'days': give each day of the week once at most");
  }

  @Test
  void anEndThatIsNotAfterTheBeginningIsRefused() {
    Map<String, List<String>> fields = new TreeMap<>(LEAST);
    fields.put("from", List.of("2026-12-25"));
    fields.put("until", List.of("2026-12-24"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PromotionFields.promotion(fields, Map.of()))
        .withMessage("'until' is not after 'from'");
  }

  /** With the day before it as its end, it would be taken for a slip. */
  @Test
  void whatEndedBeforeItBeganIsReadAsItIsWritten() {
    Promotion ended = with("from", "2026-12-25");
    ended = ended.with(ended.conditions().endedAt(time("2026-12-01T10:00")));
    assertThat(PromotionFields.of(ended).get("from")).containsExactly("2026-12-25");
    assertThat(PromotionFields.of(ended).get("until")).containsExactly("2026-12-25T00:00");
    assertThat(PromotionFields.promotion(PromotionFields.of(ended), Map.of())).isEqualTo(ended);
    for (String each : List.of("2026-12-01T10:00", "2026-12-25T00:00", "2026-12-26T00:00")) {
      assertThat(ended.conditions().isOver(time(each))).isTrue();
      assertThat(ended.conditions().isWithin(time(each))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "kind", "stores"})
  void textsAreBoundedAndCanBeWritten(String field) {
    assertThat(with(field, "x".repeat(128))).isNotNull();
    for (String wrong : List.of("x".repeat(200), "a\u0007b", "a\nb", "a\ud800", "\udf4e")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> with(field, wrong))
          .withMessageStartingWith("'" + field + "'");
    }
  }

  @Test
  void parametersAreBoundedAndCanBeWritten() {
    Map<String, String> many = new TreeMap<>();
    for (int i = 0; i < 32; i++) {
      many.put("p" + i, "x".repeat(1_000));
    }
    assertThat(PromotionFields.promotion(LEAST, many).parameters()).isEqualTo(many);
    many.put("p32", "");
    for (Map<String, String> wrong :
        List.of(
            many,
            Map.of("", "1"),
            Map.of("x".repeat(129), "1"),
            Map.of("a", "x".repeat(1_001)),
            Map.of("a", "\u0000"),
            Map.of("a", "\ud800"),
            Map.of("\ud800", "1"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PromotionFields.promotion(LEAST, wrong))
          .withMessageStartingWith("'parameters'");
    }
  }
}
