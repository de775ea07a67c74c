package supermarket.shelf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
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
import supermarket.library.files.RegularFile;

/**
 * A shelf in a folder, which all nodes of a chain can mount. A file of {@code revisions/} is a
 * revision, named by its number; {@code verdicts/} has a folder for each proposal with a file for
 * each node; {@code contents/} has the jars, named by their SHA-256 (ADR 22).
 *
 * <p>The folders are made when they are first needed. A folder that goes away afterwards is not
 * made again: an empty shelf in the place of one that is not mounted would begin another history.
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
  }

  private static final Logger LOG = LoggerFactory.getLogger(FolderShelf.class);

  private static final int KEPT = 1_000;

  private final Path folder;
  private final Path revisions;
  private final VerdictFiles verdicts;
  private final NodeFiles nodes;
  private final Path jars;
  private final Contents contents;
  private final Pruning pruning;
  private final AtomicLong seen = new AtomicLong();
  private final AtomicBoolean made = new AtomicBoolean();

  /** Called by Declarative Services. Touches nothing yet. */
  @Activate
  public FolderShelf(Config config, BundleContext context) {
    this(NodeFolders.of(context::getProperty).data().resolve(Settings.of(config).folder()), KEPT);
  }

  private FolderShelf(Path folder, int kept) {
    this.folder = folder;
    this.revisions = folder.resolve("revisions");
    this.verdicts = new VerdictFiles(folder.resolve("verdicts"));
    this.nodes = new NodeFiles(folder.resolve("nodes"));
    this.jars = folder.resolve("contents");
    this.contents = new Contents(jars);
    this.pruning = new Pruning(revisions, verdicts.folder(), jars, kept);
  }

  /** Returns a shelf in a folder; touches nothing yet. */
  public static FolderShelf in(Path folder) {
    return new FolderShelf(folder, KEPT);
  }

  /** The same, with another bound of the revisions that are kept. */
  static FolderShelf in(Path folder, int kept) {
    return new FolderShelf(folder, kept);
  }

  /** Makes the folders, once. Several that do so at the same time do no harm. */
  private void make() throws IOException {
    if (made.get()) {
      return;
    }
    try {
      for (Path each : List.of(revisions, verdicts.folder(), nodes.folder(), jars)) {
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

  private Path file(long number) {
    return revisions.resolve("%012d.json".formatted(number));
  }

  @Override
  public long newest() throws IOException {
    make();
    long number = seen.get();
    if (number == 0 || !Files.exists(file(number))) {
      number = last();
    }
    while (Files.exists(file(number + 1))) {
      number++;
    }
    seen.set(number);
    return number;
  }

  private long last() throws IOException {
    long last = 0;
    for (Path each : ShelfFiles.in(revisions)) {
      long number = ShelfFiles.number(each);
      last = number == Long.MAX_VALUE ? last : Math.max(last, number);
    }
    return last;
  }

  @Override
  public Optional<Revision> revision(long number) throws IOException {
    Path file = file(number);
    try {
      Revision revision = RevisionText.readRevision(RegularFile.read(file, ShelfFiles.MOST_BYTES));
      if (revision.number() != number) {
        throw new IOException("it says that it is revision " + revision.number());
      }
      return Optional.of(revision);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw ShelfFiles.trouble(file, e);
    }
  }

  @Override
  public boolean put(Revision revision) throws IOException {
    if (revision.number() != newest() + 1) {
      return false;
    }
    Path file = file(revision.number());
    try {
      if (!AtomicFile.writeIfAbsent(file, RevisionText.write(revision))) {
        return false;
      }
    } catch (IOException e) {
      throw ShelfFiles.trouble(file, e);
    }
    prune(revision.number());
    return true;
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
