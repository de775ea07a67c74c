package supermarket.deployer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Store;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.catalogue.VatRates;

/** A change of the stores and price lists in words, for the record. */
final class StoreNotes {

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
    Differences notes = new Differences(LONGEST);
    notes.add("unknown stores", before.refusesUnknown(), after.refusesUnknown(), StoreNotes::words);
    notes.add("zone of other stores", before.zone().getId(), after.zone().getId(), it -> it);
    notes.addAll("price list ", before.lists(), after.lists(), Object::toString);
    notes.addAll("labels ", before.labels(), after.labels(), Object::toString);
    notes.addAll("VAT of price list ", before.vat(), after.vat(), VatRates::words);
    notes.addAll("store ", before.byId(), after.byId(), StoreNotes::words);
    return notes.of("stores");
  }

  private static String words(boolean refuses) {
    return refuses ? "refused" : "priced by the default list";
  }

  private static String words(Store store) {
    String name = store.name().isEmpty() ? "" : "'" + store.name() + "', ";
    return "%sprice list %s, %s, groups %s"
        .formatted(name, store.list(), store.zone().getId(), store.groups());
  }
}
