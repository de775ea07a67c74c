package supermarket.deployer.chain;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.operation.NodeFact;
import supermarket.basket.api.operation.NodeStatus;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;

/**
 * Where this node differs from the others that price, by what they announce. They differ for a
 * moment whenever something is deployed; what lasts longer is told.
 *
 * <p>Thread safety: any thread.
 */
final class Drift {

  private static final Logger LOG = LoggerFactory.getLogger(Drift.class);

  private static final String PART = "chain";
  private static final Duration BOUND = Duration.ofSeconds(2);

  private final String self;
  private final LongSupplier clock;

  /** Since when there is a difference, by fact. */
  @GuardedBy("this")
  private Map<String, Long> since = new HashMap<>();

  @GuardedBy("this")
  private List<Trouble> troubles = List.of();

  @GuardedBy("this")
  private boolean isBehind;

  Drift(String self, LongSupplier clock) {
    this.self = self;
    this.clock = clock;
  }

  /** Looks at the nodes that can be heard. */
  synchronized void look(List<NodeStatus> nodes) {
    List<NodeStatus> pricing =
        nodes.stream().filter(node -> node.facts().containsKey(NodeFact.REVISION)).toList();
    Optional<NodeStatus> own = pricing.stream().filter(node -> node.name().equals(self)).findAny();
    List<NodeStatus> others = pricing.stream().filter(node -> !node.name().equals(self)).toList();
    Map<String, Long> differs = new HashMap<>();
    List<Trouble> found = new ArrayList<>();
    isBehind = false;
    if (own.isPresent()) {
      behind(own.get(), others, differs)
          .ifPresent(
              trouble -> {
                isBehind = true;
                found.add(trouble);
              });
      List<NodeStatus> peers =
          others.stream().filter(node -> revision(node) == revision(own.get())).toList();
      other(NodeFact.STRATEGIES, own.get(), peers, differs).ifPresent(found::add);
      other(NodeFact.CATALOGUE, own.get(), peers, differs).ifPresent(found::add);
    }
    since = differs;
    tell(found);
    troubles = List.copyOf(found);
  }

  @GuardedBy("this")
  private void tell(List<Trouble> found) {
    for (Trouble trouble : found) {
      if (!troubles.contains(trouble)) {
        LOG.warn("{}", trouble);
      }
    }
    if (found.isEmpty() && !troubles.isEmpty()) {
      LOG.info("this node prices with what the others price with again");
    }
  }

  @GuardedBy("this")
  private Optional<Trouble> behind(
      NodeStatus own, List<NodeStatus> others, Map<String, Long> differs) {
    long newest = others.stream().mapToLong(Drift::revision).max().orElse(0);
    if (newest <= revision(own) || !lasts(NodeFact.REVISION, differs)) {
      return Optional.empty();
    }
    String text =
        "%s prices with revision %d by now, this node with %d: it stands by until it has caught up"
            .formatted(
                names(others.stream().filter(node -> revision(node) == newest).toList()),
                newest,
                revision(own));
    return Optional.of(new Trouble(PART, Gravity.NOT_READY, text, true));
  }

  /** If more than half of the nodes are alike, the others are not ready. */
  @GuardedBy("this")
  private Optional<Trouble> other(
      String fact, NodeStatus own, List<NodeStatus> peers, Map<String, Long> differs) {
    String mine = own.facts().get(fact);
    List<NodeStatus> unlike =
        peers.stream()
            .filter(node -> node.facts().containsKey(fact) && !node.facts().get(fact).equals(mine))
            .toList();
    if (mine == null || unlike.isEmpty() || !lasts(fact, differs)) {
      return Optional.empty();
    }
    long mostAlike =
        unlike.stream()
            .collect(Collectors.groupingBy(node -> node.facts().get(fact), Collectors.counting()))
            .values()
            .stream()
            .mapToLong(count -> count)
            .max()
            .orElse(0);
    boolean isOdd = 2 * mostAlike > peers.size() + 1;
    Gravity gravity = isOdd ? Gravity.NOT_READY : Gravity.WARNING;
    String text =
        "this node has other %s than %s, at the same revision; cluster:nodes shows the digests"
            .formatted(fact, names(unlike));
    return Optional.of(new Trouble(PART, gravity, text, true));
  }

  /** Notes a difference; answers whether it has been there for longer than a deployment needs. */
  @GuardedBy("this")
  private boolean lasts(String fact, Map<String, Long> differs) {
    long now = clock.getAsLong();
    long first = since.getOrDefault(fact, now);
    differs.put(fact, first);
    return now - first > BOUND.toNanos();
  }

  private static String names(List<NodeStatus> nodes) {
    return String.join(", ", nodes.stream().map(NodeStatus::name).sorted().toList());
  }

  /** Others write it: what is no number is none. */
  static long revision(NodeStatus node) {
    try {
      return Long.parseLong(node.facts().getOrDefault(NodeFact.REVISION, "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Returns whether others price with a newer revision, for longer than a deployment needs. */
  synchronized boolean isBehind() {
    return isBehind;
  }

  synchronized List<Trouble> troubles() {
    return troubles;
  }
}
