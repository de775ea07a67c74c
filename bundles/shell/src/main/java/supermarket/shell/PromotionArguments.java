package supermarket.shell;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.PromotionFields;

/**
 * What is typed of a promotion.
 *
 * @param id its id
 * @param kind its kind; empty if it is not given
 * @param parameters of its kind; one without a value is to go
 * @param fields the other fields; one without a value is to go
 */
record PromotionArguments(
    String id, String kind, Map<String, String> parameters, Map<String, List<String>> fields) {

  private static final String KIND = "kind";

  private static final Map<String, String> OPTIONS =
      Map.of(
          "--name", "name",
          "--from", "from",
          "--until", "until",
          "--day", "days",
          "--hours", "hours",
          "--store", "stores",
          "--code", "code",
          "--group", "group",
          "--at-most", "at_most");

  private static final Map<String, List<String>> FLAGS =
      Map.of(
          "--member", List.of("member", "true"),
          "--everybody", List.of("member", ""),
          "--dark", List.of("dark", "true"),
          "--live", List.of("dark", ""));

  /**
   * Reads them.
   *
   * @param words how many words stand before the parameters: the id, and perhaps the kind
   */
  static PromotionArguments of(Change change, int words, String usage) {
    Options options = Options.of(OPTIONS.keySet(), change.arguments());
    List<String> given = options.words();
    Arguments.atLeast(words, usage, given.toArray(new String[0]));
    Map<String, List<String>> fields = new TreeMap<>();
    options
        .values()
        .forEach((option, values) -> fields.put(OPTIONS.getOrDefault(option, ""), real(values)));
    for (String flag : change.options()) {
      List<String> field = FLAGS.get(flag);
      if (field != null) {
        fields.put(field.getFirst(), real(List.of(field.getLast())));
      }
    }
    return new PromotionArguments(
        given.getFirst(),
        words > 1 ? given.get(1) : "",
        ProductText.parse(given.subList(words, given.size()), words == 1),
        fields);
  }

  private static List<String> real(List<String> values) {
    return values.stream().filter(each -> !each.isEmpty()).toList();
  }

  /** Returns the promotion that is new. */
  Promotion added() {
    return promotion(Map.of("id", List.of(id), KIND, List.of(kind)), Map.of());
  }

  /**
   * Returns what becomes of one.
   *
   * @throws IllegalArgumentException if that cannot be, such as another kind
   */
  Promotion changed(Promotion before) {
    if (parameters.containsKey(KIND) && !before.parameters().containsKey(KIND)) {
      throw new IllegalArgumentException(
          "the kind of a promotion cannot be changed: take it away with 'promotion:remove %s', and"
                  .formatted(id)
              + " add another one with promotion:add");
    }
    return promotion(PromotionFields.of(before), before.parameters());
  }

  private Promotion promotion(
      Map<String, List<String>> before, Map<String, String> parametersBefore) {
    Map<String, List<String>> all = new TreeMap<>(before);
    all.putAll(fields);
    all.values().removeIf(List::isEmpty);
    Map<String, String> with = new TreeMap<>(parametersBefore);
    with.putAll(parameters);
    with.values().removeIf(String::isEmpty);
    return PromotionFields.promotion(all, with);
  }
}
