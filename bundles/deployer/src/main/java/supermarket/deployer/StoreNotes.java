package supermarket.deployer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Store;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.catalogue.VatRates;
import supermarket.library.text.Printable;

/** A change of the stores and price lists in words, for the record. */
final class StoreNotes {

  private static final int SHOWN = 10;

  private static final int LONGEST = 200;

  private StoreNotes() {}

  /**
   * Returns what changes.
   *
   * @param after null if nothing does
   */
  static List<String> of(Stores before, @Nullable Stores after) {
    if (after == null) {
      return List.of();
    }
    List<String> notes = new ArrayList<>();
    add(notes, "unknown stores", unknown(before), unknown(after));
    add(notes, "zone of other stores", before.zone().getId(), after.zone().getId());
    addAll(notes, "price list ", before.lists(), after.lists(), Object::toString);
    addAll(notes, "labels ", before.labels(), after.labels(), Object::toString);
    addAll(notes, "VAT of price list ", before.vat(), after.vat(), VatRates::words);
    addAll(notes, "store ", before.byId(), after.byId(), StoreNotes::words);
    if (notes.size() > SHOWN) {
      int more = notes.size() - SHOWN;
      notes.subList(SHOWN, notes.size()).clear();
      notes.add("and " + more + " more of the stores");
    }
    return notes;
  }

  private static String unknown(Stores stores) {
    return stores.refusesUnknown() ? "refused" : "priced by the default list";
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
      add(notes, what + id, words(before.get(id), words), words(after.get(id), words));
    }
  }

  private static <V> String words(@Nullable V value, Function<V, String> words) {
    return value == null ? "none" : words.apply(value);
  }

  private static void add(List<String> notes, String what, String before, String after) {
    if (!Objects.equals(before, after)) {
      notes.add(Printable.of(what + ": " + before + " -> " + after, LONGEST));
    }
  }

  private static String words(Store store) {
    String name = store.name().isEmpty() ? "" : "'" + store.name() + "', ";
    return "%sprice list %s, %s, groups %s"
        .formatted(name, store.list(), store.zone().getId(), store.groups());
  }
}
