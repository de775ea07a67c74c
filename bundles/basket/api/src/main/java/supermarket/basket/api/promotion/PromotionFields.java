package supermarket.basket.api.promotion;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A promotion as it is written: text in fields. */
public final class PromotionFields {

  /** All fields but the parameters, in the order in which they are written. */
  public static final List<String> ALL =
      List.of(
          "id", "name", "kind", "from", "until", "days", "hours", "stores", "member", "code",
          "group", "at_most", "dark");

  /** Those of them that may have several values. */
  public static final Set<String> LISTS = Set.of("days", "stores");

  /** So many parameters a promotion may have. */
  private static final int MOST_PARAMETERS = 32;

  /** So many stores and groups of stores one promotion may name. */
  private static final int MOST_STORES = 1_000;

  private static final int LONGEST = 128;
  private static final int LONGEST_VALUE = 1_000;
  private static final int SHORT_DAY = 3;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final Map<String, List<String>> fields;

  private PromotionFields(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  /**
   * Returns the promotion that is written.
   *
   * @param fields values by the name of the field; a missing one says nothing
   * @throws IllegalArgumentException if anything is wrong; the message names the field
   */
  public static Promotion promotion(
      Map<String, List<String>> fields, Map<String, String> parameters) {
    for (String field : fields.keySet()) {
      if (!ALL.contains(field)) {
        throw new IllegalArgumentException(
            "unknown member '%s': a promotion has %s, parameters"
                .formatted(field, String.join(", ", ALL)));
      }
    }
    require(parameters);
    return new PromotionFields(fields).promotion(parameters);
  }

  private static void require(Map<String, String> parameters) {
    if (parameters.size() > MOST_PARAMETERS) {
      throw new IllegalArgumentException(
          "'parameters': there may be at most " + MOST_PARAMETERS + " of them");
    }
    parameters.forEach(
        (name, value) -> {
          require("parameters", name, 1, LONGEST);
          require("parameters", value, 0, LONGEST_VALUE);
        });
  }

  private Promotion promotion(Map<String, String> parameters) {
    String id = text("id");
    in("id", () -> Promotions.requireName("a promotion", id));
    String kind = text("kind");
    require("kind", kind, 1, LONGEST);
    String group = text("group");
    if (!group.isEmpty()) {
      in("group", () -> Promotions.requireName("a group", group));
    }
    LocalDateTime from = time("from", false);
    LocalDateTime until = time("until", true);
    boolean isEndedAtOnce =
        until != null && until.equals(from) && !WrittenTime.isDay(text("until"));
    if (from != null && until != null && !from.isBefore(until) && !isEndedAtOnce) {
      throw new IllegalArgumentException("'until' is not after 'from'");
    }
    Conditions conditions =
        new Conditions(from, until, days(), hours(), stores(), flag("member"), code());
    return new Promotion(
        id, text("name"), kind, parameters, conditions, group, atMost(), flag("dark"));
  }

  private String text(String field) {
    List<String> values = fields.getOrDefault(field, List.of());
    if (values.size() > 1) {
      throw new IllegalArgumentException("'" + field + "' has more than one value");
    }
    String text = values.isEmpty() ? "" : values.getFirst();
    require(field, text, 0, LONGEST);
    return text;
  }

  private static void require(String field, String text, int least, int most) {
    if (text.length() < least || text.length() > most) {
      throw new IllegalArgumentException(
          "'%s' must have %d to %d characters".formatted(field, least, most));
    }
    if (text.codePoints().anyMatch(PromotionFields::isUnwritable)) {
      throw new IllegalArgumentException(
          "'" + field + "' must have no control characters and no half of a surrogate pair");
    }
  }

  private static boolean isUnwritable(int letter) {
    return Character.isISOControl(letter) || Character.getType(letter) == Character.SURROGATE;
  }

  private static <T> T in(String field, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + field + "': " + e.getMessage(), e);
    }
  }

  private @Nullable LocalDateTime time(String field, boolean isEnd) {
    String text = text(field);
    return text.isEmpty() ? null : WrittenTime.of(field, text, isEnd);
  }

  private Set<DayOfWeek> days() {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    List<String> texts = fields.getOrDefault("days", List.of());
    if (texts.size() > DayOfWeek.values().length) {
      throw new IllegalArgumentException("'days': give each day of the week once at most");
    }
    for (String text : texts) {
      days.add(day(text));
    }
    return days;
  }

  private static DayOfWeek day(String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().equalsIgnoreCase(text) || shortened(day).equalsIgnoreCase(text)) {
        return day;
      }
    }
    throw new IllegalArgumentException(
        "'days' are written MON, TUE, WED, THU, FRI, SAT, SUN, and one of these is not");
  }

  private static String shortened(DayOfWeek day) {
    return day.name().substring(0, SHORT_DAY);
  }

  private @Nullable Hours hours() {
    String text = text("hours");
    return text.isEmpty() ? null : in("hours", () -> Hours.of(text));
  }

  private Set<String> stores() {
    List<String> stores = fields.getOrDefault("stores", List.of());
    if (stores.size() > MOST_STORES) {
      throw new IllegalArgumentException(
          "'stores': there may be at most %d of them; put the stores into a group, and name %sGROUP"
              .formatted(MOST_STORES, Conditions.GROUP));
    }
    stores.forEach(each -> require("stores", each, 1, LONGEST + Conditions.GROUP.length()));
    return Set.copyOf(stores);
  }

  private String code() {
    String text = text("code");
    return text.isEmpty() ? "" : in("code", () -> PromotionCode.normalised(text));
  }

  private boolean flag(String field) {
    String text = text(field);
    return switch (text) {
      case "", "false" -> false;
      case "true" -> true;
      default -> throw new IllegalArgumentException("'" + field + "' must be true or false");
    };
  }

  private long atMost() {
    String text = text("at_most");
    if (text.isEmpty()) {
      return Long.MAX_VALUE;
    }
    if (NUMBER.matcher(text).matches() && Long.parseLong(text) > 0) {
      return Long.parseLong(text);
    }
    throw new IllegalArgumentException("'at_most' must be a whole number of at least 1");
  }

  /** Returns the fields of a promotion, without those that say nothing. */
  public static SortedMap<String, List<String>> of(Promotion promotion) {
    TreeMap<String, List<String>> fields =
        new TreeMap<>((one, other) -> Integer.compare(ALL.indexOf(one), ALL.indexOf(other)));
    Conditions conditions = promotion.conditions();
    put(fields, "id", promotion.id());
    put(fields, "name", promotion.name());
    put(fields, "kind", promotion.kind());
    LocalDateTime from = conditions.from();
    put(fields, "from", from == null ? "" : WrittenTime.words(from, false));
    LocalDateTime until = conditions.until();
    String end = until == null ? "" : WrittenTime.words(until, true);
    put(fields, "until", conditions.isNever() ? String.valueOf(until) : end);
    if (!conditions.days().isEmpty()) {
      fields.put("days", conditions.days().stream().map(PromotionFields::shortened).toList());
    }
    Hours hours = conditions.hours();
    put(fields, "hours", hours == null ? "" : hours.toString());
    if (!conditions.stores().isEmpty()) {
      fields.put("stores", List.copyOf(conditions.stores()));
    }
    put(fields, "member", conditions.member() ? "true" : "");
    put(fields, "code", conditions.code());
    put(fields, "group", promotion.group());
    put(
        fields,
        "at_most",
        promotion.atMost() == Long.MAX_VALUE ? "" : String.valueOf(promotion.atMost()));
    put(fields, "dark", promotion.dark() ? "true" : "");
    return Collections.unmodifiableSortedMap(fields);
  }

  private static void put(Map<String, List<String>> fields, String field, String value) {
    if (!value.isEmpty()) {
      fields.put(field, List.of(value));
    }
  }
}
