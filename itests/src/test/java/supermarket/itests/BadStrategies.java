package supermarket.itests;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import supermarket.basket.api.catalogue.Admission;
import supermarket.basket.api.catalogue.Stage;
import supermarket.itests.Store.Reply;
import supermarket.pricing.api.PricingStrategy;

/** Deploys strategies that misbehave, past all checks, and posts baskets that need them. */
final class BadStrategies implements AutoCloseable {

  /** Until it is set, what spins goes on spinning. */
  private static final String STOP = "test.spin.stop";

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

  private final Path home;
  private final BundleContext context;
  private final Store store;
  private final List<Bundle> deployed = new ArrayList<>();

  BadStrategies(Path home, BundleContext context, Store store) {
    System.clearProperty(STOP);
    this.home = home;
    this.context = context;
    this.store = store;
  }

  /**
   * Writes products bound to a strategy of the same name into the catalogue; each has a price of
   * its own, so it needs a rule of its own.
   */
  void bind(String name, int products) throws Exception {
    for (int i = 0; i < products; i++) {
      String price = BigDecimal.valueOf(500L + i, 2).toPlainString();
      Products.write(home, name + "-" + i, price, name.toLowerCase(Locale.ROOT));
    }
  }

  /** The bundle of a strategy. */
  Path jar(String name, Class<? extends PricingStrategy> strategy, Class<?>... with) {
    StrategyJar jar = StrategyJar.named(name.toLowerCase(Locale.ROOT), strategy);
    for (Class<?> each : with) {
      jar.with(each);
    }
    return jar.write(home.resolve("data/jars/" + name + ".jar"));
  }

  /** Installs and starts it through the framework, trusted. */
  Bundle start(Path jar) throws BundleException, IOException {
    Bundle bundle = context.installBundle(jar.toUri().toString());
    deployed.add(bundle);
    context
        .getService(context.getServiceReference(Stage.class))
        .admit(bundle.getBundleId(), bundle.getLastModified(), Admission.TRUSTED);
    bundle.start();
    return bundle;
  }

  /**
   * Posts so many baskets of different users, one after another, whatever becomes of the others.
   */
  List<Reply> post(int baskets, String... items) {
    List<CompletableFuture<Reply>> replies = new ArrayList<>();
    for (int i = 0; i < baskets; i++) {
      replies.add(store.postAsync(Store.basket("bad-" + i, items)));
      LockSupport.parkNanos(PAUSE);
    }
    return replies.stream().map(CompletableFuture::join).toList();
  }

  /** Lets go of what spins, and uninstalls all. */
  @Override
  public void close() throws BundleException {
    System.setProperty(STOP, "now");
    for (Bundle bundle : deployed) {
      if (bundle.getState() != Bundle.UNINSTALLED) {
        bundle.uninstall();
      }
    }
  }
}
