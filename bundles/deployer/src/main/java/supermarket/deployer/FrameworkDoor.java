package supermarket.deployer;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import supermarket.basket.api.deployment.Deployment;
import supermarket.basket.api.deployment.Deployment.Action;
import supermarket.basket.api.deployment.Deployment.Outcome;

/**
 * Keeps what the framework itself installs, updates and uninstalls on record: Felix's commands, or
 * another bundle. It comes unchecked.
 *
 * <p>Thread safety: the framework tells of a bundle on a thread that deployments wait for, so the
 * entry is made on another one, under the deployer's monitor.
 */
final class FrameworkDoor implements BundleListener {

  private final Object deployer;
  private final Installed installed;
  private final Ledger ledger;
  private final Executor thread;

  FrameworkDoor(Object deployer, Installed installed, Ledger ledger, Executor thread) {
    this.deployer = deployer;
    this.installed = installed;
    this.ledger = ledger;
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
          note(Action.INSTALL, bundle);
        }
      }
      case BundleEvent.UPDATED -> note(Action.UPGRADE, bundle);
      case BundleEvent.UNINSTALLED -> {
        if (!installed.wasRemoved(bundle)) {
          note(Action.UNINSTALL, bundle);
        }
      }
      default -> {
        // Starts and stops are no deployments.
      }
    }
  }

  private void note(Action action, Bundle bundle) {
    Deployment deployment = Ledger.begun(action, Deployment.FRAMEWORK, bundle);
    try {
      thread.execute(
          () -> {
            synchronized (deployer) {
              ledger.end(deployment.ended(Outcome.DONE, List.of("it was not checked")));
            }
          });
    } catch (RejectedExecutionException stopping) {
      return; // the runtime ends
    }
  }
}
