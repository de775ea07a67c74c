package supermarket.deployer.chain;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Shelf;
import supermarket.basket.api.shelf.Verdict;
import supermarket.deployer.bundle.Refused;

/**
 * What the other nodes say of a proposal of this one.
 *
 * <p>Thread safety: any thread.
 */
final class Hearing {

  /** Longer than all checks of a deployment take. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long LOOK_MILLIS = 10;

  private final Shelf shelf;
  private final Members members;
  private final String node;
  private final LongSupplier clock;
  private final CountDownLatch stopped;

  Hearing(Shelf shelf, Members members, String node, LongSupplier clock, CountDownLatch stopped) {
    this.shelf = shelf;
    this.members = members;
    this.node = node;
    this.clock = clock;
    this.stopped = stopped;
  }

  /**
   * Looks who else is there.
   *
   * @param without the nodes that are not to be asked
   * @throws Refused if one of those is not there: a name that was mistyped would leave out nobody
   */
  Set<String> others(Set<String> without) throws IOException, Refused {
    members.look();
    Set<String> others = members.others();
    refuseUnknown(without, others);
    return others;
  }

  private void refuseUnknown(Set<String> without, Set<String> others) throws Refused {
    Set<String> unknown = new TreeSet<>(without);
    unknown.removeAll(others);
    if (unknown.contains(node)) {
      throw new Refused(node + " is asked here: ask on another node to do it without this one");
    }
    if (!unknown.isEmpty()) {
      throw new Refused(
          "no other node of the chain is called %s; there is %s"
              .formatted(
                  String.join(", ", unknown),
                  others.isEmpty() ? "none" : String.join(", ", others)));
    }
  }

  /** Returns who has said that it is ready, and who was not asked, for the record. */
  List<String> said(long proposal, Set<String> without) throws IOException {
    Set<String> ready = new TreeSet<>();
    for (Verdict verdict : shelf.verdicts(proposal)) {
      if (verdict.ready()) {
        ready.add(verdict.node());
      }
    }
    ready.remove(node);
    ready.removeAll(without);
    List<String> names = new ArrayList<>(List.of(node));
    names.addAll(ready);
    List<String> said = new ArrayList<>();
    said.add("ready: " + String.join(", ", names));
    if (!without.isEmpty()) {
      said.add("not asked: " + String.join(", ", without));
    }
    return said;
  }

  /**
   * Waits until all have said what they think of a proposal, or one refuses.
   *
   * @return what speaks against it, one sentence each, with the node that says so
   */
  List<String> objections(long proposal, Set<String> others, Set<String> without)
      throws IOException, Refused, InterruptedException {
    long begun = clock.getAsLong();
    while (true) {
      refuseIfWithdrawn(proposal);
      Set<String> missing = new TreeSet<>(others);
      missing.removeAll(without);
      List<String> objections = new ArrayList<>();
      for (Verdict verdict : shelf.verdicts(proposal)) {
        missing.remove(verdict.node());
        if (!verdict.ready() && !without.contains(verdict.node())) {
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
}
