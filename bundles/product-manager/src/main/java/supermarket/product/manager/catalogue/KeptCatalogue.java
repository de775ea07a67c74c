package supermarket.product.manager.catalogue;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.library.files.AtomicFile;
import supermarket.library.files.FileTrouble;

/**
 * A copy of the last good catalogue in the node's own data folder, for starts without a good file.
 *
 * <p>Thread safety: its own monitor, but {@link #problem} waits for no disk.
 */
public final class KeptCatalogue {

  private static final Logger LOG = LoggerFactory.getLogger(KeptCatalogue.class);

  private final Path file;

  @GuardedBy("this")
  private @Nullable Agreed last;

  @GuardedBy("this")
  private final Pace pace = new Pace(System::nanoTime);

  private volatile @Nullable String problem;

  public KeptCatalogue(Path file) {
    this.file = file;
  }

  /** What was kept; empty if nothing was, or it cannot be read. */
  public Optional<CatalogueText> read(Readings readings) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(readings.read(Files.readAllBytes(file)));
    } catch (IOException e) {
      LOG.warn("the last good catalogue, kept in {}, is not used: {}", file, words(e));
      return Optional.empty();
    }
  }

  /**
   * Keeps the last good catalogue if it has changed, now or later: whoever starts with an old one
   * does what the chain has agreed on since before it prices. One that cannot be kept is tried
   * again.
   */
  public synchronized void keep(Agreed agreed) {
    if (pace.isDue()) {
      keepNow(agreed);
    }
  }

  /** Keeps the last good catalogue now, if it has changed. */
  public synchronized void keepNow(Agreed agreed) {
    if (agreed.equals(last) || agreed.products().isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      byte[] content = CatalogueWriter.write(agreed);
      pace.wrote(content.length);
      AtomicFile.write(file, content);
      last = agreed;
      problem = null;
    } catch (IOException e) {
      String now = "the last good catalogue cannot be kept: " + file + " " + words(e);
      if (!now.equals(problem)) {
        LOG.warn("{}; it is tried again", now);
      }
      problem = now;
    }
  }

  private String words(IOException e) {
    return FileTrouble.words(file, e);
  }

  /** Why the present one cannot be kept; empty if it can. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
