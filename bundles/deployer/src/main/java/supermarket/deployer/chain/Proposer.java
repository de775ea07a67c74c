package supermarket.deployer.chain;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.shelf.Deployed;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Revision.Phase;
import supermarket.basket.api.shelf.Shelf;
import supermarket.basket.api.shelf.Verdict;
import supermarket.deployer.bundle.Refused;

/**
 * Proposes deployments that are asked for on this node, and decides on them when the other nodes
 * have said that they are ready, or one that it is not (ADR 22). A node that is alone decides at
 * once.
 *
 * <p>Thread safety: any thread; the deployer's monitor lets one deployment of this node ask at a
 * time.
 */
final class Proposer {

  private final Shelf shelf;
  private final Hearing hearing;
  private final String node;

  Proposer(Shelf shelf, Members members, String node, LongSupplier clock, CountDownLatch stopped) {
    this.shelf = shelf;
    this.hearing = new Hearing(shelf, members, node, clock, stopped);
    this.node = node;
  }

  /** Begins an empty shelf with what this node has, unless another node is quicker. */
  void begin(Deployed deployed) throws IOException {
    Deployment deployment =
        new Deployment(
            Instant.now(),
            Action.INSTALL,
            Deployment.RUNTIME,
            "",
            "",
            "",
            Outcome.DONE,
            List.of("the shelf was empty: it begins with what this node had"));
    shelf.put(revision(Standing.newChain(), 1, Phase.IN_FORCE, deployment, deployed));
  }

  /**
   * Proposes a change, and decides on it when all nodes have said what they think.
   *
   * @param applied what is in force and done on this node: whoever lags behind judges by old prices
   * @param without the nodes whose verdicts do not count
   * @return the revision that is in force
   * @throws Refused if it is not: another was quicker, a node refuses, or the shelf cannot be used
   */
  RevisionId propose(
      Deployed applied,
      Deployment deployment,
      Set<String> without,
      Consent.Change change,
      @Nullable Path content)
      throws Refused, InterruptedException {
    try {
      if (content != null) {
        shelf.keep(content);
      }
      Standing standing = Standing.on(shelf);
      if (standing.proposal() != null) {
        throw overtaken(standing.proposal());
      }
      if (!standing.inForce().equals(applied)) {
        throw Refused.overtaken(
            "this node has not done yet what all agreed on last; look at it, and try again");
      }
      Deployed after = change.after(standing.inForce());
      long next = standing.newest() + 1;
      Set<String> others = hearing.others(without);
      if (others.isEmpty()) {
        return decide(
            revision(standing.chain(), next, Phase.IN_FORCE, done(deployment, List.of()), after),
            standing.inForce());
      }
      Revision proposal = revision(standing.chain(), next, Phase.PROPOSED, deployment, after);
      put(proposal);
      return hear(proposal, standing.inForce(), others, without);
    } catch (IOException e) {
      throw Refused.forNow(words(e));
    }
  }

  /** Why nothing can be agreed on. */
  static String words(IOException e) {
    return "no deployment can be agreed on: " + e.getMessage();
  }

  private static Deployment done(Deployment deployment, List<String> details) {
    return deployment.ended(Outcome.DONE, details);
  }

  private Revision revision(
      String chain, long number, Phase phase, Deployment deployment, Deployed deployed) {
    return new Revision(chain, number, node, phase, deployment, deployed);
  }

  private RevisionId put(Revision revision) throws IOException, Refused {
    if (!hasPut(revision)) {
      Optional<Revision> other = shelf.revision(revision.number());
      throw other.isPresent()
          ? overtaken(other.get())
          : Refused.overtaken("another deployment was quicker; look at it, and try again");
    }
    return revision.id();
  }

  /** A connection that breaks while it is put leaves open whether it was. */
  private boolean hasPut(Revision revision) throws IOException, Refused {
    try {
      return shelf.put(revision);
    } catch (IOException e) {
      Optional<Revision> there;
      try {
        there = shelf.revision(revision.number());
      } catch (IOException again) {
        throw unknown(revision, e);
      }
      if (there.isEmpty()) {
        throw e;
      }
      return there.get().equals(revision);
    }
  }

  private static Refused unknown(Revision revision, IOException why) {
    return Refused.forNow(
        "whether revision %d was put is not known; look at cluster:deployments when the shelf is"
                .formatted(revision.number())
            + " back: "
            + why.getMessage());
  }

  /**
   * Puts something in force. If that fails it may be on its way yet, and what is refused must not
   * be done afterwards: so its number is given to the refusal, unless it comes first after all.
   *
   * @param before what stays in force if it is refused
   */
  private RevisionId decide(Revision decision, Deployed before) throws IOException, Refused {
    try {
      return put(decision);
    } catch (IOException e) {
      if (!shelf.isRemote()) {
        throw e; // what a folder has not got is not on its way
      }
      Optional<Revision> there;
      try {
        shelf.put(withdrawn(decision, decision.number(), before, List.of(words(e))));
        there = shelf.revision(decision.number());
      } catch (IOException again) {
        throw unknown(decision, e);
      }
      if (there.isPresent() && there.get().equals(decision)) {
        return decision.id();
      }
      throw e;
    }
  }

  private static Refused overtaken(Revision by) {
    Deployment other = by.deployment();
    return Refused.overtaken(
        "another deployment was quicker: revision "
            + by.number()
            + ", "
            + other.action()
            + " "
            + other.bundle()
            + " "
            + other.version()
            + " on "
            + by.node()
            + "; look at it, and try again");
  }

  private RevisionId hear(
      Revision proposal, Deployed before, Set<String> others, Set<String> without)
      throws IOException, Refused, InterruptedException {
    shelf.say(proposal.number(), new Verdict(node, true, List.of()));
    List<String> objections = hearing.objections(proposal.number(), others, without);
    if (objections.isEmpty()) {
      Deployment done = done(proposal.deployment(), hearing.said(proposal.number(), without));
      return decide(
          revision(
              proposal.chain(), proposal.number() + 1, Phase.IN_FORCE, done, proposal.deployed()),
          before);
    }
    shelf.put(withdrawn(proposal, proposal.number() + 1, before, objections));
    throw new Refused(objections);
  }

  /** What is put in the place of a decision. */
  private Revision withdrawn(Revision of, long number, Deployed before, List<String> why) {
    return revision(
        of.chain(), number, Phase.WITHDRAWN, of.deployment().ended(Outcome.REFUSED, why), before);
  }
}
