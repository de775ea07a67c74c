package supermarket.deployer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a folder of jars. A file is told of when two looks find it unchanged, so that one that is
 * being copied is left alone, and once: not again until it changes.
 *
 * <p>Thread safety: looks are made one after another, the first by whoever starts it.
 */
final class DropFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);

  /** How long a deployment may take that is under way when the watch ends. */
  private static final Duration LONGEST = Duration.ofSeconds(15);

  /** Is told what happens in the folder, on the thread of the look. */
  interface Listener {

    /** A file that was there when the watch began. */
    void found(Path jar);

    /** A file that came or changed. */
    void dropped(Path jar);

    /** A file that was there is gone. */
    void gone(String file);
  }

  private record Stamp(long size, FileTime modified, @Nullable Object key) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(is.size(), is.lastModifiedTime(), is.fileKey());
    }
  }

  private final Path folder;
  private final Listener listener;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("strategy-folder").daemon().factory());
  private Map<String, Stamp> seen = Map.of();
  private final Map<String, Stamp> told = new HashMap<>();
  private @Nullable String problem;
  private volatile boolean closed;

  DropFolder(Path folder, Listener listener) {
    this.folder = folder;
    this.listener = listener;
  }

  boolean isThere() {
    return Files.isDirectory(folder);
  }

  /** Whether a file of this name is there now. */
  boolean has(String file) {
    return Files.isRegularFile(folder.resolve(file));
  }

  /** Tells of the files that are there before it returns, and of changes from then on. */
  @SuppressWarnings("FutureReturnValueIgnored") // ends with its executor
  void start(Duration poll) {
    look(true);
    thread.scheduleWithFixedDelay(
        () -> look(false), poll.toMillis(), poll.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Does something on the thread of the looks, between two of them. */
  void between(Runnable task) {
    thread.execute(task);
  }

  /** One look. */
  synchronized void look(boolean first) {
    try {
      Map<String, Stamp> now = list();
      problem = null;
      for (Map.Entry<String, Stamp> each : now.entrySet()) {
        String file = each.getKey();
        Stamp stamp = each.getValue();
        if (!closed && !stamp.equals(told.get(file)) && (first || stamp.equals(seen.get(file)))) {
          told.put(file, stamp);
          tell(first, folder.resolve(file));
        }
      }
      Set<String> gone = new HashSet<>(told.keySet());
      gone.removeAll(now.keySet());
      gone.removeIf(file -> closed);
      told.keySet().removeAll(gone);
      gone.forEach(listener::gone);
      seen = now;
    } catch (IOException e) {
      String why = e.toString();
      if (!Objects.equals(why, problem)) {
        LOG.error("{} cannot be read; nothing is deployed or removed: {}", folder, why);
      }
      problem = why;
    } catch (RuntimeException | Error unexpected) {
      LOG.error("looking at {} failed; it goes on", folder, unexpected);
    }
  }

  private void tell(boolean first, Path jar) {
    if (first) {
      listener.found(jar);
    } else {
      listener.dropped(jar);
    }
  }

  /** In the order of their names, so that every start is like the last. */
  private Map<String, Stamp> list() throws IOException {
    Map<String, Stamp> now = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (name.endsWith(".jar") && Files.isRegularFile(file)) {
          now.put(name, Stamp.of(file));
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
