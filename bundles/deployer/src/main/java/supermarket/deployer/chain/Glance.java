package supermarket.deployer.chain;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.shelf.Revision.Phase;
import supermarket.basket.api.shelf.Shelf;

/**
 * Looks whether all that is in force is done here, without the deployer's monitor: a deployment
 * that is under way holds it, and may take long.
 *
 * <p>Thread safety: any thread.
 */
final class Glance {

  private static final Logger LOG = LoggerFactory.getLogger(Glance.class);

  private final Shelf shelf;
  private final Progress progress;
  private final Touch touch;

  Glance(Shelf shelf, Progress progress, Touch touch) {
    this.shelf = shelf;
    this.progress = progress;
    this.touch = touch;
  }

  /** Looks, if this node has not seen the shelf since the last break. */
  void look() {
    if (!touch.hasSeenNothing()) {
      return;
    }
    long breaks = touch.tick();
    try {
      long newest = shelf.newest();
      long done = progress.doneFully();
      boolean isUndecided =
          newest == done + 1
              && shelf.revision(newest).filter(each -> each.phase() == Phase.PROPOSED).isPresent();
      if (newest == done || isUndecided) {
        touch.looked(breaks, true);
      }
    } catch (IOException e) {
      LOG.debug("the follower tells it", e);
    }
  }
}
