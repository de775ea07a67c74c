package supermarket.deployer.trial;

import java.util.List;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.deployment.Findings.UnderWay;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.check.Tally.Difference;

/**
 * What a shadow prices again, in the order in which it was priced. Reads on where it stopped.
 *
 * <p>Thread safety: one thread reads; any may ask what is under way.
 */
interface Feed {

  /**
   * What came out.
   *
   * @param compared how many were priced again
   * @param missed how many were not, because they are not kept any more
   * @param isAll whether there is no more at present
   */
  record More(long compared, long missed, List<Difference> differences, boolean isAll) {

    /** There is nothing. */
    static final More NONE = new More(0, 0, List.of(), true);
  }

  /** Prices some that came since. */
  More next() throws Refused;

  /** The call that has not come back yet; null if there is none. */
  default @Nullable UnderWay underWay() {
    return null;
  }

  /** Lets go of what it holds. */
  default void close() {}
}
