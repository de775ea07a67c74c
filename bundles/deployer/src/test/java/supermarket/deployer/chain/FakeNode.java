package supermarket.deployer.chain;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import supermarket.basket.api.RevisionId;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.basket.api.operation.NodeStatus;
import supermarket.basket.api.shelf.CatalogueState;
import supermarket.basket.api.shelf.Deployed;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.DeployedVersion;
import supermarket.basket.api.shelf.Shelf;
import supermarket.deployer.bundle.Refused;

/** A node that deploys nothing, but asks for consent as one that does. It is its own monitor. */
final class FakeNode implements Node, AutoCloseable {

  final Chain chain;
  final String name;

  /** The nodes that it hears over a broker. */
  volatile List<NodeStatus> heard = List.of();

  /** What it did, in order; for all nodes of a test. */
  private final List<String> log;

  @GuardedBy("this")
  private final Map<String, DeployedBundle> deployed = new TreeMap<>();

  @GuardedBy("this")
  private CatalogueState catalogue = CatalogueState.NONE;

  @GuardedBy("this")
  private @Nullable String refusal;

  /** What it was told that it is at, or that its next change is of. */
  @GuardedBy("this")
  private RevisionId revision = RevisionId.NONE;

  FakeNode(Shelf shelf, String name, List<String> log) {
    this.name = name;
    this.log = log;
    this.chain = new Chain(shelf, name, this, this, () -> heard, System::nanoTime);
  }

  static List<String> log() {
    return new CopyOnWriteArrayList<>();
  }

  static DeployedVersion version(int major) {
    return new DeployedVersion(major + ".0.0", "%064x".formatted(major), false);
  }

  FakeNode started() {
    chain.start();
    return this;
  }

  /** What it was at when it prepared what others wanted. */
  @GuardedBy("this")
  private final List<Long> preparedAt = new ArrayList<>();

  synchronized List<Long> preparedAt() {
    return List.copyOf(preparedAt);
  }

  /** Whom its next command does not ask. */
  @GuardedBy("this")
  private Set<String> without = Set.of();

  /** Whether it cannot do what it is ready for. */
  @GuardedBy("this")
  private boolean fails;

  synchronized void fails(boolean does) {
    fails = does;
  }

  /** From now on it refuses what others propose. */
  synchronized void refuses(@Nullable String why) {
    refusal = why;
  }

  synchronized void has(String bundle, DeployedVersion live) {
    deployed.put(bundle, DeployedBundle.first(live));
  }

  /** As a command: puts a version in the place of the live one; returns why not. */
  synchronized List<String> upgrade(String bundle, int major) {
    return change(
        bundle,
        now ->
            now == null ? DeployedBundle.first(version(major)) : now.succeededBy(version(major)));
  }

  /** The same, without asking some nodes. */
  synchronized List<String> upgrade(String bundle, int major, Set<String> unasked) {
    without = unasked;
    try {
      return upgrade(bundle, major);
    } finally {
      without = Set.of();
    }
  }

  /** As a command: removes a bundle. */
  synchronized List<String> uninstall(String bundle) {
    return change(bundle, now -> null);
  }

  @GuardedBy("this")
  private List<String> change(String bundle, Consent.BundleChange change) {
    Deployment deployment =
        new Deployment(
            Instant.now(),
            Action.UPGRADE,
            Deployment.COMMAND,
            bundle,
            "",
            "",
            Outcome.INTERRUPTED,
            List.of());
    try {
      chain.consent(deployment, without).ask(bundle, change, null);
    } catch (Refused e) {
      return e.reasons();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of("it was interrupted");
    }
    DeployedBundle after = change.after(deployed.get(bundle));
    if (after != null && fails) {
      return List.of("the disk is full");
    }
    if (after == null) {
      deployed.remove(bundle);
    } else {
      deployed.put(bundle, after);
    }
    log.add(name + " has " + bundle);
    chain.done();
    return List.of();
  }

  @Override
  public synchronized void agreed(RevisionId agreed) {
    revision = agreed;
  }

  @Override
  public synchronized void isAt(RevisionId agreed) {
    revision = agreed;
  }

  synchronized RevisionId revision() {
    return revision;
  }

  @Override
  public synchronized List<String> bring(
      String bundle, @Nullable DeployedBundle target, boolean decided) {
    if (refusal != null) {
      return List.of(refusal);
    }
    log.add(name + " is ready for " + bundle);
    preparedAt.add(revision.number());
    return change(bundle, now -> target);
  }

  @Override
  public synchronized Deployed deployed() {
    return new Deployed(deployed, catalogue);
  }

  /** As a command: another catalogue; returns why not. */
  synchronized List<String> change(CatalogueState to) {
    Deployment deployment =
        new Deployment(
            Instant.now(),
            Action.CATALOGUE,
            Deployment.FILE,
            "catalogue",
            "",
            "",
            Outcome.INTERRUPTED,
            List.of());
    try {
      chain.consent(deployment, without).ask(to, null);
    } catch (Refused e) {
      return e.reasons();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of("it was interrupted");
    }
    catalogue = to;
    log.add(name + " has the catalogue");
    chain.done();
    return List.of();
  }

  @Override
  public synchronized List<String> bring(CatalogueState target) {
    if (refusal != null) {
      return List.of(refusal);
    }
    log.add(name + " is ready for the catalogue");
    return change(target);
  }

  synchronized CatalogueState catalogue() {
    return catalogue;
  }

  /** The version of a bundle that is live here; empty if none is. */
  synchronized String live(String bundle) {
    DeployedBundle there = deployed.get(bundle);
    return there == null || there.live() == null ? "" : there.live().version();
  }

  @Override
  public void close() {
    chain.close();
  }
}
