package supermarket.product.manager;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
 * A file beside the catalogue's: one door of several, as that is. There need be none until there is
 * something to say.
 *
 * <p>Thread safety: one thread looks; what is wrong may be read by any. Files are read and written
 * without a lock; what is read is taken under the assortment's monitor.
 */
final class SideSource<T> {

  private static final Logger LOG = LoggerFactory.getLogger(SideSource.class);

  private final SideFormat<T> format;
  private final Function<Written, Side<T>> side;
  private final CatalogueFile file;
  private final Assortment assortment;
  private final SideLineFile<T> lines;
  private final OneWriter writer;
  private volatile @Nullable String problem;
  private final SideMirror<T> mirror;

  /**
   * A file beside that of the catalogue.
   *
   * @param side where it is kept as it was read
   * @param kept a file in the node's own data folder
   */
  SideSource(
      SideFormat<T> format,
      Function<Written, Side<T>> side,
      Path catalogue,
      Path kept,
      Assortment assortment) {
    Path path = catalogue.resolveSibling(format.name() + ".json");
    this.format = format;
    this.side = side;
    this.file = new CatalogueFile(path);
    this.assortment = assortment;
    this.lines =
        new SideLineFile<>(format, path, kept.resolveSibling(format.name() + "-in-line.json"));
    this.writer = new OneWriter(path);
    this.mirror = new SideMirror<>(format, side, catalogue, file, lines, writer, assortment);
  }

  /** A node begins with a catalogue that was kept: this was in line when it ended. */
  void begin(Agreed kept) {
    begin(lines.read().orElse(SideLine.with(format.of(kept))));
  }

  /** A node begins with a catalogue that was read from the files. */
  void beginWith(Agreed read) {
    begin(SideLine.with(format.of(read)));
  }

  private void begin(SideLine<T> line) {
    synchronized (assortment) {
      side.apply(assortment.written()).begin(line);
    }
  }

  /** Returns what the file says when the node starts; nothing if it is of no use. */
  SideText<T> first() {
    try {
      return format.read(file.read());
    } catch (NoSuchFileException none) {
      return SideText.none(format);
    } catch (IOException unreadable) {
      fails(unreadable);
      return SideText.none(format);
    }
  }

  /** The file says this, as {@link #first} has read it. */
  void take(SideText<T> text) {
    synchronized (assortment) {
      side.apply(assortment.written()).read(text, assortment.agreed());
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
      take(SideText.none(format));
    } catch (IOException unreadable) {
      fails(unreadable);
    }
    keepLine();
    follow();
  }

  /** Not if another node has written the file since: what is in line may be that of later. */
  private void keepLine() {
    SideText<T> text;
    SideLine<T> line;
    synchronized (assortment) {
      if (assortment.isStopped()) {
        return;
      }
      text = side.apply(assortment.written()).text();
      line = side.apply(assortment.written()).line();
    }
    try {
      if (text.isRead() && lines.isOther(line)) {
        writer.keep(() -> keepLine(text, line));
      }
    } catch (IOException e) {
      LOG.debug("what is in line is not kept", e);
    }
  }

  private void keepLine(SideText<T> text, SideLine<T> line) throws IOException {
    if (file.has(text.content())) {
      lines.keep(line);
    }
  }

  private void read(CatalogueFile.Found found) throws IOException {
    Optional<SideLine<T>> line = lines.readOthers();
    if (!file.has(ContentId.of(found.content()))) {
      return; // another node has written it since, and what is in line may be that of later
    }
    SideText<T> text = null;
    IOException wrong = null;
    try {
      text = format.read(found.content());
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
      line.ifPresent(side.apply(assortment.written())::begin);
      take(text);
    }
    LOG.info("{} {} are read: {}", format.name(), file, format.count(text.value()));
  }

  private void fails(IOException why) {
    String now = file + " " + FileTrouble.words(file.path(), why);
    if (!now.equals(problem)) {
      LOG.error("{} {}; they stay in force as they were before", format.name(), now);
    }
    problem = now;
  }

  /** Writes what the file lacks. A file that is wrong is its author's to mend. */
  void follow() {
    mirror.follow(problem == null);
  }

  /** Why the file does not follow what is in force; empty if it does. */
  Optional<String> followingFails() {
    return mirror.problem();
  }

  /** Why entries of the file are not in force, by name. */
  Map<String, String> faults() {
    synchronized (assortment) {
      return side.apply(assortment.written()).text().faults();
    }
  }

  /** What the file has. */
  String name() {
    return format.name();
  }

  /** The file's path. */
  Path path() {
    return file.path();
  }

  /** Why the file is of no use; null if it can be read. */
  @Nullable String problem() {
    return problem;
  }
}
