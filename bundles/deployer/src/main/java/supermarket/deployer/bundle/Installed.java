package supermarket.deployer.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;
import supermarket.library.text.Printable;
import supermarket.pricing.api.PricingStrategy;
import supermarket.pricing.api.Strategy;
import supermarket.pricing.api.promotion.Promotion;
import supermarket.pricing.api.promotion.PromotionKind;

/**
 * The strategy bundles that the framework has. Where one came from is in its location, which the
 * framework keeps: {@code strategy:SYMBOLIC-NAME:VERSION:SHA-256:FILE}; the file is that in the
 * drop folder, empty if it came by command.
 *
 * <p>Thread-safe, as the framework is.
 */
public final class Installed {

  private static final String OURS = "strategy:";
  private static final int SHA_256 = 3;
  private static final int FILE = 4;
  private static final int SHA_256_DIGITS = 64;
  private static final long REFRESH_SECONDS = 10;

  private final BundleContext context;
  private final Set<Long> removed = ConcurrentHashMap.newKeySet();

  public Installed(BundleContext context) {
    this.context = context;
  }

  /** What makes a service one that this deploys. */
  private static final Set<String> TYPES =
      Set.of(PricingStrategy.class.getName(), PromotionKind.class.getName());

  /** The strategies and kinds that a bundle has registered; none if it is uninstalled. */
  public static List<ServiceReference<?>> strategies(Bundle bundle) {
    ServiceReference<?>[] all;
    try {
      all = bundle.getRegisteredServices();
    } catch (IllegalStateException uninstalled) {
      return List.of();
    }
    return all == null
        ? List.of()
        : Arrays.stream(all)
            .filter(
                each ->
                    Arrays.stream((String[]) each.getProperty("objectClass"))
                        .anyMatch(TYPES::contains))
            .toList();
  }

  /** The name of a strategy or kind; empty if it has none. */
  public static String name(ServiceReference<?> strategy) {
    Object name = strategy.getProperty(Strategy.NAME);
    return (name == null ? strategy.getProperty(Promotion.NAME) : name) instanceof String text
        ? text
        : "";
  }

  /** The names of the strategies that the versions of a bundle have registered, sorted. */
  public List<String> strategies(String symbolicName) {
    return named(symbolicName)
        .flatMap(bundle -> strategies(bundle).stream())
        .map(Installed::name)
        .filter(name -> !name.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }

  private Stream<Bundle> named(String symbolicName) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()));
  }

  /** The versions of a bundle, the highest first. */
  public Stream<Bundle> versions(String symbolicName) {
    return named(symbolicName).sorted(Comparator.comparing(Bundle::getVersion).reversed());
  }

  /** A bundle, if it is there. */
  public Optional<Bundle> bundle(long id) {
    return Optional.ofNullable(context.getBundle(id));
  }

  /** A version of a bundle, wherever it came from. */
  public Optional<Bundle> version(String symbolicName, String version) {
    return named(symbolicName)
        .filter(bundle -> bundle.getVersion().toString().equals(version))
        .findFirst();
  }

  /** All that the deployer installed. */
  public List<Bundle> ours() {
    return Arrays.stream(context.getBundles()).filter(Installed::isOurs).toList();
  }

  /** The other versions of a bundle, the highest first. */
  public List<Bundle> others(Bundle than) {
    return versions(than.getSymbolicName())
        .filter(bundle -> bundle.getBundleId() != than.getBundleId())
        .toList();
  }

  /** Whether the deployer installed it; if not, the drop folder or an operator did. */
  public static boolean isOurs(Bundle bundle) {
    return bundle.getLocation().startsWith(OURS);
  }

  private static String part(Bundle bundle, int number) {
    String[] parts = bundle.getLocation().split(":", FILE + 1);
    return isOurs(bundle) && parts.length > number ? parts[number] : "";
  }

  /** The file in the drop folder that it came from; empty if it came another way. */
  public static String file(Bundle bundle) {
    return part(bundle, FILE);
  }

  /** The SHA-256 of the jar that the deployer installed it from; empty if it did not. */
  public static String sha256(Bundle bundle) {
    String part = part(bundle, SHA_256);
    return part.length() < SHA_256_DIGITS ? "" : part.substring(0, SHA_256_DIGITS);
  }

  /** Whether the deployer installed it from a jar of this content. */
  public static boolean isOf(Bundle bundle, String sha256) {
    return part(bundle, SHA_256).startsWith(sha256);
  }

  /** A location that no bundle has: one may have been updated in place since. */
  private String location(Candidate candidate) {
    String front =
        OURS + candidate.symbolicName() + ":" + candidate.version() + ":" + candidate.sha256();
    String location = front + ":" + candidate.file();
    for (int number = 2; context.getBundle(location) != null; number++) {
      location = front + "-" + number + ":" + candidate.file();
    }
    return location;
  }

  /** Another bundle whose strategy of this name is registered. */
  public Optional<Bundle> otherWith(String strategy, String symbolicName) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> !symbolicName.equals(bundle.getSymbolicName()))
        .filter(bundle -> strategies(bundle).stream().anyMatch(each -> name(each).equals(strategy)))
        .findFirst();
  }

  /** Installs without starting. With the runtime it will be started before the deployer is. */
  public Bundle install(Candidate candidate) throws BundleException, IOException {
    int deployer = context.getBundle().adapt(BundleStartLevel.class).getStartLevel();
    try (InputStream in = Files.newInputStream(candidate.jar())) {
      Bundle bundle = context.installBundle(location(candidate), in);
      bundle.adapt(BundleStartLevel.class).setStartLevel(Math.max(1, deployer - 1));
      return bundle;
    }
  }

  public static boolean isPersistentlyStarted(Bundle bundle) {
    return bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
  }

  /** Other bundles that would be stopped and started if this one were refreshed. */
  public List<String> draggedAlong(Bundle bundle) {
    Collection<Bundle> closure = wiring().getDependencyClosure(List.of(bundle));
    List<String> others = new ArrayList<>();
    for (Bundle each : closure) {
      if (each.getBundleId() != bundle.getBundleId()) {
        others.add(each.getSymbolicName());
      }
    }
    return others;
  }

  /** Whether it can have strategies; our own bundles talk to each other too. */
  public static boolean isStrategy(Bundle bundle) {
    String imports = bundle.getHeaders("").get(Constants.IMPORT_PACKAGE);
    return imports != null
        && imports.contains(PricingStrategy.class.getPackageName())
        && !imports.contains("supermarket.basket.api")
        && bundle.getHeaders("").get("Service-Component") != null;
  }

  /** Whether it is not there any more because of {@link #remove}. Tells of each bundle once. */
  public boolean wasRemoved(Bundle bundle) {
    return removed.remove(bundle.getBundleId());
  }

  /** Uninstalls a bundle and lets go of its class loader. */
  public void remove(Bundle bundle) throws BundleException, InterruptedException {
    removed.add(bundle.getBundleId());
    bundle.uninstall();
    CountDownLatch refreshed = new CountDownLatch(1);
    wiring()
        .refreshBundles(
            List.of(bundle),
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
              }
            });
    if (!refreshed.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
      throw new BundleException(
          "the framework did not refresh " + Printable.of(bundle.toString(), 200) + " in time");
    }
  }

  private FrameworkWiring wiring() {
    return context.getBundle(0).adapt(FrameworkWiring.class);
  }
}
