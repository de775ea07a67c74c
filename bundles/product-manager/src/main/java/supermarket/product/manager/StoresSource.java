package supermarket.product.manager;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.catalogue.Stores;
import supermarket.library.files.AtomicFile;
import supermarket.library.files.FileTrouble;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.catalogue.CatalogueFile;
import supermarket.product.manager.catalogue.ContentId;
import supermarket.product.manager.catalogue.StoresInLine;
import supermarket.product.manager.catalogue.StoresInLineFile;
import supermarket.product.manager.catalogue.StoresReader;
import supermarket.product.manager.catalogue.StoresText;
import supermarket.product.manager.catalogue.StoresWriter;
import supermarket.product.manager.catalogue.Written;

/**
 * The file of the stores: one door of several, as the catalogue's file is. There need be none until
 * there is a store.
 *
 * <p>Thread safety: one thread looks; what is wrong may be read by any. Files are read and written
 * without a lock; what is read is taken under the assortment's monitor.
 */
final class StoresSource {

  private static final Logger LOG = LoggerFactory.getLogger(StoresSource.class);

  private static final String NAME = "stores.json";

  /** What is in line of the file, if that may not be kept beside it. */
  private static final String LINE = "stores-in-line.json";

  private final CatalogueFile file;
  private final Assortment assortment;
  private final StoresInLineFile lines;
  private final OneWriter writer;
  private volatile @Nullable String problem;
  private volatile @Nullable String following;

  /**
   * The file of the stores beside that of the catalogue.
   *
   * @param kept a file in the node's own data folder
   */
  StoresSource(Path catalogue, Path kept, Assortment assortment) {
    Path path = catalogue.resolveSibling(NAME);
    this.file = new CatalogueFile(path);
    this.assortment = assortment;
    this.lines = new StoresInLineFile(path, kept.resolveSibling(LINE));
    this.writer = new OneWriter(path);
  }

  /** What is to be written in the place of what. */
  private record Job(StoresText text, Agreed agreed, StoresInLine line) {}

  /** What was in line when the node ended. */
  Optional<StoresInLine> line() {
    return lines.read();
  }

  /** Returns what the file says when the node starts; nothing if it is of no use. */
  StoresText first() {
    try {
      return StoresReader.read(file.read());
    } catch (NoSuchFileException none) {
      return StoresText.NONE;
    } catch (IOException unreadable) {
      fails(unreadable);
      return StoresText.NONE;
    }
  }

  /** The file says this. */
  void take(StoresText text) {
    synchronized (assortment) {
      assortment.written().read(text, assortment.agreed());
    }
  }

  /** One look at the file, and what it lacks is written into it. */
  void look() {
    keepLine();
    try {
      Optional<CatalogueFile.Found> changed = file.poll();
      if (changed.isPresent()) {
        read(changed.get());
      }
    } catch (NoSuchFileException none) {
      problem = null;
      take(StoresText.NONE);
    } catch (IOException unreadable) {
      fails(unreadable);
    }
    keepLine();
    follow();
  }

  /** Not if another node has written the file since: what is in line may be that of later. */
  private void keepLine() {
    StoresText text;
    StoresInLine line;
    synchronized (assortment) {
      if (assortment.isStopped()) {
        return;
      }
      text = assortment.written().stores();
      line = assortment.written().storesLine();
    }
    try {
      if (text.isRead() && lines.isOther(line)) {
        writer.keep(() -> keepLine(text, line));
      }
    } catch (IOException e) {
      LOG.debug("what is in line is not kept", e);
    }
  }

  private void keepLine(StoresText text, StoresInLine line) throws IOException {
    if (file.has(text.content())) {
      lines.keep(line);
    }
  }

  private void read(CatalogueFile.Found found) throws IOException {
    Optional<StoresInLine> line = lines.readOthers();
    if (!file.has(ContentId.of(found.content()))) {
      return; // another node has written it since, and what is in line may be that of later
    }
    StoresText text = null;
    IOException wrong = null;
    try {
      text = StoresReader.read(found.content());
    } catch (IOException e) {
      wrong = e;
    }
    synchronized (assortment) {
      if (assortment.isStopped() || !file.accept(found)) {
        return;
      }
      if (text == null) {
        throw wrong == null ? new IOException("cannot be read") : wrong;
      }
      problem = null;
      line.ifPresent(assortment.written()::begin);
      take(text);
    }
    LOG.info("stores {} are read: {} stores", file, text.stores().byId().size());
  }

  private void fails(IOException why) {
    String now = file + " " + FileTrouble.words(file.path(), why);
    if (!now.equals(problem)) {
      LOG.error("stores {}; the stores as they were before stay in force", now);
    }
    problem = now;
  }

  /** Writes what the file lacks. A file that is wrong is its author's to mend. */
  void follow() {
    Optional<Job> job = problem == null ? job() : Optional.empty();
    if (job.isEmpty()) {
      following = null;
      return;
    }
    try {
      writer.run(() -> write(job.get()));
      following = null;
    } catch (IOException e) {
      String now =
          "the stores in force cannot be written into their file: "
              + file
              + " "
              + FileTrouble.words(file.path(), e);
      if (!now.equals(following)) {
        LOG.warn("{}; it is tried again", now);
      }
      following = now;
    }
  }

  private Optional<Job> job() {
    synchronized (assortment) {
      if (assortment.isStopped() || !assortment.isChains()) {
        return Optional.empty();
      }
      Written written = assortment.written();
      Optional<Stores> lacking = written.followingStores(assortment.agreed());
      lacking.ifPresent(written::writes);
      return lacking.map(
          stores -> new Job(written.stores(), assortment.agreed(), written.storesLine()));
    }
  }

  private void write(Job job) throws IOException {
    boolean isThere = job.text().isRead();
    if (isThere && !file.has(job.text().content())) {
      file.readAgain();
      return;
    }
    byte[] content = StoresWriter.write(job.agreed().stores());
    lines.keep(job.line()); // a kill in between leaves no edit behind
    try {
      boolean written =
          isThere
              ? file.replace(job.text().content(), content)
              : AtomicFile.writeIfAbsent(file.path(), content);
      if (written) {
        lines.keep(written(job, new StoresText(ContentId.of(content), job.agreed().stores())));
      }
    } catch (AccessDeniedException unchanged) {
      throw unchanged;
    } catch (IOException e) {
      file.readAgain(); // whatever it has now
      throw e;
    }
  }

  private StoresInLine written(Job job, StoresText text) {
    synchronized (assortment) {
      if (assortment.written().stores().equals(job.text())) {
        assortment.written().read(text, job.agreed()); // by what was written, not by what is now
        take(text);
      }
      return assortment.written().storesLine();
    }
  }

  /** The file's path. */
  Path path() {
    return file.path();
  }

  /** Why the file is of no use; null if it can be read. */
  @Nullable String problem() {
    return problem;
  }

  /** Why the file does not follow what is in force; empty if it does. */
  Optional<String> followingFails() {
    return Optional.ofNullable(following);
  }
}
