package supermarket.deployer.chain;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.operation.NodeFact;
import supermarket.basket.api.operation.NodeStatus;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.basket.api.shelf.Shelf;
import supermarket.deployer.bundle.Refused;
import supermarket.library.vital.VitalTask;

/**
 * This node's part in the chain: deployments that are asked for here need the consent of all, and
 * what others ask for is done here too.
 *
 * <p>Thread safety: any thread. What changes a deployment runs under the deployer's monitor.
 */
public final class Chain implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Chain.class);

  private static final Duration PAUSE = Duration.ofMillis(50);

  /** How long a deployment may take that is under way when this node leaves. */
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private static final Trouble CUT_OFF =
      new Trouble(
          "chain",
          Gravity.NOT_READY,
          "this node does not hear what it announces, and stands by: broker:status tells why",
          true);

  private final Shelf shelf;
  private final String name;
  private final Node node;
  private final Proposer proposer;
  private final Follower follower;
  private final Touch touch;
  private final Neighbours neighbours;
  private final Glance glance;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final VitalTask watch = new VitalTask("shelf", Gravity.WARNING, LOG, this::look);
  private final VitalTask attends =
      new VitalTask("shelf attendance", Gravity.WARNING, LOG, this::attend);
  private final ScheduledExecutorService watching =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("shelf-watch").daemon().factory());

  /** Of its own: a node that is busy with a deployment is there all the same. */
  private final ScheduledExecutorService attending =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("shelf-attendance").daemon().factory());

  /**
   * Starts nothing.
   *
   * @param name what this node is called
   * @param deployer the deployer's monitor
   * @param heard the nodes that this one hears of
   * @param clock the time in nanoseconds
   */
  public Chain(
      Shelf shelf,
      String name,
      Object deployer,
      Node node,
      Supplier<List<NodeStatus>> heard,
      LongSupplier clock) {
    this.shelf = shelf;
    this.name = name;
    this.node = node;
    Members members = new Members(shelf, name, clock);
    this.neighbours = new Neighbours(members, name, heard, clock);
    this.touch = new Touch(clock, neighbours::hearOfThisNode);
    this.proposer = new Proposer(shelf, members, name, clock, stopped);
    Ballot ballot = new Ballot(shelf, members, name, stopped);
    this.follower = new Follower(deployer, node, proposer, ballot, shelf, touch, clock, stopped);
    this.glance = new Glance(shelf, follower.progress(), touch);
  }

  /** Does what the chain has agreed on before it returns, if the shelf can be read. */
  public void start() {
    attends.run();
    catchUp();
    attends.every(Members.SILENCE.dividedBy(4), attending);
    watch.every(PAUSE, watching);
  }

  /**
   * Does what the chain has agreed on, and takes part in what others propose, before it returns. If
   * the shelf cannot be read, or this node cannot do it, {@link #troubles} tells.
   */
  public void catchUp() {
    try {
      follower.catchUp();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A deployment that was asked for here is done. To be called before its monitor is left: what
   * somebody changes afterwards by the framework itself is no part of it, and is not undone.
   */
  public void done() {
    if (follower.given().isEmpty()) {
      try {
        follower.look();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void look() throws InterruptedException {
    follower.look();
  }

  private void attend() {
    touch.tick();
    glance.look();
    neighbours.look();
  }

  /**
   * Returns the consent that a deployment of this node needs.
   *
   * @param without the nodes that are not asked
   */
  public Consent consent(Deployment deployment, Set<String> without) {
    return (change, content) -> ask(deployment, without, change, content);
  }

  private void ask(
      Deployment deployment, Set<String> without, Consent.Change change, @Nullable Path content)
      throws Refused, InterruptedException {
    Optional<Consent> given = follower.given();
    if (given.isPresent()) {
      given.get().ask(change, content);
    } else if (follower.progress().isUnread()) {
      throw Refused.forNow("this node has not seen yet what is on the shelf; status says why");
    } else {
      node.agreed(proposer.propose(follower.applied(), deployment, without, change, content));
    }
  }

  /** Returns whether this content is in force: live, kept or on trial. */
  public boolean has(String sha256) {
    return follower.applied().bundles().values().stream()
        .flatMap(bundle -> Stream.of(bundle.live(), bundle.kept(), bundle.trial()))
        .anyMatch(version -> version != null && version.sha256().equals(sha256));
  }

  /** Returns the names of the other nodes that are there. */
  public Set<String> others() {
    return neighbours.names();
  }

  /** Returns the number of the newest revision that is done here, for the others. */
  public NodeFact revision() {
    return new NodeFact() {
      @Override
      public String name() {
        return NodeFact.REVISION;
      }

      @Override
      public String value() {
        return String.valueOf(follower.progress().done());
      }
    };
  }

  /**
   * Returns whether this node should be sent no baskets: it has not seen yet what is in force, it
   * was frozen or cut off and has not looked at the shelf since, or others have gone on without it.
   * A node that is alone goes on.
   */
  public boolean standsBy() {
    return follower.progress().isUnread()
        || neighbours.areAhead()
        || (neighbours.areThere() && (touch.isCutOff() || isUnsure()));
  }

  /** Who cannot see the shelf after a break learns from the others whether they have gone on. */
  private boolean isUnsure() {
    return touch.hasSeenNothing()
        && ((touch.hasToLook() && !follower.progress().isAway())
            || touch.isJustBack()
            || neighbours.haveNewer(follower.progress().done()));
  }

  /** Returns what keeps this node from following the chain. */
  public List<Trouble> troubles() {
    List<Trouble> all = new ArrayList<>(follower.progress().troubles());
    if (all.isEmpty()) {
      neighbours.unattended().ifPresent(all::add);
    }
    all.addAll(neighbours.troubles());
    if (touch.isCutOff() && neighbours.areThere()) {
      all.add(CUT_OFF);
    }
    watch.trouble().ifPresent(all::add);
    attends.trouble().ifPresent(all::add);
    return all;
  }

  /** Leaves the chain. */
  @Override
  public void close() {
    stopped.countDown();
    watching.shutdownNow();
    attending.shutdownNow();
    try {
      if (!watching.awaitTermination(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
          || !attending.awaitTermination(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("what was under way on the shelf did not end");
      }
      shelf.leave(name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("this node could not leave the shelf: {}", e.getMessage());
    }
  }
}
