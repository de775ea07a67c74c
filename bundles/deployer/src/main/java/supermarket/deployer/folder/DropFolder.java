package supermarket.deployer.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.operation.Trouble;
import supermarket.library.files.FileStamp;
import supermarket.library.files.FileTrouble;
import supermarket.library.vital.VitalTask;

/**
 * Watches a folder of jars. A file is told of when two looks find it unchanged, so that one that is
 * being copied is left alone. What came of it is looked at again when something else has changed
 * ({@link #judgeAgain}), and after a pause if the reason may pass by itself.
 *
 * <p>Thread safety: looks are made one after another, the first by whoever starts it; {@link
 * #judgeAgain} may be called by any thread.
 */
public final class DropFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);

  /** How long a deployment may take that is under way when the watch ends. */
  private static final Duration LONGEST = Duration.ofSeconds(15);

  /** The pause before a file is judged again for the first time; it doubles from then on. */
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  private static final Duration LAST_PAUSE = Duration.ofHours(1);

  /** Is told what happens in the folder, on the thread of the look. */
  interface Listener {

    /** A file that was there when the watch began. Returns whether its verdict may pass. */
    boolean found(Path jar);

    /** A file that came or changed. Returns whether its verdict may pass. */
    boolean dropped(Path jar);

    /** A file that was told of, and has not changed. Returns whether its verdict may pass. */
    boolean again(Path jar);

    /** A file that was there is gone. Returns whether that must be told again. */
    boolean gone(String file);
  }

  /** A file that was told of. */
  private static final class Told {
    private final FileStamp stamp;
    private boolean passes;
    private boolean leaving;
    private Duration pause = FIRST_PAUSE;
    private long since;

    Told(FileStamp stamp) {
      this.stamp = stamp;
    }

    void verdict(boolean mayPass, long now) {
      passes = mayPass;
      since = now;
    }

    /** Whether its pause is over; the next one is longer. */
    boolean isDue(long now) {
      if (!passes || now - since < pause.toNanos()) {
        return false;
      }
      Duration twice = pause.multipliedBy(2);
      pause = twice.compareTo(LAST_PAUSE) < 0 ? twice : LAST_PAUSE;
      return true;
    }
  }

  private final Path folder;
  private final Listener listener;
  private final LongSupplier clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("strategy-folder").daemon().factory());
  private final VitalTask looks =
      new VitalTask("drop folder", Trouble.Gravity.WARNING, LOG, () -> look(false));
  private Map<String, FileStamp> seen = Map.of();
  private final Map<String, Told> told = new HashMap<>();
  private @Nullable String logged;
  private volatile @Nullable String problem;
  private volatile boolean again;
  private volatile boolean closed;

  /**
   * Of a folder.
   *
   * @param clock the time in nanoseconds
   */
  public DropFolder(Path folder, Listener listener, LongSupplier clock) {
    this.folder = folder;
    this.listener = listener;
    this.clock = clock;
  }

  /** Whether a file of this name is there now. */
  public boolean has(String file) {
    return Files.isRegularFile(folder.resolve(file));
  }

  /** Files that something was installed from before: those that are not there are told as gone. */
  public void expect(Collection<String> files) {
    files.forEach(file -> told.put(file, new Told(FileStamp.MISSING)));
  }

  /** Tells of the files that are there before it returns, and of changes from then on. */
  public void start(Duration poll) {
    look(true);
    looks.every(poll, thread);
  }

  /** Does something on the thread of the looks, between two of them. */
  public void between(Runnable task) {
    thread.execute(task);
  }

  /** Something has changed that verdicts may hang on: the next look judges all files again. */
  public void judgeAgain() {
    again = true;
  }

  /** What is wrong with the folder. */
  public List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>();
    Optional.ofNullable(problem)
        .ifPresent(why -> troubles.add(new Trouble("drop folder", Trouble.Gravity.WARNING, why)));
    looks.trouble().ifPresent(troubles::add);
    return troubles;
  }

  /** One look. */
  synchronized void look(boolean first) {
    Map<String, FileStamp> now;
    try {
      now = list();
    } catch (IOException e) {
      report(folder + " " + FileTrouble.words(folder, e) + "; nothing is deployed or removed");
      return;
    }
    if (now.isEmpty() && told.size() > 1) {
      report(
          folder
              + " has lost all of its "
              + told.size()
              + " jars at once, as a file system that is not mounted does: nothing is removed."
              + " If they are to go, strategy:uninstall takes out each");
      seen = now;
      return;
    }
    report(null);
    boolean all = again;
    again = false;
    now.forEach((file, stamp) -> look(first, file, stamp, all));
    List.copyOf(told.keySet()).stream().filter(file -> !now.containsKey(file)).forEach(this::gone);
    seen = now;
  }

  private void report(@Nullable String now) {
    if (now != null && !now.equals(logged)) {
      LOG.warn(now);
    }
    logged = now;
    problem = now;
  }

  private void look(boolean first, String file, FileStamp stamp, boolean all) {
    Told before = told.get(file);
    Path jar = folder.resolve(file);
    if (closed) {
      return;
    }
    if (before == null || !stamp.equals(before.stamp)) {
      if (first || stamp.equals(seen.get(file))) {
        Told fresh = new Told(stamp);
        told.put(file, fresh);
        fresh.verdict(first ? listener.found(jar) : listener.dropped(jar), clock.getAsLong());
      }
    } else if (all || before.isDue(clock.getAsLong())) {
      before.verdict(listener.again(jar), clock.getAsLong());
    }
  }

  private void gone(String file) {
    Told before = Objects.requireNonNull(told.get(file));
    long now = clock.getAsLong();
    if (closed || (before.leaving && !before.isDue(now))) {
      return;
    }
    if (listener.gone(file)) {
      before.leaving = true;
      before.verdict(true, now);
    } else {
      told.remove(file);
      judgeAgain();
    }
  }

  /** In the order of their names, so that every start is like the last. */
  private Map<String, FileStamp> list() throws IOException {
    Map<String, FileStamp> now = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (name.toLowerCase(Locale.ROOT).endsWith(".jar") && Files.isRegularFile(file)) {
          FileStamp stamp = FileStamp.of(file);
          if (!stamp.equals(FileStamp.MISSING)) {
            now.put(name, stamp);
          }
        }
      }
    }
    return now;
  }

  @Override
  public void close() {
    closed = true;
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("what was under way in {} did not end", folder);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
