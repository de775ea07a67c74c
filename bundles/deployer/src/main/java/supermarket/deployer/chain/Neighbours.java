package supermarket.deployer.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.operation.NodeStatus;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

/**
 * Who else is in the chain, and where this node differs from them.
 *
 * <p>Thread safety: any thread.
 */
final class Neighbours {

  private final Members members;
  private final String name;
  private final Supplier<List<NodeStatus>> heard;
  private final Drift drift;

  /** Why this node could not attend when it tried last; null if it could. */
  private volatile @Nullable String unattended;

  /**
   * Of a node.
   *
   * @param heard the nodes that it hears of
   */
  Neighbours(Members members, String name, Supplier<List<NodeStatus>> heard, LongSupplier clock) {
    this.members = members;
    this.name = name;
    this.heard = heard;
    this.drift = new Drift(name, clock);
  }

  /** Attends, and looks at the others. To be called twice a second. */
  void look() {
    try {
      members.look();
      unattended = null;
    } catch (IOException e) {
      unattended = e.getMessage();
    }
    drift.look(ofThisChain());
  }

  /** Nodes that have another shelf are another chain, with numbers of its own. */
  private List<NodeStatus> ofThisChain() {
    Set<String> others = members.others();
    return heard.get().stream()
        .filter(node -> node.name().equals(name) || others.contains(node.name()))
        .toList();
  }

  /** Returns the names of the other nodes that are there. */
  Set<String> names() {
    return members.others();
  }

  /** Returns whether there is any other node. */
  boolean areThere() {
    return !members.others().isEmpty();
  }

  /** Returns whether others have gone on without this node, for longer than a deployment needs. */
  boolean areAhead() {
    return drift.isBehind();
  }

  /** Returns whether any that can be heard now has a newer revision. */
  boolean haveNewer(long revision) {
    return ofThisChain().stream().anyMatch(node -> Drift.revision(node) > revision);
  }

  /** Returns whether this node is among those that can be heard. */
  boolean hearOfThisNode() {
    return heard.get().stream().anyMatch(node -> node.name().equals(name));
  }

  /** Returns why this node cannot say that it is there: what it reads it may not write. */
  Optional<Trouble> unattended() {
    return Optional.ofNullable(unattended)
        .map(
            why ->
                new Trouble(
                    "shelf",
                    Gravity.WARNING,
                    why + ": the others take this node for dead, and deploy without its consent"));
  }

  /** Returns where this node differs from the others, or has a name that is not its own. */
  List<Trouble> troubles() {
    List<Trouble> all = new ArrayList<>(drift.troubles());
    if (members.hasTwin()) {
      all.add(
          new Trouble(
              "chain",
              Gravity.WARNING,
              "another node of the chain is called %s too, so that neither can rely on a deployment:"
                      .formatted(name)
                  + " give its data folder another name"));
    }
    return all;
  }
}
