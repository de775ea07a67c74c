package supermarket.library.shelf;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.PromotionFields;
import supermarket.basket.api.promotion.Promotions;

/** The promotions of a revision as fields: the same members as in their file. */
final class PromotionsFields {

  private static final String PARAMETERS = "parameters";

  private PromotionsFields() {}

  static Map<String, Object> of(Promotions promotions) {
    Map<String, Object> sets = new LinkedHashMap<>();
    promotions.sets().forEach((name, codes) -> sets.put(name, List.copyOf(codes)));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sets", sets);
    fields.put("no_offers", List.copyOf(promotions.noOffers()));
    fields.put("groups", promotions.groups());
    fields.put(
        "promotions", promotions.byId().values().stream().map(PromotionsFields::of).toList());
    return fields;
  }

  private static Map<String, Object> of(Promotion promotion) {
    Map<String, Object> fields = new LinkedHashMap<>();
    PromotionFields.of(promotion)
        .forEach(
            (name, values) ->
                fields.put(
                    name, PromotionFields.LISTS.contains(name) ? values : values.getFirst()));
    fields.put(PARAMETERS, promotion.parameters());
    return fields;
  }

  /**
   * Reads what {@link #of(Promotions)} wrote. A field of a promotion that this release does not
   * know is an error: without it, the promotion would be another one.
   *
   * @throws IOException if anything is missing, or of another kind
   * @throws IllegalArgumentException if it says what no promotions can
   */
  static Promotions read(Json.Fields fields) throws IOException {
    Json.Fields named = fields.fields("sets");
    Map<String, Set<String>> sets = new TreeMap<>();
    for (String name : named.names()) {
      sets.put(name, new TreeSet<>(named.texts(name)));
    }
    Map<String, Promotion> byId = new TreeMap<>();
    for (Json.Fields each : fields.all("promotions")) {
      Promotion promotion = promotion(each);
      byId.put(promotion.id(), promotion);
    }
    return new Promotions(
        sets, new TreeSet<>(fields.texts("no_offers")), fields.texts("groups"), byId);
  }

  private static Promotion promotion(Json.Fields fields) throws IOException {
    Map<String, List<String>> values = new TreeMap<>();
    for (String name : fields.names()) {
      if (PromotionFields.LISTS.contains(name)) {
        values.put(name, fields.texts(name));
      } else if (!name.equals(PARAMETERS)) {
        values.put(name, List.of(fields.text(name)));
      }
    }
    return PromotionFields.promotion(values, fields.map(PARAMETERS));
  }
}
