package supermarket.deployer;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;

/**
 * A version on trial.
 *
 * @param bundle the version
 * @param percent of the users it prices for
 * @param shadow what compares it with the live version
 * @param failures what else speaks against it, one sentence each
 */
record Trial(Bundle bundle, int percent, Shadow shadow, List<String> failures) {

  Trial withPercent(int changed) {
    return new Trial(bundle, changed, shadow, failures);
  }

  /** The same, with one more reason against it. */
  Trial failed(String why) {
    List<String> more = new ArrayList<>(failures);
    more.add(why);
    return new Trial(bundle, percent, shadow, List.copyOf(more));
  }

  /** Why it should not price for anybody; empty if nothing speaks against it. */
  List<String> objections() {
    List<String> all = new ArrayList<>(failures);
    all.addAll(shadow.objections());
    return all;
  }

  /** Such as {@code version 2.0.0 of a.bundle}. */
  @Override
  public String toString() {
    return "version " + bundle.getVersion() + " of " + bundle.getSymbolicName();
  }
}
