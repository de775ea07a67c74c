package supermarket.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.cm.ConfigurationAdmin;
import supermarket.basket.api.UserId;
import supermarket.basket.api.basket.BasketServer;
import supermarket.basket.api.basket.ProductWorkers;
import supermarket.basket.api.catalogue.Admission;
import supermarket.basket.api.catalogue.Stage;

/**
 * The part of the runtime that prices baskets, from basket servers to strategies: the bundles as
 * built, on Felix, in this process, and without gateway and broker. The contracts' packages come
 * from this program's class path, so that it can call the services.
 *
 * <p>Thread safety: started and closed by one thread; used by any.
 */
final class Node implements AutoCloseable {

  private static final int SERVERS = 3;
  private static final String PRODUCT_BUNDLE = "supermarket.basket.product";
  private static final String CONFIGADMIN = "org.apache.felix.configadmin";
  private static final String EXPORTS =
      "supermarket.pricing.api;version=1.0.0,supermarket.pricing.api.promotion;version=1.0.0,"
          + "supermarket.basket.api;version=1.0.0,supermarket.basket.api.promotion;version=1.0.0,"
          + "supermarket.basket.api.basket;version=1.0.0,"
          + "supermarket.basket.api.catalogue;version=1.0.0,"
          + "supermarket.basket.api.deployment;version=1.0.0,"
          + "supermarket.basket.api.operation;version=1.0.0,org.joda.money;version=2.0.3,"
          + "org.slf4j;version=2.0.18,org.osgi.service.cm;version=1.6.1";

  /** Its products, unless others are given. */
  static final String CATALOGUE =
      """
      {"currency": "EUR", "products": [
        {"code": "GR1", "name": "Green tea", "unit_price": 3.11, "strategy": "buy-one-get-one-free"},
        {"code": "SR1", "name": "Strawberries", "unit_price": 5.00, "strategy": "bulk-price",
         "parameters": {"from": 3, "price": 4.50}},
        {"code": "CF1", "name": "Coffee", "unit_price": 11.23, "strategy": "bulk-discount",
         "parameters": {"from": 3, "pay": "2/3"}}]}
      """;

  private final Path home;
  private final Framework framework;
  private final Optional<ProductWorkers> standIn;
  private final List<BasketServer> servers;

  private Node(Path home, Framework framework, Wall wall, int lanes)
      throws IOException, BundleException, InterruptedException {
    this.home = home;
    this.framework = framework;
    this.standIn = wall.standIn();
    this.servers = start(lanes);
  }

  /** Starts a node as it is configured by default, and waits until it prices. */
  static Node start() throws IOException, BundleException, InterruptedException {
    return start(Wall.LANES, 0);
  }

  /**
   * Starts a node and waits until it prices.
   *
   * @param lanes how many lanes {@link Wall#LANES} has; 0 is one for each processor
   */
  static Node start(Wall wall, int lanes)
      throws IOException, BundleException, InterruptedException {
    return start(wall, lanes, Map.of("catalogue.json", CATALOGUE));
  }

  /**
   * Starts a node with a catalogue of its own.
   *
   * @param files what they have, by their names
   */
  static Node start(Wall wall, int lanes, Map<String, String> files)
      throws IOException, BundleException, InterruptedException {
    Path home = Files.createTempDirectory("supermarket-benchmark");
    Files.createDirectories(home.resolve("etc"));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(home.resolve("etc").resolve(file.getKey()), file.getValue());
    }
    Framework framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    "supermarket.home",
                    home.toString(),
                    "supermarket.data",
                    home.toString(),
                    Constants.FRAMEWORK_STORAGE,
                    home.resolve("cache").toString(),
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    EXPORTS,
                    "felix.log.level",
                    "1"));
    return new Node(home, framework, wall, lanes);
  }

  private List<BasketServer> start(int lanes)
      throws IOException, BundleException, InterruptedException {
    framework.start();
    BundleContext context = framework.getBundleContext();
    standIn.ifPresent(workers -> context.registerService(ProductWorkers.class, workers, null));
    List<Bundle> bundles = new ArrayList<>();
    for (Path jar : jars()) {
      if (standIn.isEmpty() || !jar.getFileName().toString().startsWith(PRODUCT_BUNDLE)) {
        bundles.add(context.installBundle(jar.toUri().toString()));
      }
    }
    for (Bundle bundle : bundles) {
      bundle.start();
      if (bundle.getSymbolicName().equals(CONFIGADMIN)) {
        configure(context, lanes);
      }
    }
    List<BasketServer> started = awaitServers(context);
    admit(context, bundles);
    return started;
  }

  /** There is no deployer here to do it. */
  private static void admit(BundleContext context, List<Bundle> bundles) throws IOException {
    Stage stage = context.getService(context.getServiceReference(Stage.class));
    for (Bundle bundle : bundles) {
      stage.admit(bundle.getBundleId(), bundle.getLastModified(), Admission.CHECKED);
    }
  }

  private static List<Path> jars() throws IOException {
    try (Stream<Path> jars = Files.list(Program.folder().resolve("bundles"))) {
      return jars.sorted().toList();
    }
  }

  /** Before the bundles that it is for start: in alphabetical order they come later. */
  private static void configure(BundleContext context, int lanes) throws IOException {
    ConfigurationAdmin admin =
        context.getService(context.getServiceReference(ConfigurationAdmin.class));
    admin
        .getConfiguration(PRODUCT_BUNDLE, "?")
        .update(FrameworkUtil.asDictionary(Map.of("lanes", lanes)));
    for (String defaults : List.of("supermarket.product.manager", "supermarket.basket.user")) {
      admin.getConfiguration(defaults, "?").update(FrameworkUtil.asDictionary(Map.of()));
    }
    for (int i = 1; i <= SERVERS; i++) {
      admin
          .getFactoryConfiguration("supermarket.basket.server", "s" + i, "?")
          .update(FrameworkUtil.asDictionary(Map.of("name", "s" + i)));
    }
  }

  private static List<BasketServer> awaitServers(BundleContext context)
      throws InterruptedException {
    CountDownLatch registered = new CountDownLatch(SERVERS);
    String filter = "(objectClass=" + BasketServer.class.getName() + ")";
    try {
      context.addServiceListener(
          event -> {
            if (event.getType() == ServiceEvent.REGISTERED) {
              registered.countDown();
            }
          },
          filter);
      List<ServiceReference<BasketServer>> already =
          List.copyOf(context.getServiceReferences(BasketServer.class, null));
      already.forEach(server -> registered.countDown());
      if (!registered.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException(registered.getCount() + " basket servers did not start");
      }
      return context.getServiceReferences(BasketServer.class, null).stream()
          .map(context::getService)
          .toList();
    } catch (InvalidSyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The basket server that owns a user's partition. */
  BasketServer serverOf(UserId user) {
    return servers.get(Math.floorMod(user.hashCode(), servers.size()));
  }

  @Override
  public void close() throws BundleException, IOException {
    framework.stop();
    try {
      framework.waitForStop(30_000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (standIn.isPresent() && standIn.get() instanceof PoolPerStrategy pools) {
      pools.close();
    }
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
