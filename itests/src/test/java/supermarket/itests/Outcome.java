package supermarket.itests;

/**
 * What became of one basket. Times are of {@link System#nanoTime()}.
 *
 * @param detail the status and the word of a rejection, else what was wrong; empty if priced
 * @param gateway which one it was sent to: its place among the addresses of the load
 * @param intended when it should have been sent; in a closed loop when it was sent
 * @param sent when it was sent
 * @param ended when its reply was there, or was given up
 */
record Outcome(
    Kind kind,
    String detail,
    int gateway,
    String supermarket,
    String user,
    long intended,
    long sent,
    long ended) {

  /** Each basket ends in exactly one of these. */
  enum Kind {
    /** With its own total. */
    PRICED,
    /** With a total that is nobody's, or a reply that is against the HTTP contract. */
    WRONG,
    /** With the total or the id of another basket. */
    FOREIGN,
    /** With an error's status and word. */
    REJECTED,
    /** No reply until the deadline and a second more. */
    LOST,
    /** The connection broke before the reply was complete. */
    BROKEN,
    /** Its reply was followed by more that nobody asked for. */
    DUPLICATE
  }

  /** From when it should have been sent. */
  long latency() {
    return ended - intended;
  }

  /** From when it was sent. */
  long serviceTime() {
    return ended - sent;
  }
}
