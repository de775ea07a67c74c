package supermarket.deployer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.deployment.Findings;
import supermarket.basket.api.deployment.Findings.UnderWay;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.DeployedVersion;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Revision.Phase;
import supermarket.basket.api.shelf.Shelf;
import supermarket.basket.api.shelf.Verdict;
import supermarket.deployer.chain.Chain;
import supermarket.deployer.check.Tally;
import supermarket.deployer.trial.Trial;
import supermarket.deployer.version.Lifecycle;
import supermarket.library.shelf.FindingsText;
import supermarket.library.vital.VitalTask;

/**
 * Says on the shelf what trials have found on this node, and adds up what all nodes have found. It
 * lies beside the revision with which the trial began.
 *
 * <p>Thread safety: any thread.
 */
final class TrialReports implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TrialReports.class);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Shelf shelf;
  private final Chain chain;
  private final String node;
  private final Lifecycle lifecycle;
  private final VitalTask looks = new VitalTask("trial reports", Gravity.WARNING, LOG, this::look);
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("trial-reports").daemon().factory());

  /** With which revisions the trials began. */
  @GuardedBy("this")
  private Map<Bundle, Long> began = new HashMap<>();

  /** What was said last. */
  @GuardedBy("this")
  private Map<Bundle, Findings> said = new HashMap<>();

  TrialReports(Shelf shelf, Chain chain, String node, Lifecycle lifecycle) {
    this.shelf = shelf;
    this.chain = chain;
    this.node = node;
    this.lifecycle = lifecycle;
  }

  /** Begins to say what trials find. */
  void start() {
    looks.every(PAUSE, thread);
  }

  private synchronized void look() {
    Map<Bundle, Long> stillBegan = new HashMap<>();
    Map<Bundle, Findings> stillSaid = new HashMap<>();
    for (Trial trial : lifecycle.trials()) {
      Bundle bundle = trial.bundle();
      Findings found = trial.shadow().findings();
      try {
        long since = chain.others().isEmpty() ? 0 : began(trial);
        if (since > 0) {
          stillBegan.put(bundle, since);
          if (!found.equals(said.get(bundle))) {
            shelf.say(since, new Verdict(node, true, List.of(FindingsText.write(found))));
          }
          stillSaid.put(bundle, found);
        }
      } catch (IOException e) {
        LOG.debug("what the trial of {} found is said later", bundle, e);
      }
    }
    began = stillBegan;
    said = stillSaid;
  }

  /** The revision that put a version on trial; 0 if it is on trial on no shelf. */
  @GuardedBy("this")
  private long began(Trial trial) throws IOException {
    Long known = began.get(trial.bundle());
    if (known != null) {
      return known;
    }
    long first = 0;
    for (long number = shelf.newest(); number > 0; number--) {
      Optional<Revision> revision = shelf.revision(number);
      if (revision.isEmpty()) {
        return first; // the older ones are pruned
      }
      if (revision.get().phase() == Phase.IN_FORCE) {
        if (!has(revision.get(), trial)) {
          return first;
        }
        first = number;
      }
    }
    return first;
  }

  private static boolean has(Revision revision, Trial trial) {
    DeployedBundle bundle = revision.bundles().get(trial.bundle().getSymbolicName());
    DeployedVersion version = bundle == null ? null : bundle.trial();
    return version != null && version.version().equals(trial.bundle().getVersion().toString());
  }

  /** Returns what all nodes have found, as far as they have said. */
  synchronized Findings sum(Trial trial) {
    Findings own = trial.shadow().findings();
    List<String> nodes = new ArrayList<>(List.of(node));
    List<String> refusals = new ArrayList<>(own.refusals());
    UnderWay underWay = own.underWay();
    Tally tally = new Tally(own.bundle(), own.version());
    tally.add(own);
    try {
      long since = chain.others().isEmpty() ? 0 : began(trial);
      for (Verdict verdict : since == 0 ? List.<Verdict>of() : shelf.verdicts(since)) {
        if (chain.others().contains(verdict.node()) && verdict.details().size() == 1) {
          Findings other = FindingsText.read(verdict.details().getFirst());
          tally.add(other);
          nodes.add(verdict.node());
          other.refusals().forEach(why -> refusals.add(verdict.node() + ": " + why));
          underWay = underWay == null ? other.underWay() : underWay;
        }
      }
    } catch (IOException e) {
      refusals.add("what other nodes have found is not known: " + e.getMessage());
    }
    nodes.sort(null);
    return tally.findings(refusals, underWay).of(nodes);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
