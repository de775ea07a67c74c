package supermarket.deployer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;
import supermarket.deployer.bundle.Installed;
import supermarket.deployer.bundle.Refused;
import supermarket.deployer.check.Gatekeeper;
import supermarket.deployer.journal.Deployments;

/**
 * Judges the classes of what the framework itself installs and updates, by Felix's commands or
 * another bundle, and keeps that on record. What is more than arithmetic stays dark.
 *
 * <p>Thread safety: the framework tells of a bundle while it is stopped, on the thread of whoever
 * installs or updates it, and goes on when this returns. So a version that passes is live as soon
 * as it is started, and the gap of an update is not longer for it. Reading its classes takes
 * milliseconds and is bounded. The entry on record is made on another thread, under the deployer's
 * monitor: who holds that may wait for this one.
 */
final class FrameworkDoor implements SynchronousBundleListener {

  private static final Logger LOG = LoggerFactory.getLogger(FrameworkDoor.class);

  private final Object deployer;
  private final Installed installed;
  private final Gatekeeper gatekeeper;
  private final Deployments deployments;
  private final Executor thread;

  FrameworkDoor(
      Object deployer,
      Installed installed,
      Gatekeeper gatekeeper,
      Deployments deployments,
      Executor thread) {
    this.deployer = deployer;
    this.installed = installed;
    this.gatekeeper = gatekeeper;
    this.deployments = deployments;
    this.thread = thread;
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    Bundle bundle = event.getBundle();
    if (!Installed.isStrategy(bundle)) {
      return;
    }
    switch (event.getType()) {
      case BundleEvent.INSTALLED -> {
        if (!Installed.isOurs(bundle)) {
          judge(Action.INSTALL, bundle);
        }
      }
      case BundleEvent.UPDATED -> judge(Action.UPGRADE, bundle);
      case BundleEvent.UNINSTALLED -> {
        if (!installed.wasRemoved(bundle)) {
          note(
              Deployments.begun(Action.UNINSTALL, Deployment.FRAMEWORK, bundle),
              Outcome.DONE,
              List.of());
        }
      }
      default -> {
        // Starts and stops are no deployments.
      }
    }
  }

  /** Judges what came while nobody looked: without the deployer, or before there was this check. */
  void catchUp(List<Bundle> bundles) {
    for (Bundle bundle : bundles) {
      if (Installed.isStrategy(bundle) && !gatekeeper.isAdmitted(bundle)) {
        judge(Action.INSTALL, bundle);
      }
    }
  }

  private void judge(Action action, Bundle bundle) {
    Deployment deployment = Deployments.begun(action, Deployment.FRAMEWORK, bundle);
    try {
      gatekeeper.judge(bundle, false);
      note(deployment, Outcome.DONE, List.of("its classes are arithmetic; it was not tried"));
    } catch (Refused e) {
      String advice =
          "it stays dark: 'strategy:trust " + bundle.getBundleId() + "' admits it all the same";
      LOG.warn(
          "{} {} stays dark, until 'strategy:trust {}': {}",
          deployment.bundle(),
          deployment.version(),
          bundle.getBundleId(),
          e.getMessage());
      List<String> details = new ArrayList<>(e.reasons());
      details.add(advice);
      note(deployment, Outcome.REFUSED, details);
    }
  }

  private void note(Deployment deployment, Outcome outcome, List<String> details) {
    try {
      thread.execute(
          () -> {
            synchronized (deployer) {
              deployments.end(deployment.ended(outcome, details));
            }
          });
    } catch (RejectedExecutionException stopping) {
      return; // the runtime ends
    }
  }
}
