package supermarket.deployer.version;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a version of a strategy bundle stands in its life. {@code docs/hot-deployment.md} has the
 * picture, and a test compares the two.
 */
public enum VersionState {
  /** It may run, and prices nothing: it is being judged, or it was not admitted. */
  DARK,
  /** It prices live baskets again in shadow, or prices for a share of the users. */
  ON_TRIAL,
  /** It prices the products that are bound to one of its names. */
  LIVE,
  /** It runs, and another version or bundle comes first for each of its names. */
  STANDING_BY,
  /** It is out of the newest edition; baskets that have an older one pinned finish with it. */
  LEAVING,
  /** It is stopped, and can be gone back to. */
  KEPT,
  /** It is uninstalled. */
  GONE;

  /** Returns the states that may follow this one, by a command or by the framework. */
  Set<VersionState> next() {
    return switch (this) {
      case DARK -> EnumSet.of(ON_TRIAL, LIVE, KEPT, GONE);
      case ON_TRIAL -> EnumSet.of(LIVE, LEAVING);
      case LIVE -> EnumSet.of(STANDING_BY, LEAVING);
      case STANDING_BY -> EnumSet.of(LIVE, LEAVING);
      case LEAVING -> EnumSet.of(LIVE, KEPT, GONE);
      case KEPT -> EnumSet.of(DARK, LIVE, GONE);
      case GONE -> EnumSet.noneOf(VersionState.class);
    };
  }
}
