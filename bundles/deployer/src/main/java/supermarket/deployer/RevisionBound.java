package supermarket.deployer;

import supermarket.basket.api.catalogue.CatalogueChange;

/** What a revision may name; beyond it the whole catalogue is kept anew. */
final class RevisionBound {

  /** So many products that have changed. */
  private static final int MOST_CHANGES = 200;

  /** And so much text: a revision is bounded, and an entry is not. */
  private static final long MOST_TEXT = 200_000;

  private RevisionBound() {}

  /**
   * Returns whether a change is too much for a revision. Stores and promotions are, however few.
   */
  static boolean isBeyond(CatalogueChange change) {
    if (change.stores() != null || change.promotions() != null || change.size() > MOST_CHANGES) {
      return true;
    }
    long text = change.gone().stream().mapToLong(String::length).sum();
    text += change.entries().values().stream().mapToLong(each -> each.toString().length()).sum();
    return text > MOST_TEXT;
  }
}
