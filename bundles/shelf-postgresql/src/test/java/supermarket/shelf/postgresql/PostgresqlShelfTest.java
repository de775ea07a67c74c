package supermarket.shelf.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import supermarket.basket.api.shelf.CatalogueState;
import supermarket.basket.api.shelf.Deployed;
import supermarket.basket.api.shelf.DeployedBundle;
import supermarket.basket.api.shelf.DeployedVersion;
import supermarket.basket.api.shelf.Revision;
import supermarket.basket.api.shelf.Revision.Phase;
import supermarket.basket.api.shelf.Shelf;
import supermarket.basket.api.shelf.Verdict;
import supermarket.library.shelf.OwnShelf;
import supermarket.library.testing.PostgresqlServer;
import supermarket.library.testing.ShelfContract;

/** On a real PostgreSQL, each test with a database of its own. */
class PostgresqlShelfTest extends ShelfContract {

  private static PostgresqlServer server;
  private static int databases;

  private final List<PostgresqlShelf> open = new ArrayList<>();
  private String url;

  @BeforeAll
  static void startServer() throws IOException {
    assumeTrue(PostgresqlServer.isInstalled(), "needs Debian's package postgresql");
    server = PostgresqlServer.start();
  }

  @AfterAll
  static void endServer() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void createDatabase() throws IOException {
    databases++;
    url = server.createDatabase("shelf" + databases);
  }

  @AfterEach
  void close() {
    open.forEach(PostgresqlShelf::close);
  }

  /** Each time as another node. */
  @Override
  protected Shelf shelf() {
    return shelf(url, PostgresqlServer.USER, "node-" + open.size(), 1_000);
  }

