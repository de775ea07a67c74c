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
        return put(
            revision(standing.chain(), next, Phase.IN_FORCE, done(deployment, List.of()), after));
      }
      Revision proposal = revision(standing.chain(), next, Phase.PROPOSED, deployment, after);
      put(proposal);
      return decide(proposal, standing.inForce(), others, without);
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
        throw Refused.forNow(
            "whether revision %d was put is not known; look at cluster:deployments when the shelf is"
                    .formatted(revision.number())
                + " back: "
                + e.getMessage());
      }
      if (there.isEmpty()) {
        throw e;
      }
      return there.get().equals(revision);
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

  private RevisionId decide(
      Revision proposal, Deployed before, Set<String> others, Set<String> without)
      throws IOException, Refused, InterruptedException {
    shelf.say(proposal.number(), new Verdict(node, true, List.of()));
    List<String> objections = hearing.objections(proposal.number(), others, without);
    if (objections.isEmpty()) {
      Deployment done = done(proposal.deployment(), hearing.said(proposal.number(), without));
      return put(after(proposal, Phase.IN_FORCE, done, proposal.deployed()));
    }
    withdraw(proposal, before, objections);
    throw new Refused(objections);
  }

  private void withdraw(Revision proposal, Deployed before, List<String> why) throws IOException {
    Deployment refused = proposal.deployment().ended(Outcome.REFUSED, why);
    shelf.put(after(proposal, Phase.WITHDRAWN, refused, before));
  }

  private Revision after(Revision proposal, Phase phase, Deployment deployment, Deployed deployed) {
    return revision(proposal.chain(), proposal.number() + 1, phase, deployment, deployed);
  }
}
