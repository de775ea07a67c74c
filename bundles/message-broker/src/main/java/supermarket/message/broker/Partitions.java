package supermarket.message.broker;

import supermarket.basket.api.UserId;

/**
 * Which partition a user's baskets belong to. The same in every process and release: gateways that
 * disagree would send a user's baskets to two basket servers.
 */
final class Partitions {

  private Partitions() {}

  static int of(UserId user) {
    // String.hashCode is laid down in its specification, that of a record is not. Ids are often
    // numbers in a row, so
    // the bits are mixed (by the finalizer of MurmurHash3) before a remainder is taken.
    int hash = 31 * user.supermarket().hashCode() + user.user().hashCode();
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    return Math.floorMod(hash ^ (hash >>> 16), Assignment.PARTITIONS);
  }
}
