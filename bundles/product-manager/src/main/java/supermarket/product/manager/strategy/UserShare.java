package supermarket.product.manager.strategy;

import supermarket.basket.api.UserId;

/**
 * A share of the users. Who is in it depends on nothing but the user and the bundle, so it is the
 * same on every node and after every restart, and whoever is in it is in every larger one.
 *
 * @param percent of the users
 * @param bundle symbolic name of the bundle: it is not always the same users who try new versions
 */
public record UserShare(int percent, String bundle) {

  public boolean includes(UserId user) {
    int hash = (bundle.hashCode() * 31 + user.supermarket().hashCode()) * 31;
    return Integer.remainderUnsigned(mix(hash + user.user().hashCode()), 100) < percent;
  }

  /** Spreads ids that differ in their last digit only: the last step of MurmurHash3. */
  private static int mix(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }
}
