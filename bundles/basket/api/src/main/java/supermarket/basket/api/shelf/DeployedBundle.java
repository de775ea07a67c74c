package supermarket.basket.api.shelf;

import org.jspecify.annotations.Nullable;

/**
 * The versions of one strategy bundle.
 *
 * @param live the one that prices; null if it came by the framework itself, so that it is one
 *     node's
 * @param kept the one to go back to; null if there is none
 * @param trial the one on trial; null if there is none
 * @param percent of the users for whom that one prices, from 0 to 99; 0 without a trial
 */
public record DeployedBundle(
    @Nullable DeployedVersion live,
    @Nullable DeployedVersion kept,
    @Nullable DeployedVersion trial,
    int percent) {

  private static final int MOST = 99;

  /**
   * Checks the share.
   *
   * @throws IllegalArgumentException if it is not from 0 to 99, or there is one without a trial
   */
  public DeployedBundle {
    if (percent < 0 || percent > MOST || (trial == null && percent > 0)) {
      throw new IllegalArgumentException("a share of " + percent + " % for " + trial);
    }
  }

  private static final DeployedBundle NOTHING = new DeployedBundle(null, null, null, 0);

  /** Returns a bundle, or one without any version. */
  public static DeployedBundle orNothing(@Nullable DeployedBundle bundle) {
    return bundle == null ? NOTHING : bundle;
  }

  /** Returns a bundle that comes with its first version. */
  public static DeployedBundle first(DeployedVersion version) {
    return new DeployedBundle(version, null, null, 0);
  }

  /** Returns the bundle with another version in the place of the live one, which is kept. */
  public DeployedBundle succeededBy(DeployedVersion version) {
    return new DeployedBundle(version, live, null, 0);
  }

  /** Returns the bundle without a version to go back to. */
  public DeployedBundle withoutKept() {
    return new DeployedBundle(live, null, trial, percent);
  }

  /** Returns the bundle with a version on trial, which prices for a share of the users. */
  public DeployedBundle onTrial(DeployedVersion version, int share) {
    return new DeployedBundle(live, kept, version, share);
  }

  /** Returns the bundle without a trial. */
  public DeployedBundle withoutTrial() {
    return new DeployedBundle(live, kept, null, 0);
  }
}
