package supermarket.product.manager;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.library.files.AtomicFile;
import supermarket.library.files.FileTrouble;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.catalogue.CatalogueFile;
import supermarket.product.manager.catalogue.ContentId;
import supermarket.product.manager.catalogue.Side;
import supermarket.product.manager.catalogue.SideFormat;
import supermarket.product.manager.catalogue.SideLine;
import supermarket.product.manager.catalogue.SideLineFile;
import supermarket.product.manager.catalogue.SideText;
import supermarket.product.manager.catalogue.Written;

/**
 * Lets a file beside the catalogue's follow what came by other doors.
 *
 * <p>Thread safety: one thread writes; what is wrong may be read by any.
 */
final class SideMirror<T> {

  private static final Logger LOG = LoggerFactory.getLogger(SideMirror.class);

  private final SideFormat<T> format;
  private final Function<Written, Side<T>> side;
  private final Path catalogue;
  private final CatalogueFile file;
  private final SideLineFile<T> lines;
  private final OneWriter writer;
  private final Assortment assortment;
  private volatile @Nullable String problem;

  /**
   * The mirror of a file.
   *
   * @param catalogue the catalogue's file: who may read and write it may do so with this one
   */
  SideMirror(
      SideFormat<T> format,
      Function<Written, Side<T>> side,
      Path catalogue,
      CatalogueFile file,
      SideLineFile<T> lines,
      OneWriter writer,
      Assortment assortment) {
    this.format = format;
    this.side = side;
    this.catalogue = catalogue;
    this.file = file;
    this.lines = lines;
    this.writer = writer;
    this.assortment = assortment;
  }

  /** What is to be written in the place of what. */
  private record Job<T>(SideText<T> text, Agreed agreed, SideLine<T> line) {}

  /**
   * Writes what the file lacks.
   *
   * @param isRight whether the file can be read
   */
  void follow(boolean isRight) {
    Optional<Job<T>> job = isRight ? job() : Optional.empty();
    if (job.isEmpty()) {
      problem = null;
      return;
    }
    try {
      writer.run(() -> write(job.get()));
      problem = null;
    } catch (IOException e) {
      String now =
          "the "
              + format.name()
              + " in force cannot be written into their file: "
              + file
              + " "
              + FileTrouble.words(file.path(), e);
      if (!now.equals(problem)) {
        LOG.warn("{}; it is tried again", now);
      }
      problem = now;
    }
  }

  private Optional<Job<T>> job() {
    synchronized (assortment) {
      if (assortment.isStopped() || !assortment.isChains()) {
        return Optional.empty();
      }
      Side<T> present = side.apply(assortment.written());
      Optional<T> lacking = present.following(assortment.agreed());
      lacking.ifPresent(present::writes);
      return lacking.map(value -> new Job<>(present.text(), assortment.agreed(), present.line()));
    }
  }

  private void write(Job<T> job) throws IOException {
    boolean isThere = job.text().isRead();
    if (isThere && !file.has(job.text().content())) {
      file.readAgain();
      return;
    }
    byte[] content = format.write(format.of(job.agreed()));
    lines.keep(job.line()); // a kill in between leaves no edit behind
    try {
      boolean written =
          isThere
              ? file.replace(job.text().content(), content)
              : AtomicFile.writeIfAbsent(file.path(), content, catalogue);
      if (written) {
        lines.keep(written(job, new SideText<>(ContentId.of(content), format.of(job.agreed()))));
      }
    } catch (AccessDeniedException unchanged) {
      throw unchanged;
    } catch (IOException e) {
      file.readAgain(); // whatever it has now
      throw e;
    }
  }

  private SideLine<T> written(Job<T> job, SideText<T> text) {
    synchronized (assortment) {
      Side<T> present = side.apply(assortment.written());
      if (present.text().equals(job.text())) {
        present.read(text, job.agreed()); // by what was written, not by what is now
        present.read(text, assortment.agreed());
      }
      return present.line();
    }
  }

  /** Why the file does not follow what is in force; empty if it does. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }
}
