package supermarket.product.manager;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.library.files.FileTrouble;
import supermarket.product.manager.catalogue.Agreed;
import supermarket.product.manager.catalogue.CatalogueFile;
import supermarket.product.manager.catalogue.CatalogueReader;
import supermarket.product.manager.catalogue.CatalogueText;
import supermarket.product.manager.catalogue.ContentId;
import supermarket.product.manager.catalogue.InLine;
import supermarket.product.manager.catalogue.InLineFile;
import supermarket.product.manager.catalogue.KeptCatalogue;
import supermarket.product.manager.catalogue.Readings;

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

  /** What is in line of the file, if that may not be kept beside it. */
  private static final String LINE = "catalogue-in-line.json";

  /** What the file had before several entries were written into it. */
  private static final String BEFORE = "catalogue-before.json";

  private final CatalogueFile file;
  private final Sides sides;
  private final Assortment assortment;
  private final CatalogueMirror mirror;
  private final InLineFile lines;
  private final KeptCatalogue kept;
  private final OneWriter writer;

  @GuardedBy("assortment")
  private @Nullable String problem;

  /**
   * Of a file.
   *
   * @param kept where the last good catalogue is kept, in the node's own data folder
   */
  CatalogueSource(Path path, Path kept, Sides sides, Assortment assortment) {
    this.file = new CatalogueFile(path);
    this.sides = sides;
    this.assortment = assortment;
    this.lines = new InLineFile(path, kept.resolveSibling(LINE));
    this.mirror = new CatalogueMirror(file, assortment, lines, kept.resolveSibling(BEFORE));
    this.kept = new KeptCatalogue(kept);
    this.writer = new OneWriter(path);
  }

  /** Begins with the catalogue that is kept, or with that of the file. */
  void begin() {
    Readings readings = new Readings();
    Optional<Agreed> good = kept.read(readings).map(CatalogueText::agreed);
    Optional<InLine> line = lines.read(readings);
    good.ifPresent(
        agreed -> {
          assortment.begin(agreed, line.orElse(InLine.with(agreed)));
          sides.begin(agreed);
        });
    Sides.First named = sides.first();
    try {
      CatalogueText text = readings.read(file.read());
      refuseStores(text);
      if (good.isEmpty()) {
        Agreed first = FirstCatalogue.of(named.with(text));
        assortment.begin(first, InLine.with(first));
        sides.beginWith(first);
      }
      sides.take(named);
      take(text);
    } catch (IOException unreadable) {
      sides.take(named);
      fails(unreadable);
    }
  }

  /** Only whole catalogues that are kept or agreed on have them in the same file. */
  private void refuseStores(CatalogueText text) throws IOException {
    if (text.stores() != null) {
      throw new IOException(
          "'stores' stand in a file of their own: " + sides.stores().path().getFileName());
    }
    if (text.promotions() != null) {
      throw new IOException(
          "'promotions' stand in a file of their own: " + sides.promotions().path().getFileName());
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
    } catch (IOException unreadable) {
      fails(unreadable);
    }
    keepLine();
    mirror.follow();
    sides.look();
  }

  private void read(CatalogueFile.Found found) throws IOException {
    Optional<InLine> line = lines.readOthers();
    if (!file.has(ContentId.of(found.content()))) {
      return; // another node has written it since, and what is in line may be that of later
    }
    CatalogueText text = null;
    IOException wrong = null;
    try {
      text = CatalogueReader.read(found.content());
      refuseStores(text);
    } catch (IOException e) {
      wrong = e;
    }
    synchronized (assortment) {
      if (assortment.isStopped() || !file.accept(found)) {
        return;
      }
      if (text == null || wrong != null) {
        throw wrong == null ? new IOException("cannot be read") : wrong;
      }
      line.ifPresent(each -> assortment.written().begin(each, assortment.agreed()));
      take(text);
      assortment.publish();
    }
  }

  private void take(CatalogueText text) {
    synchronized (assortment) {
      problem = null;
      assortment.take(text);
      LOG.info("catalogue {} is read: {} products", file, text.products().size());
    }
  }

  /** Not if another node has written the file since: what is in line may be that of later. */
  private void keepLine() {
    CatalogueText text;
    InLine line;
    synchronized (assortment) {
      if (assortment.isStopped()) {
        return;
      }
      text = assortment.written().text();
      line = assortment.written().line();
    }
    try {
      if (text.isRead() && lines.isOther(line)) {
        writer.keep(() -> keepLine(text, line));
      }
    } catch (IOException e) {
      LOG.debug("what is in line is not kept", e);
    }
  }

  private void keepLine(CatalogueText text, InLine line) throws IOException {
    if (file.has(text.content())) {
      lines.keep(line);
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

  /** Keeps the catalogue in force, if it has changed. */
  void keep() {
    kept.keep(inUse());
  }

  /** Keeps it for the next start, in the file too. */
  void end() {
    mirror.followNow();
    sides.follow();
    kept.keepNow(inUse());
  }

  private Agreed inUse() {
    synchronized (assortment) {
      return assortment.agreed();
    }
  }

  /** Why the catalogue in force cannot be kept; empty if it can. */
  Optional<String> keepingFails() {
    return kept.problem();
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