  private PostgresqlShelf shelf(String where, String user, String node, int kept) {
    try {
      Path password = files.resolve("password");
      if (!Files.exists(password)) {
        PostgresqlServer.writePassword(password);
      }
      Path data = Files.createDirectories(files.resolve(node));
      PostgresqlShelf shelf = new PostgresqlShelf(new Settings(where, user, password), data, kept);
      open.add(shelf);
      return shelf;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void sql(String statement) throws IOException {
    String password = Files.readString(files.resolve("password")).strip();
    try (Connection connection = DriverManager.getConnection(url, PostgresqlServer.USER, password);
        Statement any = connection.createStatement()) {
      any.execute(statement);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  @Test
  void itComesBackWithWhatWasPutBeforeTheServerWasKilled() throws IOException {
    Shelf shelf = shelf();
    assertThat(shelf.put(revision(1, "one"))).isTrue();
    shelf.attend("one");
    server.kill();
    try {
      assertThatThrownBy(shelf::newest)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("/shelf" + databases + " cannot be reached: ");
      assertThatThrownBy(() -> shelf.put(revision(2, "one"))).isInstanceOf(IOException.class);
    } finally {
      server.startAgain();
    }
    await("without help")
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> shelf.newest() == 1);
    assertThat(shelf.revision(1)).contains(revision(1, "one"));
    assertThat(shelf.put(revision(2, "one"))).isTrue();
    shelf.attend("one");
    assertThat(shelf.attendance()).containsOnlyKeys("one");
  }

  @Test
  void whatIsWrongIsToldInWords() throws IOException {
    shelf();
    Files.writeString(files.resolve("password"), "another one");
    assertThatThrownBy(() -> shelf().newest())
        .hasMessageContaining("does not let this node in; look at user and password.file");
    Files.delete(files.resolve("password"));
    PostgresqlShelf without =
        new PostgresqlShelf(
            new Settings(url, PostgresqlServer.USER, files.resolve("password")), files, 1_000);
    open.add(without);
    assertThatThrownBy(without::newest)
        .hasMessageContaining("password.file of the shelf: ")
        .hasMessageContaining("is missing");
    PostgresqlServer.writePassword(files.resolve("password"));
    assertThat(without.newest()).as("it is read again").isZero();
    assertThatThrownBy(
            () -> shelf(server.url("absent"), PostgresqlServer.USER, "x", 1_000).newest())
        .hasMessageContaining("/absent is not there; an administrator has to create that database");
  }

  @Test
  void whoMayReadAndNotWriteIsToldSoWithEachWriting() throws IOException {
    assertThat(shelf().put(revision(1, "one"))).isTrue();
    sql("create role reader" + databases + " login password 'reads'");
    sql("grant select on all tables in schema public to reader" + databases);
    Path password = Files.writeString(files.resolve("reader"), "reads");
    PostgresqlShelf shelf =
        new PostgresqlShelf(new Settings(url, "reader" + databases, password), files, 1_000);
    open.add(shelf);
    assertThat(shelf.newest()).isEqualTo(1);
    assertThat(shelf.revision(1)).contains(revision(1, "one"));
    String words = "does not let this node do that; its user needs to own the tables";
    assertThatThrownBy(() -> shelf.attend("reader")).hasMessageContaining(words);
    assertThatThrownBy(() -> shelf.put(revision(2, "reader"))).hasMessageContaining(words);
    assertThat(shelf.newest()).isEqualTo(1);

    PostgresqlShelf owner = shelf(url, PostgresqlServer.USER, "owner", 1_000);
    owner.attend("owner");
    sql("alter database shelf" + databases + " set default_transaction_read_only = on");
    sql("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()");
    await()
        .ignoreExceptionsInstanceOf(IOException.class) // of connections of before
        .until(() -> owner.newest() == 1);
    assertThatThrownBy(() -> owner.attend("owner"))
        .hasMessageContaining("is read-only: a standby, not the primary server");
  }

  @Test
  void aPasswordThatIsChangedIsReadForTheNextConnection() throws IOException {
    shelf().newest();
    sql("create role other login password 'first'");
    sql("grant all on schema public to other");
    Path password = Files.writeString(files.resolve("other"), "first");
    PostgresqlShelf shelf = new PostgresqlShelf(new Settings(url, "other", password), files, 1_000);
    open.add(shelf);
    sql("grant all on all tables in schema public to other");
    assertThat(shelf.newest()).isZero();
    sql("alter role other password 'second'");
    Files.writeString(password, "second");
    sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'other'");
    await()
        .ignoreExceptionsInstanceOf(IOException.class) // of connections of before
        .until(() -> shelf.newest() == 0);
  }

  @Test
  void aDatabaseThatHasLessThanANodeHasSeenIsNotTheSame() throws IOException {
    PostgresqlShelf shelf = shelf(url, PostgresqlServer.USER, "one", 1_000);
    shelf.put(revision(1, "one"));
    assertThat(shelf.newest()).isEqualTo(1);
    sql("delete from revision");
    for (PostgresqlShelf each : List.of(shelf, shelf(url, PostgresqlServer.USER, "one", 1_000))) {
      assertThatThrownBy(each::newest)
          .hasMessageContaining("has no revision, but this node has seen revision 1 there");
    }
  }

  @Test
  void whatIsDamagedIsTold() throws IOException {
    Shelf shelf = shelf();
    shelf.put(revision(1, "one"));
    sql("update revision set text = '{}'");
    assertThatThrownBy(() -> shelf.revision(1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("revision 1 in the table revision is damaged");
    Path jar = Files.writeString(files.resolve("a.jar"), "content");
    String sha256 = shelf.keep(jar);
    sql("update content set bytes = 'another'");
    Path copy = files.resolve("copy");
    assertThatThrownBy(() -> shelf.fetch(sha256, copy)).hasMessageContaining("is damaged");
    assertThat(copy).doesNotExist();
  }

  @Test
  void oldRevisionsGoWithTheirVerdictsAndWithJarsThatNobodyNames() throws IOException {
    PostgresqlShelf shelf = shelf(url, PostgresqlServer.USER, "one", 10);
    String unnamed = shelf.keep(Files.writeString(files.resolve("old.jar"), "nobody names it"));
    String again = shelf.keep(Files.writeString(files.resolve("again.jar"), "is kept again"));
    String young = shelf.keep(Files.writeString(files.resolve("young.jar"), "not named yet"));
    sql("insert into content (sha256, bytes) values ('" + SHA + "', 'named by all')");
    sql("update content set kept_at = 'epoch' where sha256 <> '" + young + "'");
    shelf.keep(files.resolve("again.jar"));
    shelf.attend("one");
    shelf.attend("dead");
    sql("update node set mark = 1 where name = 'dead'");
    for (long number = 1; number <= 25; number++) {
      assertThat(shelf.put(revision(number, "one"))).isTrue();
      shelf.say(number, new Verdict("one", true, List.of()));
    }
    assertThat(shelf.newest()).isEqualTo(25);
    // Pruned with revision 25, and with each that its tenth part divides.
    assertThat(shelf.revision(15)).isEmpty();
    assertThat(shelf.revision(16)).contains(revision(16, "one"));
    assertThat(shelf.verdicts(15)).isEmpty();
    assertThat(shelf.verdicts(16)).hasSize(1);
    assertThat(shelf.attendance()).containsOnlyKeys("one");
    Path copy = files.resolve("copy");
    shelf.fetch(young, copy);
    shelf.fetch(again, copy);
    assertThatThrownBy(() -> shelf.fetch(unnamed, copy)).hasMessageContaining("is missing");
    assertThatThrownBy(() -> shelf.fetch(SHA, copy)).hasMessageContaining("is damaged");
  }

  @Test
  void aChainThatBeginsWithWhatANodeHasGetsItsJars() throws IOException {
    PostgresqlShelf shelf = shelf(url, PostgresqlServer.USER, "one", 1_000);
    Path jar = Files.writeString(files.resolve("a.jar"), "content");
    String sha256 = shelf().keep(jar);
    sql("delete from content");
    Path own = OwnShelf.jar(files.resolve("one"), sha256);
    Files.createDirectories(own.getParent());
    Files.copy(jar, own);
    Map<String, DeployedBundle> bundles =
        Map.of("a.bundle", DeployedBundle.first(new DeployedVersion("1.0.0", sha256, false)));
    Revision first = revision(1, "one");
    shelf.put(
        new Revision(
            "chain",
            1,
            "one",
            Phase.IN_FORCE,
            first.deployment(),
            new Deployed(bundles, CatalogueState.NONE)));
    Path copy = files.resolve("copy");
    shelf().fetch(sha256, copy);
    assertThat(copy).hasContent("content");
  }
}
