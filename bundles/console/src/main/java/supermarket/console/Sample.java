package supermarket.console;

import java.util.Map;

/**
 * What a second was like.
 *
 * @param at when it ended, in milliseconds since 1970
 * @param priced baskets that were priced in it
 * @param failed those that were not
 * @param reasons of these, by their word; at most {@link Tally#MOST_REASONS}
 * @param all how long they took in all
 * @param broker how long in the gateway, at the broker, and on the way
 * @param mailbox how long in their user's mailbox
 * @param worker how long at their user's worker
 * @param inFlight baskets that wait for their price
 * @param limit how many may
 * @param workers user workers of this node
 */
record Sample(
    long at,
    long priced,
    long failed,
    Map<String, Long> reasons,
    Latency all,
    Latency broker,
    Latency mailbox,
    Latency worker,
    int inFlight,
    int limit,
    int workers) {

  /**
   * How long something took, in microseconds; 0 if nothing did.
   *
   * @param median half of them took no longer
   * @param p99 99 of a hundred took no longer
   */
  record Latency(long median, long p99) {}
}
