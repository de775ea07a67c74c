package supermarket.itests;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.promotion.Promotion;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Revision.Phase;
import supermarket.basket.api.shelf.Shelf;

/**
 * What was in force with each revision: of the bundles, what the shelf says; of the promotions,
 * what the test has changed, as the shelf has one revision for each change, in the same order.
 *
 * <p>Thread safety: all methods may be called by any thread.
 */
final class PromotionRevisions {

  private final Shelf shelf;
  private final List<Map<String, Promotion>> states = new ArrayList<>();
  private final TreeMap<Long, InForce> inForce = new TreeMap<>();
  private long seen;
  private int changes;

  /** What is in force. */
  record InForce(int state, Map<String, DeployedBundle> bundles) {}

  /** Begins with what is in force now. */
  PromotionRevisions(Shelf shelf, Map<String, Promotion> promotions) throws IOException {
    this.shelf = shelf;
    states.add(Map.copyOf(promotions));
    seen = shelf.newest() - 1;
    read();
    changes = 0;
    inForce.replaceAll((revision, each) -> new InForce(0, each.bundles()));
  }

  /** Reads what has been put on the shelf since the last time. */
  synchronized void read() throws IOException {
    for (long newest = shelf.newest(); seen < newest; seen++) {
      long number = seen + 1;
      Revision revision =
          shelf
              .revision(number)
              .orElseThrow(() -> new AssertionError("no revision " + number + " on the shelf"));
      if (revision.phase() == Phase.IN_FORCE) {
        if (revision.deployment().action() == Action.CATALOGUE) {
          changes++;
        }
        inForce.put(number, new InForce(changes, revision.bundles()));
      }
    }
  }

  /** Notes what is in force after one more change of promotions. */
  synchronized void changed(Map<String, Promotion> promotions) {
    states.add(Map.copyOf(promotions));
  }

  /** How many changes of promotions there were. */
  synchronized int changes() {
    return states.size() - 1;
  }

  /** The revision that came of the last change of promotions. */
  synchronized long ofLastChange() throws IOException {
    read();
    int last = changes();
    return inForce.entrySet().stream()
        .filter(each -> each.getValue().state() == last)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new AssertionError(changes + " revisions of " + last + " changes"));
  }

  /** The revision since which a bundle is deployed as it is now. */
  synchronized long of(String symbolicName) throws IOException {
    read();
    long since = inForce.lastKey();
    Optional<DeployedBundle> now = bundle(since, symbolicName);
    for (long number : inForce.descendingKeySet()) {
      if (!bundle(number, symbolicName).equals(now)) {
        break;
      }
      since = number;
    }
    return since;
  }

  /** What was deployed of a bundle with a revision. */
  synchronized Optional<DeployedBundle> bundle(long revision, String symbolicName) {
    return Optional.ofNullable(at(revision).bundles().get(symbolicName));
  }

  /** The promotions with a revision, by id. */
  synchronized Map<String, Promotion> promotions(long revision) {
    return states.get(at(revision).state());
  }

  private InForce at(long revision) {
    Map.Entry<Long, InForce> entry = inForce.floorEntry(revision);
    if (entry == null || revision > seen) {
      throw new AssertionError("no revision " + revision);
    }
    return entry.getValue();
  }
}
