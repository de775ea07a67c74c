package supermarket.message.broker;

import supermarket.basket.api.RevisionId;

/** Revisions as they travel: an array of the chain's id and the number. */
final class Revisions {

  private static final int ITEMS = 2;

  private Revisions() {}

  static void write(RevisionId revision, CborWriter out) {
    out.array(ITEMS);
    out.text(revision.chain());
    out.integer(revision.number());
  }

  static RevisionId read(CborReader in) throws Unreadable {
    int items = in.array();
    if (items < ITEMS) {
      throw new Unreadable("a revision lacks something");
    }
    String chain = in.text();
    long number = in.integer();
    if (chain.length() > RevisionId.LONGEST_CHAIN || number < 0) {
      throw new Unreadable("no revision of a chain");
    }
    for (int unknown = items - ITEMS; unknown > 0; unknown--) {
      in.skip();
    }
    return new RevisionId(chain, number);
  }
}
