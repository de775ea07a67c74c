package supermarket.product.manager;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.library.files.FileTrouble;
import supermarket.product.manager.catalogue.CatalogueFile;
import supermarket.product.manager.catalogue.CatalogueReader;
import supermarket.product.manager.catalogue.CatalogueText;
import supermarket.product.manager.catalogue.KeptCatalogue;

/**
 * Where the catalogue comes from: its file, and the last good one that is kept for starts without a
 * good file.
 *
 * <p>Thread safety: any thread. Files are read without a lock, since a disk may hang; what is read
 * is taken under the assortment's monitor.
 */
final class CatalogueSource {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogueSource.class);

  private final CatalogueFile file;

  @GuardedBy("assortment")
  private final KeptCatalogue kept;

  private final Assortment assortment;

  @GuardedBy("assortment")
  private @Nullable String problem;

  CatalogueSource(CatalogueFile file, KeptCatalogue kept, Assortment assortment) {
    this.file = file;
    this.kept = kept;
    this.assortment = assortment;
  }

  /** Begins with the catalogue of the file, or with the one that is kept. */
  void begin() {
    synchronized (assortment) {
      Optional<CatalogueText> good = kept.read();
      if (good.isPresent()) {
        assortment.begin(good.get());
      }
      try {
        take(file.read());
      } catch (IOException unreadable) {
        fails(unreadable);
        assortment.publish();
      }
    }
  }

  /** One look at the file. */
  void look() {
    try {
      Optional<CatalogueFile.Found> changed = file.poll();
      if (changed.isPresent()) {
        takeOrTryAgain(changed.get());
      }
    } catch (IOException unreadable) {
      fails(unreadable);
    }
  }

  private void takeOrTryAgain(CatalogueFile.Found found) throws IOException {
    synchronized (assortment) {
      if (assortment.isStopped() || !file.accept(found)) {
        return;
      }
      boolean taken = false;
      try {
        take(found.content());
        taken = true;
      } catch (IOException wrong) {
        taken = true; // it is told, and as wrong the next time
        throw wrong;
      } finally {
        if (!taken) {
          file.readAgain();
        }
      }
    }
  }

  @GuardedBy("assortment")
  private void take(byte[] content) throws IOException {
    CatalogueText text = CatalogueReader.read(content);
    problem = null;
    assortment.take(text);
    LOG.info("catalogue {} is read: {} products", file, assortment.editions().products().size());
  }

  private void fails(IOException why) {
    synchronized (assortment) {
      String now = file + " " + words(why);
      if (!now.equals(problem)) {
        problem = now;
        LOG.error("catalogue {}; {}", now, inForce());
      }
    }
  }

  /** Why the file cannot be read, in words. */
  String words(IOException why) {
    return FileTrouble.words(file.path(), why);
  }

  /** The file's content as it is now: it may have been edited by hand since the last look. */
  CatalogueText readNow() throws IOException {
    return CatalogueReader.read(file.read());
  }

  /** Replaces the file's content, and takes it. */
  void write(byte[] content) throws IOException {
    synchronized (assortment) {
      CatalogueReader.read(content);
      file.write(content);
      take(content);
    }
  }

  /** Keeps the last good catalogue, if it has changed. */
  void keep() {
    synchronized (assortment) {
      if (!assortment.isStopped()) {
        kept.keep(assortment.text().currency(), assortment.lastGood());
      }
    }
  }

  /** Why the last good catalogue cannot be kept; empty if it can. */
  Optional<String> keepingFails() {
    synchronized (assortment) {
      return kept.problem();
    }
  }

  /** Why the file is of no use; null if it is in force. */
  @Nullable String problem() {
    synchronized (assortment) {
      return problem;
    }
  }

  /** What is priced with while the file is of no use. */
  String inForce() {
    synchronized (assortment) {
      boolean read = assortment.text().isRead();
      if (!read && assortment.lastGood().all().isEmpty()) {
        return "baskets cannot be priced before there is one";
      }
      return read
          ? "the catalogue as it was read before stays in force"
          : "the last good one, kept in " + kept + ", is in force";
    }
  }

  /** The file's path. */
  @Override
  public String toString() {
    return file.toString();
  }
}
