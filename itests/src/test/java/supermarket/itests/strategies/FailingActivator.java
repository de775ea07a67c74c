package supermarket.itests.strategies;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Throws when its bundle is started. */
public final class FailingActivator implements BundleActivator {
  @Override
  public void start(BundleContext context) {
    throw new IllegalStateException("on purpose");
  }

  @Override
  public void stop(BundleContext context) {}
}
