package supermarket.deployer.chain;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.shelf.DeployedBundle;
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

  /** Longer than all checks of a deployment take. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long LOOK_MILLIS = 10;

  private final Shelf shelf;
  private final Members members;
  private final String node;
  private final LongSupplier clock;
  private final CountDownLatch stopped;

  Proposer(Shelf shelf, Members members, String node, LongSupplier clock, CountDownLatch stopped) {
    this.shelf = shelf;
    this.members = members;
    this.node = node;
    this.clock = clock;
    this.stopped = stopped;
  }

  /** Begins an empty shelf with what this node has, unless another node is quicker. */
  void begin(Map<String, DeployedBundle> deployed) throws IOException {
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
   * Proposes a change of one bundle, and decides on it when all nodes have said what they think.
   *
   * @param applied what is in force and done on this node: whoever lags behind judges by old prices
   * @return the revision that is in force
   * @throws Refused if it is not: another was quicker, a node refuses, or the shelf cannot be used
   */
  RevisionId propose(
      Map<String, DeployedBundle> applied,
      Deployment deployment,
      String symbolicName,
      Consent.Change change,
      @Nullable Path jar)
      throws Refused, InterruptedException {
    try {
      if (jar != null) {
        shelf.keep(jar);
      }
      Standing standing = Standing.on(shelf);
      if (standing.proposal() != null) {
        throw overtaken(standing.proposal());
      }
      if (!standing.inForce().equals(applied)) {
        throw Refused.overtaken(
            "this node has not done yet what all agreed on last; look at it, and try again");
      }
      Map<String, DeployedBundle> bundles = new HashMap<>(standing.inForce());
      DeployedBundle after = change.after(bundles.get(symbolicName));
      if (after == null) {
        bundles.remove(symbolicName);
      } else {
        bundles.put(symbolicName, after);
      }
      long next = standing.newest() + 1;
      members.look();
      Set<String> others = members.others();
      if (others.isEmpty()) {
        return put(
            revision(standing.chain(), next, Phase.IN_FORCE, done(deployment, List.of()), bundles));
      }
      Revision proposal = revision(standing.chain(), next, Phase.PROPOSED, deployment, bundles);
      put(proposal);
      return decide(proposal, standing.inForce(), others);
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
      String chain,
      long number,
      Phase phase,
      Deployment deployment,
      Map<String, DeployedBundle> bundles) {
    return new Revision(chain, number, node, phase, deployment, bundles);
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
      Revision proposal, Map<String, DeployedBundle> before, Set<String> others)
      throws IOException, Refused, InterruptedException {
    shelf.say(proposal.number(), new Verdict(node, true, List.of()));
    List<String> objections = awaitVerdicts(proposal.number(), others);
    if (objections.isEmpty()) {
      List<String> ready = List.of("ready: " + node + ", " + String.join(", ", others));
      Deployment done = done(proposal.deployment(), ready);
      return put(after(proposal, Phase.IN_FORCE, done, proposal.bundles()));
    }
    withdraw(proposal, before, objections);
    throw new Refused(objections);
  }

  /** Returns what speaks against it, one sentence each, with the node that says so. */
  private List<String> awaitVerdicts(long proposal, Set<String> others)
      throws IOException, Refused, InterruptedException {
    long begun = clock.getAsLong();
    while (true) {
      refuseIfWithdrawn(proposal);
      Set<String> missing = new TreeSet<>(others);
      List<String> objections = new ArrayList<>();
      for (Verdict verdict : shelf.verdicts(proposal)) {
        missing.remove(verdict.node());
        if (!verdict.ready()) {
          verdict.details().forEach(why -> objections.add(verdict.node() + ": " + why));
        }
      }
      // A node that is dead prices nothing, and comes back with what is in force then.
      if (missing.stream().anyMatch(name -> !members.isThere(name))) {
        members.look();
        missing.removeIf(name -> !members.isThere(name));
      }
      if (!objections.isEmpty() || missing.isEmpty()) {
        return objections;
      }
      if (clock.getAsLong() - begun > PATIENCE.toNanos()) {
        return missing.stream()
            .map(name -> name + " has not said within " + PATIENCE.toSeconds() + " s that it can")
            .toList();
      }
      pause();
    }
  }

  /** Whoever missed this node for too long has done so. */
  private void refuseIfWithdrawn(long proposal) throws IOException, Refused {
    Optional<Revision> decision = shelf.revision(proposal + 1);
    if (decision.isPresent()) {
      Revision by = decision.get();
      throw new Refused(
          by.deployment().details().stream().map(why -> by.node() + ": " + why).toList());
    }
  }

  private void pause() throws InterruptedException {
    if (stopped.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("the node stops");
    }
  }

  private void withdraw(Revision proposal, Map<String, DeployedBundle> before, List<String> why)
      throws IOException {
    Deployment refused = proposal.deployment().ended(Outcome.REFUSED, why);
    shelf.put(after(proposal, Phase.WITHDRAWN, refused, before));
  }

  private Revision after(
      Revision proposal, Phase phase, Deployment deployment, Map<String, DeployedBundle> bundles) {
    return revision(proposal.chain(), proposal.number() + 1, phase, deployment, bundles);
  }
}
