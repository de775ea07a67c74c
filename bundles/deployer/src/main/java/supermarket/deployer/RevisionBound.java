package supermarket.deployer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.catalogue.CatalogueChange;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.promotion.PromotionFields;
import supermarket.basket.api.promotion.Promotions;

/** What a revision may name; beyond it the whole catalogue is kept anew. */
final class RevisionBound {

  /** So many products that have changed. */
  private static final int MOST_CHANGES = 200;

  /**
   * And so much text, of products and promotions together: a revision is bounded, and an entry is
   * not. A letter may take six bytes on the shelf, and no revision comes near to its bound there.
   */
  private static final long MOST_TEXT = 200_000;

  /** Quotes and what parts a text from the next; a set of short codes is mostly that. */
  private static final int AROUND = 4;

  private RevisionBound() {}

  /** Returns whether a change is too much for a revision. One of stores is, however small. */
  static boolean isBeyond(CatalogueChange change) {
    if (change.stores() != null || change.size() > MOST_CHANGES) {
      return true;
    }
    long text = change.gone().stream().mapToLong(String::length).sum();
    text += change.entries().values().stream().mapToLong(each -> each.toString().length()).sum();
    return text + text(change.promotions()) > MOST_TEXT;
  }

  /** All promotions are named again with each revision that names any. */
  private static long text(@Nullable Promotions promotions) {
    if (promotions == null) {
      return 0;
    }
    long text = text(promotions.sets().keySet());
    for (Set<String> codes : promotions.sets().values()) {
      text += text(codes);
    }
    text += text(promotions.noOffers()) + text(promotions.groups());
    for (Promotion promotion : promotions.byId().values()) {
      text += text(promotion);
    }
    return text;
  }

  private static long text(Promotion promotion) {
    Map<String, List<String>> fields = PromotionFields.of(promotion);
    long text = text(fields.keySet());
    for (List<String> values : fields.values()) {
      text += text(values);
    }
    Map<String, String> parameters = promotion.parameters();
    return text + text(parameters.keySet()) + text(parameters.values());
  }

  private static long text(Collection<String> texts) {
    return texts.stream().mapToLong(each -> each.length() + AROUND).sum();
  }
}
