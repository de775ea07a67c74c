package supermarket.deployer.chain;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.basket.api.shelf.DeployedBundle;
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

  private static final String PART = "shelf";

  private static final long PAUSE_MILLIS = 10;

  private final Object deployer;
  private final Chain.Node node;
  private final Proposer proposer;
  private final Ballot ballot;
  private final Shelf shelf;
  private final LongSupplier clock;
  private final CountDownLatch stopped;

  /** What all agreed on last and is done here; null before the first look. */
  @GuardedBy("deployer")
  private @Nullable Map<String, DeployedBundle> applied;

  /** What stands in for the consent of the others while theirs is done here. */
  @GuardedBy("deployer")
  private @Nullable Consent given;

  /** The last proposal of another node that was answered; 0 is none. */
  @GuardedBy("deployer")
  private long answered;

  private final Retry settling = new Retry();
  private final Retry answering = new Retry();

  /** The newest revision that was looked at; less than 0 before the first look. */
  private volatile long seen = -1;

  /** Whether that one is done here, and no proposal. */
  private volatile boolean settled;

  /** Why the shelf cannot be used; null if it can. */
  private volatile @Nullable String away;

  /** Why this node does not do what all agreed on; null if it does. */
  private volatile @Nullable String lags;

  Follower(
      Object deployer,
      Chain.Node node,
      Proposer proposer,
      Ballot ballot,
      Shelf shelf,
      LongSupplier clock,
      CountDownLatch stopped) {
    this.deployer = deployer;
    this.node = node;
    this.proposer = proposer;
    this.ballot = ballot;
    this.shelf = shelf;
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
  Map<String, DeployedBundle> applied() {
    synchronized (deployer) {
      return applied == null ? Map.of() : applied;
    }
  }

  /** Looks until there is nothing left to be done, or this node cannot do it. */
  void catchUp() throws InterruptedException {
    look();
    while (!settled && lags == null && away == null) {
      if (stopped.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new InterruptedException("the node stops");
      }
      look();
    }
  }

  /** One look at the shelf. */
  void look() throws InterruptedException {
    try {
      if (shelf.newest() != seen || !settled) {
        synchronized (deployer) {
          look(applied == null ? begin() : Standing.on(shelf));
        }
      }
      if (away != null) {
        LOG.info("the shelf can be used again");
      }
      away = null;
    } catch (IOException e) {
      String why = e.getMessage() + ": nothing can be deployed before that is mended";
      if (!why.equals(away)) {
        LOG.warn("{}", why);
      }
      away = why;
    }
  }

  @GuardedBy("deployer")
  private void look(Standing standing) throws IOException, InterruptedException {
    settle(standing);
    Revision proposal = standing.proposal();
    if (proposal != null && answered == proposal.number()) {
      ballot.giveUpIfDead(proposal);
    } else if (proposal != null && answering.isDue(proposal.number(), clock.getAsLong())) {
      answer(proposal);
    }
    settled = proposal == null && lags == null;
    seen = standing.newest();
  }

  /** What this node has is compared with what all have; an empty shelf begins with it. */
  @GuardedBy("deployer")
  private Standing begin() throws IOException {
    Map<String, DeployedBundle> deployed = node.deployed();
    if (shelf.newest() == 0 && !deployed.isEmpty()) {
      proposer.begin(deployed);
    }
    Standing standing = Standing.on(shelf);
    applied = deployed;
    return standing;
  }

  /** Does what all have agreed on. What fails is tried again, and told meanwhile. */
  @GuardedBy("deployer")
  private void settle(Standing standing) {
    Map<String, DeployedBundle> inForce = standing.inForce();
    Map<String, DeployedBundle> before = applied == null ? Map.of() : applied;
    if (lags == null && before.equals(inForce)) {
      return;
    }
    if (!settling.isDue(standing.newest(), clock.getAsLong())) {
      return;
    }
    List<String> reasons = new ArrayList<>();
    given = Consent.GIVEN;
    try {
      // What was begun and failed may be half done.
      for (String bundle : Standing.differing(lags == null ? before : node.deployed(), inForce)) {
        node.bring(bundle, inForce.get(bundle), true)
            .forEach(why -> reasons.add(bundle + ": " + why));
      }
    } finally {
      given = null;
    }
    if (reasons.isEmpty()) {
      applied = inForce;
      lags = null;
    } else {
      String why = "this node could not do what all agreed on: " + String.join("; ", reasons);
      if (!why.equals(lags)) {
        LOG.warn("{}", why);
      }
      lags = why;
    }
  }

  /** Prepares what another node proposes, and says what became of it. */
  @GuardedBy("deployer")
  private void answer(Revision proposal) throws IOException, InterruptedException {
    if (ballot.isOurs(proposal)) {
      ballot.giveUpIfDead(proposal); // it is from a life before
      return;
    }
    if (lags != null) {
      ballot.object(proposal.number(), List.of(lags));
      answered = proposal.number();
      return;
    }
    String bundle = proposal.deployment().bundle();
    boolean[] decided = new boolean[1];
    given =
        (symbolicName, change, jar) -> {
          try {
            ballot.follow(proposal);
            decided[0] = true;
          } catch (Refused e) {
            decided[0] = !e.passes(); // withdrawn, and not only unheard
            throw e;
          }
        };
    List<String> reasons;
    try {
      reasons = node.bring(bundle, proposal.bundles().get(bundle), false);
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

  /** It is here already, maybe because this node was the last to go. */
  private void followWithoutWork(Revision proposal) throws InterruptedException {
    try {
      ballot.follow(proposal);
    } catch (Refused withdrawn) {
      LOG.info("revision {} is withdrawn: {}", proposal.number(), withdrawn.getMessage());
    }
  }

  /** Returns what keeps this node from following the chain. */
  List<Trouble> troubles() {
    List<Trouble> all = new ArrayList<>();
    // Before the first look nobody knows what is in force.
    Gravity unread = seen < 0 ? Gravity.NOT_READY : Gravity.WARNING;
    Optional.ofNullable(away).ifPresent(why -> all.add(new Trouble(PART, unread, why)));
    Optional.ofNullable(lags).ifPresent(why -> all.add(new Trouble(PART, Gravity.NOT_READY, why)));
    return all;
  }
}
