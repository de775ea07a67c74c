package supermarket.shelf.postgresql;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import supermarket.library.files.FileTrouble;

/**
 * Connections to the database. Nothing is connected before the first work; the schema is brought up
 * to date then.
 *
 * <p>Thread safety: any thread.
 */
final class Database implements AutoCloseable {

  /** One that attends, one that looks, one that a command uses, one for a shell that asks. */
  private static final int CONNECTIONS = 4;

  /** Whoever waits for longer holds up deployments of others. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** A jar takes a while; a server that is frozen or cut off says nothing at all. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  /**
   * The server gives up before the client does, and ends the session of a client that is gone: or
   * each try would leave a session that waits for a lock. Needs PostgreSQL 14.
   */
  private static final String SERVER_SIDE =
      "-c statement_timeout=4500 -c lock_timeout=4000 -c client_connection_check_interval=1000";

  /** A node that was frozen while it held the lock of the migration loses it. */
  private static final String NOT_IDLE = SERVER_SIDE + " -c idle_session_timeout=30000";

  /** Held by the session that makes the tables, and by nobody else in this database. */
  private static final long MIGRATION = 0x5348454c46L;

  /** What is done with a connection. */
  @FunctionalInterface
  interface Work<T> {

    /** Does it. */
    T with(Connection connection) throws SQLException, IOException;
  }

  private final Settings settings;

  @GuardedBy("this")
  private @Nullable HikariDataSource pool;

  @GuardedBy("this")
  private boolean migrated;

  @GuardedBy("this")
  private boolean closed;

  Database(Settings settings) {
    this.settings = settings;
  }

  /**
   * Does some work. Each statement is a transaction of its own: a node that is frozen or cut off
   * between two of them holds no lock that others wait for.
   *
   * @throws IOException if the database cannot be reached or refuses, which the message tells in
   *     words
   */
  <T> T run(Work<T> work) throws IOException {
    HikariDataSource from = pool();
    try (Connection connection = from.getConnection()) {
      return work.with(connection);
    } catch (SQLTransientConnectionException e) {
      if (e.getSQLState() == null || e.getSQLState().startsWith("08")) {
        giveUp(from); // not if the database answers, and refuses
      }
      throw trouble(e);
    } catch (SQLException e) {
      throw from.isClosed() ? givenUp(e) : trouble(e);
    }
  }

  private IOException givenUp(SQLException why) {
    return new IOException("the shelf in " + settings.name() + " cannot be reached", why);
  }

  /**
   * A pool that cannot connect waits longer and longer before it tries again, up to 5 s. The next
   * work has a new one, which tries at once.
   */
  private void giveUp(HikariDataSource from) {
    if (from.getHikariPoolMXBean().getTotalConnections() > 0) {
      return; // they are all in use
    }
    synchronized (this) {
      if (!from.equals(pool)) {
        return;
      }
      pool = null;
    }
    Thread.ofVirtual().name("shelf-pool-end").start(from::close); // it waits for its last attempt
  }

  private synchronized HikariDataSource pool() throws IOException {
    if (closed) {
      throw new IOException("the shelf in " + settings.name() + " is closed");
    }
    if (pool == null) {
      password(); // says what is wrong with its file
      if (!migrated) {
        migrate();
        migrated = true;
      }
      pool = open();
    }
    return pool;
  }

  /** Several nodes that do so at the same time wait for one another: Flyway's own lock is later. */
  private void migrate() throws IOException {
    PGSimpleDataSource database = database();
    database.setOptions(NOT_IDLE);
    database.setUser(settings.user());
    database.setPassword(password());
    try (Connection lock = database.getConnection();
        PreparedStatement statement = lock.prepareStatement("select pg_advisory_lock(?)")) {
      statement.setLong(1, MIGRATION);
      statement.execute();
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(database)
          .locations("classpath:supermarket/shelf/postgresql/migration")
          .table("shelf_schema")
          .load()
          .migrate();
    } catch (SQLException | FlywayException e) {
      throw trouble(e);
    }
  }

  private HikariDataSource open() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("shelf");
    config.setDataSource(database());
    config.setCredentialsProvider(() -> new Credentials(settings.user(), passwordOrNothing()));
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setValidationTimeout(PATIENCE.dividedBy(2).toMillis());
    config.setInitializationFailTimeout(-1);
    config.setThreadFactory(Thread.ofPlatform().daemon().name("shelf-pool-", 0).factory());
    return new HikariDataSource(config);
  }

  private PGSimpleDataSource database() {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(settings.url());
    database.setApplicationName("supermarket.shelf");
    database.setConnectTimeout(Math.toIntExact(PATIENCE.toSeconds()));
    database.setSocketTimeout(Math.toIntExact(SILENCE.toSeconds()));
    database.setTcpKeepAlive(true);
    database.setOptions(SERVER_SIDE);
    return database;
  }

  private String password() throws IOException {
    if (settings.passwordFile() == null) {
      return "";
    }
    try {
      return Files.readString(settings.passwordFile()).strip();
    } catch (IOException e) {
      throw new IOException(
          "password.file of the shelf: %s %s"
              .formatted(settings.passwordFile(), FileTrouble.words(settings.passwordFile(), e)),
          e);
    }
  }

  /** The server tells what is wrong with one that is empty. */
  private String passwordOrNothing() {
    try {
      return password();
    } catch (IOException e) {
      return "";
    }
  }

  private IOException trouble(Exception why) {
    return new IOException("the shelf in " + settings.name() + " " + SqlTrouble.words(why), why);
  }

  /** Closes all connections. */
  @Override
  public synchronized void close() {
    closed = true;
    if (pool != null) {
      pool.close();
    }
  }
}
