package supermarket.deployer.chain;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Revision.Phase;
import supermarket.basket.api.shelf.Shelf;
import supermarket.basket.api.shelf.Verdict;
import supermarket.deployer.bundle.Refused;

/**
 * What this node says of the proposals of others, and what it hears of them (ADR 22).
 *
 * <p>Thread safety: any thread.
 */
final class Ballot {

  private static final long LOOK_MILLIS = 10;

  private final Shelf shelf;
  private final Members members;
  private final String node;
  private final CountDownLatch stopped;

  Ballot(Shelf shelf, Members members, String node, CountDownLatch stopped) {
    this.shelf = shelf;
    this.members = members;
    this.node = node;
    this.stopped = stopped;
  }

  /** Says that this node refuses a proposal. */
  void object(long proposal, List<String> why) throws IOException {
    shelf.say(proposal, new Verdict(node, false, why));
  }

  /**
   * Says that this node is ready for a proposal of another one, and waits for the decision.
   *
   * @return the revision that is in force
   * @throws Refused if it is withdrawn
   */
  RevisionId follow(Revision proposal) throws Refused, InterruptedException {
    try {
      shelf.say(proposal.number(), new Verdict(node, true, List.of()));
      Revision decision = awaitDecision(proposal);
      if (decision.phase() != Phase.IN_FORCE) {
        throw new Refused(decision.deployment().details());
      }
      return decision.id();
    } catch (IOException e) {
      throw Refused.forNow(Proposer.words(e));
    }
  }

  private Revision awaitDecision(Revision proposal) throws IOException, InterruptedException {
    Optional<Revision> decision = shelf.revision(proposal.number() + 1);
    while (decision.isEmpty()) {
      if (stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new InterruptedException("the node stops");
      }
      giveUpIfDead(proposal);
      decision = shelf.revision(proposal.number() + 1);
    }
    return decision.get();
  }

  /** Returns whether this node has made it. */
  boolean isOurs(Revision proposal) {
    return proposal.node().equals(node);
  }

  /** Withdraws a proposal whose node is dead, or is this one in a life before. */
  void giveUpIfDead(Revision proposal) throws IOException {
    if (!isOurs(proposal) && isThere(proposal.node())) {
      return;
    }
    List<String> why =
        List.of(proposal.node() + ", where it was asked for, went away before all were ready");
    shelf.put(
        new Revision(
            proposal.chain(),
            proposal.number() + 1,
            node,
            Phase.WITHDRAWN,
            proposal.deployment().ended(Outcome.REFUSED, why),
            Standing.before(shelf, proposal)));
  }

  /** A node that is not known may have come since the last look. */
  private boolean isThere(String name) throws IOException {
    if (members.isThere(name)) {
      return true;
    }
    members.look();
    return members.isThere(name);
  }
}
