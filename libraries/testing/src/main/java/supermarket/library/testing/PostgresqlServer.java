package supermarket.library.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of a test's own: a process, on loopback, in a folder that goes with it. Debian's
 * package {@code postgresql} has the programs. They do not run as root, so a test that does runs
 * them as the package's user {@code postgres}.
 *
 * <p>Thread safety: none.
 */
public final class PostgresqlServer implements AutoCloseable {

  /** Who may do everything. */
  public static final String USER = "supermarket";

  private static final String PASSWORD = "of this test";
  private static final String LOOPBACK = "127.0.0.1";
  private static final int PORTS_TRIED = 5;
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 20;

  private final PostgresqlPrograms programs;
  private final Path folder;
  private final String host;
  private int port;
  private @Nullable Process process;

  private PostgresqlServer(PostgresqlPrograms programs, Path folder, String host) {
    this.programs = programs;
    this.folder = folder;
    this.host = host;
  }

  /**
   * Returns whether this machine has a PostgreSQL.
   *
   * @throws IllegalStateException if it has none, and the system property {@code
   *     supermarket.postgresql} says {@code required}
   */
  public static boolean isInstalled() {
    boolean isThere = PostgresqlPrograms.installed().isPresent();
    if (!isThere && "required".equals(System.getProperty("supermarket.postgresql"))) {
      throw new IllegalStateException(
          "no PostgreSQL below "
              + PostgresqlPrograms.INSTALLED
              + ": install Debian's package postgresql");
    }
    return isThere;
  }

  /** Starts one that has nothing in it. */
  public static PostgresqlServer start() throws IOException {
    return start(LOOPBACK);
  }

  /**
   * Starts one that has nothing in it.
   *
   * @param host the address of this machine that it listens on, and lets others of its network in
   */
  public static PostgresqlServer start(String host) throws IOException {
    PostgresqlPrograms programs =
        PostgresqlPrograms.installed()
            .orElseThrow(() -> new IllegalStateException("PostgreSQL is not installed"));
    PostgresqlServer server =
        new PostgresqlServer(programs, Files.createTempDirectory("postgresql-"), host);
    try {
      Path password = Files.writeString(server.folder.resolve("password"), PASSWORD);
      programs.give(server.folder);
      programs.give(password);
      programs.run(
          server.folder,
          PASSWORD,
          "initdb",
          "--no-sync",
          "--username=" + USER,
          "--auth=scram-sha-256",
          "--pwfile=" + password,
          "--encoding=UTF8",
          "--locale=C",
          "--pgdata=" + server.data());
      server.letIn();
      server.startOnAFreePort();
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  /** Those of loopback are let in anyway. */
  private void letIn() throws IOException {
    Files.writeString(
        data().resolve("pg_hba.conf"),
        "host all all " + host + "/24 scram-sha-256\n",
        StandardOpenOption.APPEND);
  }

  /** Nobody can hold a port for another process, so somebody may be quicker. */
  private void startOnAFreePort() throws IOException {
    for (int tried = 1; ; tried++) {
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(host))) {
        port = free.getLocalPort();
      }
      try {
        startAgain();
        return;
      } catch (IOException e) {
        if (tried == PORTS_TRIED) {
          throw e;
        }
      }
    }
  }

  /** Starts it again, on the same port, with what was in it. */
  public void startAgain() throws IOException {
    Process started =
        new ProcessBuilder(
                programs.command(
                    "postgres",
                    List.of(
                        "-D",
                        data().toString(),
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "listen_addresses=" + host,
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "shared_buffers=16MB")))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    process = started;
    long since = System.nanoTime();
    try {
      while (!isReady()) {
        if (started.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)
            || System.nanoTime() - since > LONGEST.toNanos()) {
          started.destroyForcibly();
          throw new IOException(
              "PostgreSQL did not start: " + Files.readString(folder.resolve("log")));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private boolean isReady() throws IOException, InterruptedException {
    return new ProcessBuilder(
                programs.command("pg_isready", List.of("--host=" + host, "--port=" + port)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  /** Ends it as a kill does: nothing is written any more. */
  public void kill() {
    Process running = process;
    if (running != null) {
      List<ProcessHandle> sessions = running.descendants().toList();
      running.destroyForcibly();
      sessions.forEach(ProcessHandle::destroyForcibly);
      running.onExit().join();
      sessions.forEach(session -> session.onExit().join());
    }
  }

  /** Stops it in its tracks, with all sessions: connections stay open, and nothing is answered. */
  public void freeze() {
    Freezing.freeze(Objects.requireNonNull(process, "it was never started").toHandle());
  }

  /** Lets it go on. */
  public void thaw() {
    Freezing.thaw(Objects.requireNonNull(process, "it was never started").toHandle());
  }

  /** Makes a database; returns its address for JDBC. */
  public String createDatabase(String name) throws IOException {
    programs.run(
        folder,
        PASSWORD,
        "createdb",
        "--host=" + host,
        "--port=" + port,
        "--username=" + USER,
        "--no-password",
        name);
    return url(name);
  }

  /** Returns the address of a database for JDBC, whether it is there or not. */
  public String url(String database) {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  /** Writes the password of {@link #USER} into a file. */
  public static Path writePassword(Path file) throws IOException {
    return Files.writeString(file, PASSWORD + "\n");
  }

  /** Kills it, and deletes what was in it. */
  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
