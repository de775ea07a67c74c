package supermarket.deployer;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.deployer.bundle.Installed;
import supermarket.deployer.journal.Journal;

/**
 * What is to be done when the deployer starts, so that one version of each strategy is live: a
 * deployment that was cut off is finished or undone, and trials are over.
 *
 * <p>Thread safety: none; for one start.
 */
final class TidyUp {

  private static final Logger LOG = LoggerFactory.getLogger(TidyUp.class);

  private static final Set<Action> TRIAL = EnumSet.of(Action.SHADOW, Action.CANARY);

  /** They leave nothing to be finished or undone. */
  private static final Set<Action> ENDS_ALONE =
      EnumSet.of(Action.UNINSTALL, Action.TRUST, Action.PRODUCT, Action.CATALOGUE);

  private final Journal journal;
  private final Installed installed;

  TidyUp(Journal journal, Installed installed) {
    this.journal = journal;
    this.installed = installed;
  }

  void run() {
    Optional<Deployment> cutOff = journal.open();
    if (cutOff.isPresent()) {
      end(cutOff.get(), tidyUp(cutOff.get()));
    }
    for (Bundle bundle : installed.ours()) {
      Optional<Deployment> last = last(bundle);
      if (last.isPresent() && TRIAL.contains(last.get().action()) && isLeft(bundle)) {
        attempt(bundle::uninstall);
        end(
            last.get(),
            "the deployer ended during the trial; a trial that is on the shelf begins anew");
      }
    }
  }

  private void end(Deployment deployment, String what) {
    LOG.warn("{} {}: {}", deployment.action(), deployment.bundle(), what);
    try {
      journal.end(deployment.ended(Outcome.INTERRUPTED, List.of(what)));
    } catch (IOException e) {
      LOG.warn("that is not on record: {}", e.getMessage());
    }
  }

  /** A version is live from the moment its start is persistent. */
  private String tidyUp(Deployment deployment) {
    Optional<Bundle> version = installed.version(deployment.bundle(), deployment.version());
    if (version.isPresent() && !ENDS_ALONE.contains(deployment.action())) {
      Bundle bundle = version.get();
      if (!isLeft(bundle)) {
        installed.others(bundle).forEach(other -> attempt(other::stop));
        return "version " + bundle.getVersion() + " was live already, and stays";
      }
      if (deployment.action() != Action.ROLLBACK && Installed.isOurs(bundle)) {
        attempt(bundle::uninstall);
        return "version " + bundle.getVersion() + " was not live yet, and is uninstalled";
      }
    }
    return "strategy:list shows what is live, and product:list the prices";
  }

  private static boolean isLeft(Bundle bundle) {
    return !Installed.isPersistentlyStarted(bundle);
  }

  private Optional<Deployment> last(Bundle bundle) {
    return journal.ended().stream()
        .filter(each -> each.outcome() == Outcome.DONE)
        .filter(each -> each.bundle().equals(bundle.getSymbolicName()))
        .filter(each -> each.version().equals(bundle.getVersion().toString()))
        .reduce((earlier, later) -> later);
  }

  private interface Step {
    void run() throws BundleException;
  }

  private static void attempt(Step step) {
    try {
      step.run();
    } catch (BundleException | RuntimeException e) {
      LOG.warn("after a deployment that was cut off: {}", e.toString());
    }
  }
}
