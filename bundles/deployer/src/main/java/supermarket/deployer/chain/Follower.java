package supermarket.deployer.chain;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.shelf.CatalogueState;
import supermarket.basket.api.shelf.Deployed;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Shelf;
import supermarket.deployer.bundle.Refused;

/**
 * Does on this node what the chain agrees on, and prepares what others propose.
 *
 * <p>Thread safety: any thread; the work is done under the deployer's monitor.
 */
final class Follower {

  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  private static final long PAUSE_MILLIS = 10;

  private final Object deployer;
  private final Node node;
  private final Proposer proposer;
  private final Ballot ballot;
  private final Shelf shelf;
  private final Touch touch;
  private final LongSupplier clock;
  private final CountDownLatch stopped;

  /** What all agreed on last and is done here; null before the first look. */
  @GuardedBy("deployer")
  private @Nullable Deployed applied;

  /** The newest revision that is done here. */
  @GuardedBy("deployer")
  private RevisionId at = RevisionId.NONE;

  /** What stands in for the consent of the others while theirs is done here. */
  @GuardedBy("deployer")
  private @Nullable Consent given;

  /** The last proposal of another node that was answered; 0 is none. */
  @GuardedBy("deployer")
  private long answered;

  private final Retry settling = new Retry();
  private final Retry answering = new Retry();
  private final Progress progress;

  Follower(
      Object deployer,
      Node node,
      Proposer proposer,
      Ballot ballot,
      Shelf shelf,
      Touch touch,
      LongSupplier clock,
      CountDownLatch stopped) {
    this.deployer = deployer;
    this.node = node;
    this.proposer = proposer;
    this.ballot = ballot;
    this.shelf = shelf;
    this.progress = new Progress(shelf);
    this.touch = touch;
    this.clock = clock;
    this.stopped = stopped;
  }

  /** Returns the consent that what is done now has already; empty if nothing is. */
  Optional<Consent> given() {
    synchronized (deployer) {
      return Optional.ofNullable(given);
    }
  }

  /** Returns what all agreed on last and is done here. */
  Deployed applied() {
    synchronized (deployer) {
      return applied == null ? Deployed.NOTHING : applied;
    }
  }

  /** Looks until there is nothing left to be done, or this node cannot do it. */
  void catchUp() throws InterruptedException {
    look();
    while (progress.canGoOn()) {
      if (stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new InterruptedException("the node stops");
      }
      look();
    }
  }

  /** One look at the shelf. */
  void look() throws InterruptedException {
    long breaks = touch.tick();
    boolean isRead = false;
    try {
      if (!progress.isSettled(shelf.newest())) {
        synchronized (deployer) {
          look(applied == null ? begin() : Standing.on(shelf), breaks);
        }
      }
      progress.shelfIsThere();
      isRead = true;
    } catch (IOException e) {
      progress.shelfIsAway(String.valueOf(e.getMessage()));
    }
    touch.looked(breaks, isRead);
  }

  @GuardedBy("deployer")
  private void look(Standing standing, long breaks) throws IOException, InterruptedException {
    settle(standing);
    if (progress.lags() == null) {
      at = standing.decided();
      node.isAt(at);
    } else {
      node.agreed(at); // what is published meanwhile is not of the newest
    }
    touch.looked(breaks, true); // the decision on a proposal may be far
    Revision proposal = standing.proposal();
    if (proposal != null && answered == proposal.number()) {
      ballot.giveUpIfDead(proposal);
    } else if (proposal != null && answering.isDue(proposal.number(), clock.getAsLong())) {
      answer(proposal);
    }
    progress.looked(standing.newest(), proposal != null);
  }

  /** What this node has is compared with what all have; an empty shelf begins with it. */
  @GuardedBy("deployer")
  private Standing begin() throws IOException {
    Deployed deployed = node.deployed();
    if (shelf.newest() == 0 && !deployed.bundles().isEmpty()) {
      proposer.begin(deployed);
    }
    Standing standing = Standing.on(shelf);
    applied = deployed;
    return standing;
  }

  /** Does what all have agreed on. What fails is tried again, and told meanwhile. */
  @GuardedBy("deployer")
  private void settle(Standing standing) {
    Deployed inForce = standing.inForce();
    Deployed before = applied();
    if (progress.lags() == null && before.equals(inForce)) {
      return;
    }
    if (!settling.isDue(standing.newest(), clock.getAsLong())) {
      return;
    }
    // What was begun and failed may be half done.
    Deployed now = progress.lags() == null ? before : node.deployed();
    List<String> reasons = new ArrayList<>();
    given = new CatchingUp(node, now, inForce, standing.decided());
    try {
      for (String bundle : Standing.differing(now, inForce)) {
        node.bring(bundle, inForce.bundles().get(bundle), true)
            .forEach(why -> reasons.add(bundle + ": " + why));
      }
      if (now.isOther(inForce.catalogue())) {
        node.bring(inForce.catalogue()).forEach(why -> reasons.add("the catalogue: " + why));
      }
    } finally {
      given = null;
    }
    if (reasons.isEmpty()) {
      applied = inForce;
      progress.caughtUp();
    } else {
      progress.failed(reasons);
    }
  }

  /** Prepares what another node proposes, and says what became of it. */
  @GuardedBy("deployer")
  private void answer(Revision proposal) throws IOException, InterruptedException {
    if (ballot.isOurs(proposal)) {
      ballot.giveUpIfDead(proposal); // it is from a life before
      return;
    }
    String lags = progress.lags();
    if (lags != null) {
      ballot.object(proposal.number(), List.of(lags));
      answered = proposal.number();
      return;
    }
    boolean[] decided = new boolean[1];
    given =
        (change, content) -> {
          try {
            node.agreed(ballot.follow(proposal));
            decided[0] = true;
          } catch (Refused e) {
            decided[0] = !e.passes(); // withdrawn, and not only unheard
            throw e;
          }
        };
    List<String> reasons;
    try {
      reasons = bring(proposal);
    } finally {
      given = null;
    }
    if (!decided[0] && reasons.isEmpty()) {
      followWithoutWork(proposal);
    } else if (!decided[0]) {
      ballot.object(proposal.number(), reasons);
    }
    answered = proposal.number();
  }

  @GuardedBy("deployer")
  private List<String> bring(Revision proposal) {
    CatalogueState catalogue = proposal.deployed().catalogue();
    if (applied().isOther(catalogue)) {
      return node.bring(catalogue);
    }
    String bundle = proposal.deployment().bundle();
    return node.bring(bundle, proposal.bundles().get(bundle), false);
  }

  /** It is here already, maybe because this node was the last to go. */
  private void followWithoutWork(Revision proposal) throws InterruptedException {
    try {
      ballot.follow(proposal);
    } catch (Refused withdrawn) {
      LOG.info("revision {} is withdrawn: {}", proposal.number(), withdrawn.getMessage());
    }
  }

  Progress progress() {
    return progress;
  }
}
