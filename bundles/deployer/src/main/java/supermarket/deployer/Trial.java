package supermarket.deployer;

import org.osgi.framework.Bundle;

/**
 * A version on trial.
 *
 * @param bundle the version
 * @param percent of the users it prices for
 * @param shadow what compares it with the live version
 */
record Trial(Bundle bundle, int percent, Shadow shadow) {

  Trial withPercent(int changed) {
    return new Trial(bundle, changed, shadow);
  }

  /** Such as {@code version 2.0.0 of a.bundle}. */
  @Override
  public String toString() {
    return "version " + bundle.getVersion() + " of " + bundle.getSymbolicName();
  }
}
