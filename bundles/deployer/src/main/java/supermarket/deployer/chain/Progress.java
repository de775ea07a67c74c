package supermarket.deployer.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.basket.api.shelf.Shelf;

/**
 * How far this node has come with what the chain agrees on.
 *
 * <p>Thread safety: written by whoever follows the chain, under the deployer's monitor but for
 * {@code away}; read by any thread.
 */
final class Progress {

  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

  private static final String PART = "shelf";

  private final Shelf shelf;

  /** The newest revision that was looked at; less than 0 before the first look. */
  private volatile long seen = -1;

  /** The newest revision that is done here; 0 is none. */
  private volatile long done;

  /** Whether the newest is done here, and no proposal. */
  private volatile boolean settled;

  /** Why the shelf cannot be used; null if it can. */
  private volatile @Nullable String away;

  /** Why this node does not do what all agreed on; null if it does. */
  private volatile @Nullable String lags;

  Progress(Shelf shelf) {
    this.shelf = shelf;
  }

  /** Whether nobody knows yet what is in force. */
  boolean isUnread() {
    return seen < 0;
  }

  /** The newest revision was looked at. */
  void looked(long newest, boolean isProposal) {
    settled = !isProposal && lags == null;
    if (lags == null) {
      done = newest - (isProposal ? 1 : 0);
    }
    seen = newest;
  }

  /** The shelf can be used. */
  void shelfIsThere() {
    if (away != null) {
      LOG.info("the shelf can be used again");
    }
    away = null;
  }

  /** The shelf cannot be used. */
  void shelfIsAway(String words) {
    String why = words + ": nothing can be deployed before that is mended";
    if (!why.equals(away)) {
      LOG.warn("{}", why);
    }
    away = why;
  }

  /** What all agreed on is done here. */
  void caughtUp() {
    lags = null;
  }

  /** What all agreed on could not be done here. */
  void failed(List<String> reasons) {
    String why = "this node could not do what all agreed on: " + String.join("; ", reasons);
    if (!why.equals(lags)) {
      LOG.warn("{}", why);
    }
    lags = why;
  }

  /** Why this node does not do what all agreed on; null if it does. */
  @Nullable String lags() {
    return lags;
  }

  long done() {
    return done;
  }

  /** The newest revision that is done here; less than 0 if that is not known, or not the last. */
  long doneFully() {
    return seen < 0 || lags != null ? -2 : done;
  }

  /** Whether the shelf cannot be used, as far as is known. */
  boolean isAway() {
    return away != null;
  }

  /** Whether nothing is left to be done if this is the newest revision. */
  boolean isSettled(long newest) {
    return settled && seen == newest;
  }

  /** Whether something is left to be done, and this node can do it. */
  boolean canGoOn() {
    return !settled && lags == null && away == null;
  }

  /** Returns what keeps this node from following the chain. */
  List<Trouble> troubles() {
    List<Trouble> all = new ArrayList<>();
    // Before the first look nobody knows what is in force.
    Gravity unread = seen < 0 ? Gravity.NOT_READY : Gravity.WARNING;
    Optional.ofNullable(away)
        .ifPresent(why -> all.add(new Trouble(PART, unread, why, shelf.isRemote())));
    Optional.ofNullable(lags).ifPresent(why -> all.add(new Trouble(PART, Gravity.NOT_READY, why)));
    return all;
  }
}
