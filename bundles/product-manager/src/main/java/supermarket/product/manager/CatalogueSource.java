package supermarket.product.manager;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.library.files.FileTrouble;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.catalogue.CatalogueFile;
import supermarket.product.manager.catalogue.CatalogueReader;
import supermarket.product.manager.catalogue.CatalogueText;
import supermarket.product.manager.catalogue.KeptCatalogue;
import supermarket.product.manager.catalogue.Marks;

/**
 * Where the catalogue comes from when a node starts, and what its file says: the last good
 * catalogue, which is kept, or else the file. From then on the file is one door of several: what
 * its author changes is for the chain to agree on, and what comes by another door is written into
 * it.
 *
 * <p>Thread safety: any thread. Files are read and written without a lock, since a disk may hang;
 * what is read is taken under the assortment's monitor. One thread looks.
 */
final class CatalogueSource {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogueSource.class);

  private final CatalogueFile file;
  private final Assortment assortment;
  private final CatalogueMirror mirror;

  /** Which content of the file was looked at to its end by this node. */
  private final Marks seen;

  @GuardedBy("assortment")
  private final KeptCatalogue kept;

  @GuardedBy("assortment")
  private @Nullable String problem;

  @GuardedBy("assortment")
  private boolean isNew;

  CatalogueSource(
      CatalogueFile file,
      KeptCatalogue kept,
      Marks seen,
      CatalogueMirror mirror,
      Assortment assortment) {
    this.file = file;
    this.kept = kept;
    this.seen = seen;
    this.mirror = mirror;
    this.assortment = assortment;
  }

  /** Begins with the catalogue that is kept, or with that of the file. */
  void begin() {
    synchronized (assortment) {
      Optional<CatalogueText> good = kept.read();
      good.ifPresent(text -> assortment.begin(agreed(text)));
      try {
        byte[] content = file.read();
        CatalogueText text = CatalogueReader.read(content);
        if (good.isEmpty()) {
          assortment.begin(agreed(text));
        } else if (seen.has(content) || mirror.isMarked(content)) {
          assortment.written().begin(text.currency(), text.products());
        }
        take(text);
      } catch (IOException unreadable) {
        fails(unreadable);
        assortment.publish();
      }
    }
  }

  private static Agreed agreed(CatalogueText text) {
    return new Agreed(text.currency(), text.products());
  }

  /** One look at the file, and what it lacks is written into it. */
  void look() {
    try {
      Optional<CatalogueFile.Found> changed = file.poll();
      if (changed.isPresent()) {
        read(changed.get());
      }
    } catch (IOException unreadable) {
      fails(unreadable);
    }
    if (mirror.follow()) {
      noteSeen();
    }
  }

  private void read(CatalogueFile.Found found) throws IOException {
    CatalogueText text = null;
    IOException wrong = null;
    try {
      text = CatalogueReader.read(found.content());
    } catch (IOException e) {
      wrong = e;
    }
    boolean isMirror = mirror.isMarked(found.content());
    synchronized (assortment) {
      if (assortment.isStopped() || !file.accept(found)) {
        return;
      }
      if (text == null) {
        throw wrong == null ? new IOException("cannot be read") : wrong;
      }
      if (isMirror) { // another node that shares the file wrote it
        assortment.written().begin(text.currency(), text.products());
      }
      take(text);
    }
  }

  @GuardedBy("assortment")
  private void take(CatalogueText text) {
    problem = null;
    isNew = true;
    assortment.take(text);
    LOG.info("catalogue {} is read: {} products", file, text.products().size());
  }

  /** What the file has is no edit any more, when all that could be done with it is done. */
  private void noteSeen() {
    byte[] content;
    synchronized (assortment) {
      content = assortment.written().text().bytes();
      if (!isNew || problem != null || content.length == 0 || assortment.edits().isAny()) {
        return;
      }
      if (!assortment
          .edits()
          .faults()
          .keySet()
          .equals(assortment.written().text().rejected().keySet())) {
        return; // an entry may be good for something once another strategy is there
      }
      isNew = false;
    }
    try {
      seen.set(content);
    } catch (IOException e) {
      LOG.debug("it is looked for edits entry by entry at the next start", e);
    }
  }

  private void fails(IOException why) {
    synchronized (assortment) {
      String now = file + " " + FileTrouble.words(file.path(), why);
      if (!now.equals(problem)) {
        problem = now;
        LOG.error("catalogue {}; {}", now, inForce());
      }
    }
  }

  /** Keeps the last good catalogue, if it has changed. */
  void keep() {
    synchronized (assortment) {
      if (!assortment.isStopped()) {
        kept.keep(assortment.agreed());
      }
    }
  }

  /** Why the last good catalogue cannot be kept; empty if it can. */
  Optional<String> keepingFails() {
    synchronized (assortment) {
      return kept.problem();
    }
  }

  /** Why the file does not follow the catalogue; empty if it does. */
  Optional<String> followingFails() {
    return mirror.problem();
  }

  /** Why the file is of no use; null if it can be read. */
  @Nullable String problem() {
    synchronized (assortment) {
      return problem;
    }
  }

  /** What is priced with while the file is of no use. */
  String inForce() {
    synchronized (assortment) {
      boolean read = assortment.written().text().isRead();
      if (!read && assortment.agreed().products().isEmpty()) {
        return "baskets cannot be priced before there is one";
      }
      return read
          ? "the catalogue as it was before stays in force"
          : "the last good one, kept in " + kept + ", is in force";
    }
  }

  /** The file's path. */
  @Override
  public String toString() {
    return file.toString();
  }
}
