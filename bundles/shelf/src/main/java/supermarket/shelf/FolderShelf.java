package supermarket.shelf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Shelf;
import supermarket.basket.api.shelf.Verdict;
import supermarket.library.files.AtomicFile;
import supermarket.library.files.FileTrouble;
import supermarket.library.files.NodeFolders;
import supermarket.library.shelf.Jars;
import supermarket.library.shelf.LastSeen;
import supermarket.library.shelf.OwnShelf;

/**
 * A shelf in a folder, which all nodes of a chain can mount. A file of {@code revisions/} is a
 * revision, named by its number; {@code verdicts/} has a folder for each proposal with a file for
 * each node; {@code contents/} has the jars, named by their SHA-256 (ADR 22).
 *
 * <p>The folders in it are made when they are first needed. A folder that goes away afterwards is
 * not made again, and the node remembers the newest revision that it has seen: an empty shelf in
 * the place of one that is not mounted would begin another history.
 *
 * <p>Thread safety: any thread and any process. The files are the state; what is remembered is only
 * where to begin to look.
 */
@Component(
    configurationPid = "supermarket.shelf",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class FolderShelf implements Shelf {

  /** Configuration {@code supermarket.shelf}. */
  @interface Config {
    /** The shelf's folder, absolute or below the node's data; empty: a shelf of this node alone. */
    String folder() default "";

    /** Only for a shelf in PostgreSQL, as the two below. */
    String url() default "";

    /** Only for a shelf in PostgreSQL. */
    String user() default "";

    /** Only for a shelf in PostgreSQL. */
    String password_file() default "";
  }

  private static final Logger LOG = LoggerFactory.getLogger(FolderShelf.class);

  private static final int KEPT = 1_000;

  private final Path folder;
  private final RevisionFiles revisions;
  private final VerdictFiles verdicts;
  private final NodeFiles nodes;
  private final Path jars;
  private final Contents contents;

  /** The data of a node that was alone before; null if it still is. */
  private final @Nullable Path before;

  private final Pruning pruning;
  private final AtomicBoolean made = new AtomicBoolean();

  /** Called by Declarative Services. Touches nothing yet. */
  @Activate
  public FolderShelf(Config config, BundleContext context) {
    this(Settings.of(config), NodeFolders.of(context::getProperty).data());
  }

  private FolderShelf(Settings settings, Path data) {
    this(
        data.resolve(settings.folder()),
        KEPT,
        settings.isOwn() ? LastSeen.NOTHING : LastSeen.in(data.resolve("shelf-revision")),
        settings.isOwn() ? null : data);
  }

  private FolderShelf(Path folder, int kept, LastSeen lastSeen, @Nullable Path before) {
    this.folder = folder;
    this.revisions = new RevisionFiles(folder.resolve("revisions"), lastSeen);
    this.verdicts = new VerdictFiles(folder.resolve("verdicts"));
    this.nodes = new NodeFiles(folder.resolve("nodes"));
    this.jars = folder.resolve(OwnShelf.CONTENTS);
    this.contents = new Contents(jars);
    this.before = before;
    this.pruning = new Pruning(revisions.folder(), verdicts.folder(), nodes.folder(), jars, kept);
  }

  /** Returns a shelf of this folder alone; touches nothing yet. */
  public static FolderShelf in(Path folder) {
    return in(folder, KEPT);
  }

  /** The same, with another bound of the revisions that are kept. */
  static FolderShelf in(Path folder, int kept) {
    return new FolderShelf(folder, kept, LastSeen.NOTHING, null);
  }

  /** The shelf of a node with this data folder, on a folder that it shares with others. */
  static FolderShelf shared(Path folder, Path data) {
    return new FolderShelf(new Settings(folder), data);
  }

  /** Makes the folders, once. Several that do so at the same time do no harm. */
  private void make() throws IOException {
    if (made.get()) {
      return;
    }
    if (before != null && !Files.isDirectory(folder)) {
      throw new IOException(
          "the shelf "
              + folder
              + " is missing: mount it, or make an empty folder for a chain that begins");
    }
    try {
      for (Path each : List.of(revisions.folder(), verdicts.folder(), nodes.folder(), jars)) {
        Files.createDirectories(each);
      }
      requireLinks(folder);
    } catch (IOException e) {
      throw new IOException("the shelf " + folder + " " + FileTrouble.words(folder, e), e);
    }
    made.set(true);
  }

  /** Puts a file once, and takes it away: better now than at the first deployment. */
  private static void requireLinks(Path folder) throws IOException {
    Path probe = folder.resolve(".probe-" + UUID.randomUUID());
    try {
      AtomicFile.writeIfAbsent(probe, new byte[0]);
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  @Override
  public long newest() throws IOException {
    make();
    return revisions.newest();
  }

  @Override
  public Optional<Revision> revision(long number) throws IOException {
    return revisions.read(number);
  }

  @Override
  public boolean put(Revision revision) throws IOException {
    make();
    bring(revision);
    if (!revisions.write(revision)) {
      return false;
    }
    prune(revision.number());
    return true;
  }

  /** A chain that begins with what a node has gets its jars too. */
  private void bring(Revision revision) throws IOException {
    if (revision.number() > 1 || before == null) {
      return;
    }
    for (String sha256 : Jars.named(revision)) {
      Path own = OwnShelf.jar(before, sha256);
      if (!Files.exists(jars.resolve(sha256)) && Files.exists(own)) {
        contents.keep(own);
      }
    }
  }

  /** It is put by now, so nothing may fail any more. */
  private void prune(long newest) {
    try {
      pruning.after(newest);
    } catch (IOException e) {
      LOG.warn("old revisions are left on the shelf: {}", e.toString());
    }
  }

  @Override
  public void say(long proposal, Verdict verdict) throws IOException {
    make();
    verdicts.say(proposal, verdict);
  }

  @Override
  public List<Verdict> verdicts(long proposal) throws IOException {
    return verdicts.of(proposal);
  }

  @Override
  public void attend(String node) throws IOException {
    make();
    nodes.attend(node);
  }

  @Override
  public void leave(String node) throws IOException {
    nodes.leave(node);
  }

  @Override
  public Map<String, Long> attendance() throws IOException {
    make();
    return nodes.attendance();
  }

  @Override
  public String keep(Path file) throws IOException {
    make();
    try {
      return contents.keep(file);
    } catch (IOException e) {
      throw ShelfFiles.trouble(jars, e);
    }
  }

  @Override
  public void fetch(String sha256, Path copy) throws IOException {
    contents.fetch(sha256, copy);
  }
}
