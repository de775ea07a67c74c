package supermarket.deployer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.PromotionFields;
import supermarket.basket.api.promotion.Promotions;
import supermarket.library.text.Printable;

/** A change of promotions in words, for the record. */
final class PromotionNotes {

  private static final int SHOWN = 10;

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
    List<String> notes = new ArrayList<>();
    addAll(notes, "promotion ", before.byId(), after.byId(), PromotionNotes::words);
    addAll(notes, "set ", before.sets(), after.sets(), PromotionNotes::words);
    add(
        notes,
        "products without offers",
        before.noOffers(),
        after.noOffers(),
        PromotionNotes::words);
    add(notes, "groups", before.groups(), after.groups(), List::toString);
    if (notes.size() > SHOWN) {
      int more = notes.size() - SHOWN;
      notes.subList(SHOWN, notes.size()).clear();
      notes.add("and " + more + " more of the promotions");
    }
    return notes;
  }

  private static <V> void addAll(
      List<String> notes,
      String what,
      Map<String, V> before,
      Map<String, V> after,
      Function<V, String> words) {
    TreeSet<String> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    for (String id : ids) {
      add(notes, what + id, before.get(id), after.get(id), words);
    }
  }

  private static <V> String words(@Nullable V value, Function<V, String> words) {
    return value == null ? "none" : words.apply(value);
  }

  private static <V> void add(
      List<String> notes,
      String what,
      @Nullable V before,
      @Nullable V after,
      Function<V, String> words) {
    if (!Objects.equals(before, after)) {
      String was = words(before, words);
      String is = words(after, words);
      notes.add(
          Printable.of(
              what + ": " + was + " -> " + is + (was.equals(is) ? ", not the same" : ""), LONGEST));
    }
  }

  private static String words(Set<String> codes) {
    return codes.size() <= SHOWN ? codes.toString() : codes.size() + " products";
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
