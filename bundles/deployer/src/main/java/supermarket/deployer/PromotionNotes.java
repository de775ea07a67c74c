package supermarket.deployer;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.PromotionFields;
import supermarket.basket.api.promotion.Promotions;

/** A change of promotions in words, for the record. */
final class PromotionNotes {

  private static final int LONGEST = 300;

  private PromotionNotes() {}

  /**
   * Returns what changes.
   *
   * @param after null if nothing does
   */
  static List<String> of(Promotions before, @Nullable Promotions after) {
    if (after == null) {
      return List.of();
    }
    Differences notes = new Differences(LONGEST);
    notes.addAll("promotion ", before.byId(), after.byId(), PromotionNotes::words);
    notes.addAll("set ", before.sets(), after.sets(), PromotionNotes::words);
    notes.add(
        "products without offers", before.noOffers(), after.noOffers(), PromotionNotes::words);
    notes.add("groups", before.groups(), after.groups(), List::toString);
    return notes.of("promotions");
  }

  private static String words(Set<String> codes) {
    return codes.size() <= Differences.SHOWN ? codes.toString() : codes.size() + " products";
  }

  private static String words(Promotion promotion) {
    String fields =
        PromotionFields.of(promotion).entrySet().stream()
            .filter(each -> !each.getKey().equals("id") && !each.getKey().equals("kind"))
            .map(each -> each.getKey() + " " + String.join(" ", each.getValue()))
            .collect(Collectors.joining(", "));
    return promotion.kind()
        + (promotion.parameters().isEmpty() ? "" : " " + promotion.parameters())
        + (fields.isEmpty() ? "" : ", " + fields);
  }
}
