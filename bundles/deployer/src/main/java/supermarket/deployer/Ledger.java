package supermarket.deployer;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.Printable;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;

/**
 * Runs deployments, each with an entry in the journal before it changes anything and one with its
 * outcome.
 *
 * <p>Thread safety: none; the deployer calls it under its lock.
 */
final class Ledger {

  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  private final Journal journal;

  Ledger(Journal journal) {
    this.journal = journal;
  }

  /** What a deployment does; answers what is worth knowing, one sentence each. */
  interface Work {
    List<String> run() throws Unfit, BundleException, IOException, InterruptedException;
  }

  static Deployment begun(
      Action action, String door, String bundle, String version, String sha256) {
    return new Deployment(
        Instant.now(), action, door, bundle, version, sha256, Outcome.INTERRUPTED, List.of());
  }

  static Deployment begun(Action action, String door, Bundle bundle) {
    return begun(action, door, bundle.getSymbolicName(), bundle.getVersion().toString(), "");
  }

  static Deployment begun(Action action, Candidate candidate) {
    return begun(
        action,
        candidate.door(),
        candidate.symbolicName(),
        candidate.version().toString(),
        candidate.sha256());
  }

  /** Runs it. Whatever becomes of it is told and on record; none of it is thrown. */
  Deployment run(Deployment deployment, boolean dryRun, Work work) {
    try {
      journal.begin(deployment);
      List<String> notes = work.run();
      return end(deployment.ended(dryRun ? Outcome.POSSIBLE : Outcome.DONE, notes));
    } catch (Unfit e) {
      return refuse(deployment, e.reasons());
    } catch (BundleException | IOException | RuntimeException e) {
      return refuse(deployment, List.of(Printable.of(e.toString(), 500)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return refuse(deployment, List.of("it was interrupted"));
    }
  }

  Deployment refuse(Deployment deployment, List<String> reasons) {
    return end(deployment.ended(Outcome.REFUSED, reasons));
  }

  /** Puts what has ended on record. */
  Deployment end(Deployment deployment) {
    try {
      journal.end(deployment);
    } catch (IOException e) {
      LOG.error("the deployment of {} is not on record", deployment.bundle(), e);
    }
    LOG.info(
        "deployment: {} {} {}: {} {}",
        deployment.action(),
        deployment.bundle(),
        deployment.version(),
        deployment.outcome(),
        deployment.details());
    return deployment;
  }

  List<Deployment> ended() {
    return journal.ended();
  }
}
