package supermarket.shelf.postgresql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Shelf;
import supermarket.basket.api.shelf.Verdict;
import supermarket.library.files.NodeFolders;
import supermarket.library.shelf.Jars;
import supermarket.library.shelf.LastSeen;
import supermarket.library.shelf.NodeName;
import supermarket.library.shelf.OwnShelf;

/**
 * A shelf in PostgreSQL. Each statement is one transaction (ADR 22).
 *
 * <p>The node remembers the newest revision that it has seen: a database that was restored from an
 * old copy would begin another history.
 *
 * <p>Thread safety: any thread and any process. The tables are the state.
 */
@Component(
    configurationPid = "supermarket.shelf",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class PostgresqlShelf implements Shelf, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresqlShelf.class);

  private static final int KEPT = 1_000;

  private final Settings settings;
  private final Path data;
  private final int kept;
  private final LastSeen lastSeen;
  private final AtomicLong seen = new AtomicLong();
  private final Database database;

  /** Called by Declarative Services. Connects to nothing yet. */
  @Activate
  public PostgresqlShelf(Config config, BundleContext context) {
    this(Settings.of(config), NodeFolders.of(context::getProperty).data(), KEPT);
  }

  /** The shelf of a node with this data folder. */
  PostgresqlShelf(Settings settings, Path data, int kept) {
    this.settings = settings;
    this.data = data;
    this.kept = kept;
    this.lastSeen = LastSeen.in(file(data));
    this.database = new Database(settings);
  }

  private static Path file(Path data) {
    return data.resolve("shelf-postgresql-revision");
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  @Deactivate
  public void close() {
    database.close();
  }

  @Override
  public long newest() throws IOException {
    // First what is known: while the database answers, another thread may see a newer one.
    long known = Math.max(seen.get(), lastSeen.number());
    long newest = database.run(Tables::newest);
    if (newest < known) {
      throw LastSeen.hasLess(
          "in " + settings.name(),
          newest,
          known,
          "is it the right database? If an old copy of it is meant, stop all nodes, delete "
              + file(data)
              + " of each, and start them");
    }
    seen.accumulateAndGet(newest, Math::max);
    lastSeen.saw(newest);
    return newest;
  }

  @Override
  public Optional<Revision> revision(long number) throws IOException {
    return database.run(connection -> Tables.revision(connection, number));
  }

  @Override
  public boolean put(Revision revision) throws IOException {
    if (newest() != revision.number() - 1) {
      return false;
    }
    bring(revision);
    if (!database.run(connection -> Tables.put(connection, revision))) {
      return false;
    }
    prune(revision.number());
    return true;
  }

  /** A chain that begins with what a node has gets its jars too. */
  private void bring(Revision revision) throws IOException {
    if (revision.number() > 1) {
      return;
    }
    for (String sha256 : Jars.named(revision)) {
      Path own = OwnShelf.jar(data, sha256);
      if (Files.exists(own)) {
        keep(own);
      } else if (!database.run(connection -> Tables.has(connection, sha256))) {
        LOG.warn(
            "the chain begins without the jar {}, which is not in {}: deploy its version again, or"
                + " nodes that come later cannot have it",
            sha256,
            own.getParent());
      }
    }
  }

  /** Not with each revision. It is put by now, so nothing may fail any more. */
  private void prune(long newest) {
    if (newest % Math.max(1, kept / 10) != 0) {
      return;
    }
    try {
      database.run(connection -> Tables.prune(connection, newest - kept));
    } catch (IOException e) {
      LOG.warn("old revisions are left on the shelf: {}", e.toString());
    }
  }

  @Override
  public void say(long proposal, Verdict verdict) throws IOException {
    NodeName.require(verdict.node());
    database.run(connection -> Tables.say(connection, proposal, verdict));
  }

  @Override
  public List<Verdict> verdicts(long proposal) throws IOException {
    return database.run(connection -> Tables.verdicts(connection, proposal));
  }

  @Override
  public void attend(String node) throws IOException {
    NodeName.require(node);
    database.run(connection -> Tables.attend(connection, node));
  }

  @Override
  public void leave(String node) throws IOException {
    database.run(connection -> Tables.leave(connection, node));
  }

  @Override
  public Map<String, Long> attendance() throws IOException {
    return database.run(Tables::attendance);
  }

  @Override
  public String keep(Path file) throws IOException {
    String sha256;
    try (var in = Files.newInputStream(file)) {
      sha256 = Jars.sha256(in);
    }
    database.run(connection -> Tables.keep(connection, sha256, file));
    return sha256;
  }

  @Override
  public void fetch(String sha256, Path copy) throws IOException {
    Jars.requireSha256(sha256);
    Optional<String> found = database.run(connection -> Tables.fetch(connection, sha256, copy));
    if (found.isEmpty()) {
      throw new IOException("the jar " + sha256 + " is missing in " + settings.name());
    }
    if (!found.get().equals(sha256)) {
      Files.deleteIfExists(copy);
      throw new IOException("the jar " + sha256 + " is damaged in " + settings.name());
    }
  }
}
