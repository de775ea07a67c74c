package supermarket.library.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs of PostgreSQL, from Debian's package. They refuse to run as root, so root runs them
 * as the package's user.
 *
 * @param bin their folder
 */
record PostgresqlPrograms(Path bin) {

  static final Path INSTALLED = Path.of("/usr/lib/postgresql");

  private static final String OWNER = "postgres";

  /** The programs of the newest version. */
  static Optional<PostgresqlPrograms> installed() {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
          .max(Comparator.comparingInt(PostgresqlPrograms::version))
          .map(PostgresqlPrograms::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int version(Path bin) {
    return Integer.parseInt(bin.getName(bin.getNameCount() - 2).toString().replaceAll("\\D.*", ""));
  }

  /** Lets the programs write a file or folder. */
  void give(Path file) throws IOException {
    if (isRoot()) {
      Files.setOwner(
          file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(OWNER));
    }
  }

  /** Runs one to its end. */
  void run(Path folder, String password, String program, String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command(program, List.of(arguments))).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", password);
    Process running = builder.directory(folder.toFile()).start();
    String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (running.onExit().join().exitValue() != 0) {
      throw new IOException(program + ": " + output);
    }
  }

  /** The command line of one. */
  List<String> command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(
          List.of("setpriv", "--reuid=" + OWNER, "--regid=" + OWNER, "--clear-groups", "--"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
