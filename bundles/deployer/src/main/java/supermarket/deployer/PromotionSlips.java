package supermarket.deployer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.Catalogue;
import supermarket.basket.api.catalogue.Store;
import supermarket.basket.api.catalogue.Stores;
import supermarket.basket.api.promotion.Conditions;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.Promotions;
import supermarket.library.text.Printable;

/**
 * Names in changed promotions that nobody has. They are no mistakes for sure, since stores and
 * products may come later: so they are told, and nothing is refused.
 */
final class PromotionSlips {

  private static final int SHOWN = 5;

  private final Catalogue catalogue;
  private final Stores stores;
  private final List<String> notes = new ArrayList<>();

  private PromotionSlips(Catalogue catalogue, Stores stores) {
    this.catalogue = catalogue;
    this.stores = stores;
  }

  /**
   * Returns those of a change, one sentence each.
   *
   * @param stores those after the change
   * @param after null if nothing of promotions changes
   */
  static List<String> of(Catalogue catalogue, Stores stores, @Nullable Promotions after) {
    if (after == null) {
      return List.of();
    }
    Promotions before = catalogue.promotions();
    PromotionSlips slips = new PromotionSlips(catalogue, stores);
    for (Promotion each : after.byId().values()) {
      if (!each.equals(before.get(each.id()))) {
        slips.look(each, after);
      }
    }
    for (Map.Entry<String, Set<String>> set : after.sets().entrySet()) {
      if (!set.getValue().equals(before.sets().get(set.getKey()))) {
        slips.products("set " + set.getKey() + " names", set.getValue());
      }
    }
    if (!after.noOffers().equals(before.noOffers())) {
      slips.products("products without offers name", after.noOffers());
    }
    return slips.notes;
  }

  private void look(Promotion promotion, Promotions after) {
    String what = "promotion " + promotion.id();
    Set<String> unknown = new TreeSet<>();
    for (String each : promotion.conditions().stores()) {
      if (!isKnown(each)) {
        unknown.add(each);
      }
    }
    tell(what + " is for stores that are not named: ", unknown);
    if (!promotion.group().isEmpty() && !after.groups().contains(promotion.group())) {
      tell(
          what + " is in a group that is not listed, so it comes last: ",
          Set.of(promotion.group()));
    }
  }

  private boolean isKnown(String store) {
    return store.startsWith(Conditions.GROUP)
        ? stores.byId().values().stream()
            .map(Store::groups)
            .anyMatch(groups -> groups.contains(store.substring(Conditions.GROUP.length())))
        : stores.get(store) != null;
  }

  private void products(String what, Set<String> codes) {
    Set<String> unknown = new TreeSet<>();
    for (String code : codes) {
      if (unknown.size() <= SHOWN && catalogue.product(code).isEmpty()) {
        unknown.add(code);
      }
    }
    tell(what + " products that the catalogue does not have: ", unknown);
  }

  private void tell(String sentence, Set<String> names) {
    if (!names.isEmpty()) {
      List<String> some = names.stream().limit(SHOWN).map(each -> Printable.of(each, 64)).toList();
      notes.add(sentence + String.join(", ", some) + (names.size() > SHOWN ? " and more" : ""));
    }
  }
}
