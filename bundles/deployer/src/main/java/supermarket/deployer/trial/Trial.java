package supermarket.deployer.trial;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import supermarket.basket.api.catalogue.Audience;

/**
 * A version on trial.
 *
 * @param bundle the version
 * @param audience the users for whom it prices; nobody while it is in shadow only
 * @param shadow what compares it with the live version
 * @param failures what else speaks against it, one sentence each
 */
public record Trial(Bundle bundle, Audience audience, Shadow shadow, List<String> failures) {

  /** Checks that it is not everybody for whom it prices: then it would be live. */
  public Trial {
    if (audience.isEverybody()) {
      throw new IllegalArgumentException(bundle + " would be live, not on trial");
    }
  }

  /** A trial that begins, in shadow. */
  public static Trial inShadow(Bundle bundle, Shadow shadow) {
    return new Trial(bundle, Audience.NOBODY, shadow, List.of());
  }

  public Trial withAudience(Audience changed) {
    return new Trial(bundle, changed, shadow, failures);
  }

  /** The same, with one more reason against it. */
  public Trial failed(String why) {
    List<String> more = new ArrayList<>(failures);
    more.add(why);
    return new Trial(bundle, audience, shadow, List.copyOf(more));
  }

  /** Why it should not price for anybody; empty if nothing speaks against it. */
  public List<String> objections() {
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
