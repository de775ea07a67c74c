package supermarket.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.operation.ConfigurationCheck;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.library.vital.VitalTask;

/**
 * The gate between {@code etc/} and the bundles. It is open before they start, so that none starts
 * with anything else; then it looks at the files again and again.
 *
 * <p>Thread safety: looks are made one after another, under this object's monitor; the first by
 * whoever starts it. Troubles may be asked for by any thread.
 */
@Component(immediate = true, configurationPolicy = ConfigurationPolicy.IGNORE)
public final class Gate implements Health {

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  /** One file may well be deleted; so many do not go at once. */
  private static final int ALL_AT_ONCE = 2;

  private static final String EMPTIED =
      "all files of etc/ are gone at once; what they said stays in force: put them back, or delete"
          + " them one after another";

  /** In a configuration, the name of the file that it is from. */
  private static final String FILE = "supermarket.configuration.file";

  /** The same, of releases that had File Install: a URL. */
  private static final String FILE_BEFORE = "felix.fileinstall.filename";

  private final ConfigurationAdmin admin;
  private final BundleContext context;
  private final Path bundles;
  private final Folder folder;
  private final GoodCopies copies;
  private final Checks checks;
  private final Planner planner;
  private final VitalTask watch = new VitalTask("configuration", Gravity.WARNING, LOG, this::look);
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("configuration-watch").daemon().factory());

  private volatile boolean isOpen;

  /** Whether all files are gone that were there. */
  private volatile boolean isEmptied;

  private boolean isKept;
  private SortedMap<String, FileText> files = new TreeMap<>();
  private List<ConfigurationCheck<?>> asked = List.of();
  private final FilesTold told = new FilesTold();
  private volatile List<Trouble> troubles = List.of();

  /** Called by Declarative Services. */
  @Activate
  public Gate(BundleContext context, @Reference ConfigurationAdmin admin) throws IOException {
    this.context = context;
    this.admin = admin;
    Path home = path("supermarket.home");
    this.bundles = home.resolve("bundles");
    this.folder = new Folder(home.resolve("etc"));
    this.copies = new GoodCopies(path("supermarket.data").resolve("etc"));
    this.checks = new Checks(context, Release.of(home));
    this.planner = new Planner(copies, context::getProperty, this::isOfOtherNodes);
  }

  private Path path(String property) {
    String path = context.getProperty(property);
    return Path.of(path == null ? "" : path).toAbsolutePath();
  }

  /** Brings what is in {@code etc/} into force before it returns. */
  @Activate
  void start() {
    watch.run();
    watch.every(PAUSE, thread);
  }

  @Deactivate
  void stop() throws InterruptedException {
    thread.shutdownNow();
    if (!thread.awaitTermination(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("a look at etc/ does not end");
    }
  }

  @Override
  public List<Trouble> troubles() {
    List<Trouble> all = new ArrayList<>(troubles);
    watch.trouble().ifPresent(all::add);
    if (isEmptied) {
      all.add(new Trouble("configuration", Gravity.WARNING, EMPTIED));
    }
    if (!isOpen) {
      all.addFirst(
          new Trouble("configuration", Gravity.NOT_READY, "etc/ could not be brought into force"));
    }
    return List.copyOf(all);
  }

  private synchronized void look() throws IOException, InvalidSyntaxException {
    SortedMap<String, FileText> now = isOpen ? folder.look() : begin();
    if (isOpen) {
      isEmptied(now.isEmpty() && files.size() >= ALL_AT_ONCE);
      if (isEmptied) {
        return;
      }
    }
    List<ConfigurationCheck<?>> ask = checks.all();
    // What is wrong may be mended elsewhere: a file that is named may have come.
    if (isOpen && now.equals(files) && ask.equals(asked) && told.isAllWell() && isKept) {
      return;
    }
    Plan plan = planner.plan(now, ask);
    // Told before logging itself may be configured anew: what is said in that moment is lost.
    told.tell(plan, files, now, isOpen);
    troubles = List.copyOf(plan.troubles());
    apply(plan, now);
    files = now;
    asked = ask;
    isOpen = true;
    isKept = false;
    keep(plan, now);
    isKept = true;
  }

  /** An empty folder at the start is taken for one that was emptied, if there are copies. */
  private SortedMap<String, FileText> begin() throws IOException {
    SortedMap<String, FileText> first = folder.first();
    SortedMap<String, FileText> kept = first.isEmpty() ? copies.all() : first;
    return kept.size() >= ALL_AT_ONCE ? kept : first;
  }

  /** Whoever mounts an empty folder by mistake does not mean that nothing is configured. */
  private void isEmptied(boolean emptied) {
    if (emptied && !isEmptied) {
      LOG.warn("{}", EMPTIED);
    } else if (isEmptied && !emptied) {
      LOG.info("etc/ has files again");
    }
    isEmptied = emptied;
  }

  private void apply(Plan plan, SortedMap<String, FileText> now)
      throws IOException, InvalidSyntaxException {
    Set<String> wanted = new HashSet<>();
    for (Plan.InForce each : plan.inForce()) {
      Configuration configuration =
          each.instance().isEmpty()
              ? admin.getConfiguration(each.pid(), "?")
              : admin.getFactoryConfiguration(each.pid(), each.instance(), "?");
      Map<String, Object> values = new HashMap<>(each.values());
      values.put(FILE, each.file());
      configuration.updateIfDifferent(FrameworkUtil.asDictionary(values));
      wanted.add(configuration.getPid());
    }
    Configuration[] present =
        admin.listConfigurations("(|(" + FILE + "=*)(" + FILE_BEFORE + "=*))");
    if (present != null) {
      for (Configuration configuration : present) {
        String file = file(configuration);
        boolean isElsewhere = plan.elsewhere().contains(file) && now.containsKey(file);
        if (!wanted.contains(configuration.getPid()) && !isElsewhere) {
          configuration.delete();
        }
      }
    }
  }

  private static String file(Configuration configuration) {
    Dictionary<String, Object> values = configuration.getProperties();
    @Nullable Object ours = values.get(FILE);
    String file = String.valueOf(ours == null ? values.get(FILE_BEFORE) : ours);
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private void keep(Plan plan, SortedMap<String, FileText> now) throws IOException {
    for (Plan.InForce each : plan.inForce()) {
      FileText text = now.get(each.file());
      if (each.isNew() && text != null) {
        copies.keep(each.file(), text.text());
      }
    }
    copies.forgetAllBut(now.keySet());
  }

  /** Folder, symbolic name and configuration of a bundle are one name (ADR 1). */
  private boolean isOfOtherNodes(String pid) {
    for (Bundle bundle : context.getBundles()) {
      if (pid.equals(bundle.getSymbolicName())) {
        return false;
      }
    }
    try (Stream<Path> folders = Files.list(bundles)) {
      return folders.anyMatch(each -> Files.exists(each.resolve(pid + ".jar")));
    } catch (IOException notThere) {
      return false;
    }
  }
}
