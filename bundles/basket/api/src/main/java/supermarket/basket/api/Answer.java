package supermarket.basket.api;

/**
 * A reply and how it came about.
 *
 * @param reply what became of the basket
 * @param server the basket server that dealt with it, or {@link #NO_SERVER}
 * @param revision the revision of the chain that it was priced or rejected with; {@link
 *     RevisionId#NONE} if no edition was looked at, or one before all revisions
 * @param waitedNanos how long it lay in the user's mailbox, in nanoseconds
 * @param pricedNanos how long the user worker worked on it, in nanoseconds
 */
public record Answer(
    BasketReply reply, String server, RevisionId revision, long waitedNanos, long pricedNanos) {

  /** Stands for the server in answers that no basket server gave. */
  public static final String NO_SERVER = "-";

  /** An answer that was given without a basket server. */
  public static Answer rejected(Reason reason, String detail) {
    return rejected(reason, detail, NO_SERVER);
  }

  /** A rejection by a basket server before a worker saw the basket. */
  public static Answer rejected(Reason reason, String detail, String server) {
    return new Answer(new BasketReply.Rejected(reason, detail), server, RevisionId.NONE, 0, 0);
  }

  /** Returns a copy that names a basket server of that node. */
  public Answer of(String node) {
    return new Answer(reply, node + "/" + server, revision, waitedNanos, pricedNanos);
  }
}
