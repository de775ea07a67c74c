package supermarket.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A copy of the distribution and its {@code bin/supermarket}, run as an operator would: from
 * another working directory, through a symbolic link, with a blank in the path.
 */
final class Distribution implements AutoCloseable {

  /** What a command printed and how it ended. */
  record Result(int code, String output) {}

  private static final long PATIENCE_SECONDS = 50;
  private static final long CLUSTER_PATIENCE_SECONDS = 200;

  private final Path home;
  private final Path command;
  private String jvmOptions = "-Xms32m -Xmx256m -XX:TieredStopAtLevel=1";

  Distribution(Path folder) throws IOException {
    this(folder, "a distribution");
  }

  /** In a folder of this name. */
  Distribution(Path folder, String name) throws IOException {
    home = DistributionFolder.copy(folder.resolve(name));
    command =
        Files.createSymbolicLink(
            folder.resolve("link"), home.resolve("bin").resolve("supermarket"));
  }

  /** With the JVM options that ship, not those that let many nodes start soon on one machine. */
  Distribution withItsOwnJvmOptions() {
    jvmOptions = "";
    return this;
  }

  Path home() {
    return home;
  }

  Path data() {
    return home.resolve("data");
  }

  Path strategies() {
    return home.resolve("strategies");
  }

  /** Runs a command to its end. */
  Result run(String... arguments) {
    return run(List.of(), command, PATIENCE_SECONDS, arguments);
  }

  /** Runs a command by way of another, such as {@code env}, to its end. */
  Result run(List<String> prefix, String... arguments) {
    return run(prefix, command, PATIENCE_SECONDS, arguments);
  }

  /** Runs {@code bin/broker}. */
  Result broker(String... arguments) {
    return run(List.of(), home.resolve("bin").resolve("broker"), PATIENCE_SECONDS, arguments);
  }

  /** Runs {@code bin/cluster} to its end; it waits for six processes on maybe two processors. */
  Result cluster(String... arguments) {
    return run(
        List.of(), home.resolve("bin").resolve("cluster"), CLUSTER_PATIENCE_SECONDS, arguments);
  }

  private Result run(List<String> prefix, Path program, long patienceSeconds, String... arguments) {
    try {
      Path output = Files.createTempFile(home.getParent(), "output", ".txt");
      Process process = process(prefix, program, output, arguments);
      if (!process.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            String.join(" ", arguments) + " does not end: " + Files.readString(output));
      }
      return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts a command whose output goes to a file. */
  Process process(Path output, String... arguments) throws IOException {
    return process(List.of(), command, output, arguments);
  }

  /** Starts a command by way of another, such as one that gives it a network of its own. */
  Process process(List<String> prefix, Path output, String... arguments) throws IOException {
    return process(prefix, command, output, arguments);
  }

  private Process process(List<String> prefix, Path program, Path output, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>(prefix);
    line.add(program.toString());
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(Path.of("/").toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().remove("JAVA_HOME");
    // The archive is for the next start; most of these have none.
    builder.environment().put("SUPERMARKET_OPTS", jvmOptions + " -XX:-AutoCreateSharedArchive");
    return builder.start();
  }

  /** Starts the runtime in the background. */
  Result start() {
    Result result = run("start");
    assertThat(result.code()).as(result.output()).isZero();
    return result;
  }

  /** Stops it, in order. */
  void stop() {
    assertThat(run("stop")).isEqualTo(new Result(0, "Supermarket has stopped.\n"));
  }

  /** Runs a command in its shell that is expected to go well, and answers what it printed. */
  String shell(String line) {
    Result result = run("shell", line);
    assertThat(result.code()).as(line + ": " + result.output()).isZero();
    return result.output();
  }

  /** The process that the pid file names. */
  Optional<ProcessHandle> running() {
    return running(data());
  }

  /** The process of the node with this data folder. */
  Optional<ProcessHandle> running(Path data) {
    try {
      return ProcessHandle.of(
          Long.parseLong(Files.readString(data.resolve("supermarket.pid")).strip()));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  /** Whatever a failed test left running. */
  @Override
  public void close() {
    running()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .ifPresent(ProcessHandle::destroyForcibly);
  }
}
