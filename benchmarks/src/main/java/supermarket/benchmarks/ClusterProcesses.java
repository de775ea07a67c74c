package supermarket.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A gateway, a basket node and brokers, each a process of its own on loopback, as an operator
 * starts them, and with the JVM options that ship. Closing it ends them.
 *
 * <p>Thread safety: used by one thread.
 */
final class ClusterProcesses implements Server, AutoCloseable {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final Pattern LISTENS =
      Pattern.compile("Listening for connections at: (tcp://[^?]*:\\d+)");

  /** What is done to a copy of the distribution before it starts. */
  private interface Change {
    void to(Path home) throws IOException;
  }

  /**
   * What the processes have used since their start.
   *
   * @param gateway CPU time
   * @param brokers CPU time of all of them
   * @param baskets CPU time of the basket node
   * @param sends how often the brokers wrote something, mostly one message each time
   */
  record Usage(Duration gateway, Duration brokers, Duration baskets, long sends) {

    /** What has been used since then. */
    Usage minus(Usage before) {
      return new Usage(
          gateway.minus(before.gateway),
          brokers.minus(before.brokers),
          baskets.minus(before.baskets),
          sends - before.sends);
    }
  }

  private final String name;
  private final Path folder;
  private final List<Process> brokers = new ArrayList<>();
  private final List<String> nodes = new ArrayList<>();

  private ClusterProcesses(String name) throws IOException {
    this.name = name;
    this.folder = Files.createTempDirectory("supermarket-cluster");
  }

  /**
   * Starts them.
   *
   * @param distribution its folder, as the build leaves it; a copy is used
   * @param brokers how many
   */
  static ClusterProcesses start(String name, Path distribution, int brokers)
      throws IOException, InterruptedException {
    ClusterProcesses cluster = new ClusterProcesses(name);
    cluster.start(distribution, brokers, home -> {});
    return cluster;
  }

  /** Starts them with one broker, without batches: see {@link OneByOne}. */
  static ClusterProcesses startOneByOne(String name, Path distribution)
      throws IOException, InterruptedException {
    ClusterProcesses cluster = new ClusterProcesses(name);
    cluster.start(distribution, 1, OneByOne::make);
    return cluster;
  }

  private void start(Path distribution, int count, Change change)
      throws IOException, InterruptedException {
    try {
      Folders.copy(distribution, home());
      change.to(home());
      List<String> urls = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        urls.add(startBroker(Files.createDirectory(folder.resolve("broker-" + i))));
      }
      for (String role : List.of("basket", "gateway")) {
        nodes.add(role);
        run(
            "start",
            "--data",
            data(role).toString(),
            "--role",
            role,
            "--port",
            "0",
            "--broker",
            String.join(" ", urls),
            "--broker-user",
            role,
            "--broker-password-file",
            passwords().resolve(role).toString());
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private String startBroker(Path data) throws IOException, InterruptedException {
    Path log = data.resolve("broker.log");
    Process broker =
        new ProcessBuilder(
                home().resolve("bin/broker").toString(),
                "run",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--passwords",
                passwords().toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    brokers.add(broker);
    long began = System.nanoTime();
    while (System.nanoTime() - began < PATIENCE_NANOS) {
      Matcher listens = LISTENS.matcher(Files.readString(log));
      if (listens.find()) {
        return listens.group(1);
      }
      if (broker.waitFor(20, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new IOException("the broker did not start: " + Files.readString(log));
  }

  private void run(String... command) throws IOException, InterruptedException {
    List<String> line =
        Stream.concat(Stream.of(home().resolve("bin/supermarket").toString()), Stream.of(command))
            .toList();
    Process process =
        new ProcessBuilder(line)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", line) + " failed");
    }
  }

  private Path home() {
    return folder.resolve("distribution");
  }

  /** Made by the first broker. */
  private Path passwords() {
    return folder.resolve("passwords");
  }

  private Path data(String node) {
    return folder.resolve(node);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public URI basket() {
    return URI.create("http://" + read(data("gateway").resolve("gateway.address")) + "/api/basket");
  }

  /** What the processes have used so far. */
  Usage usage() {
    Duration brokerTime = Duration.ZERO;
    long sends = 0;
    for (Process broker : brokers) {
      brokerTime = brokerTime.plus(cpuTime(broker.toHandle()));
      sends += writes(broker.pid());
    }
    return new Usage(cpuTime(node("gateway")), brokerTime, cpuTime(node("basket")), sends);
  }

  @Override
  public Duration cpuTime() {
    Usage usage = usage();
    return usage.gateway().plus(usage.brokers()).plus(usage.baskets());
  }

  private ProcessHandle node(String role) {
    return ProcessHandle.of(Long.parseLong(read(data(role).resolve("supermarket.pid"))))
        .orElseThrow();
  }

  private static Duration cpuTime(ProcessHandle process) {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** How often a process called the system to write, to files or sockets. */
  private static long writes(long pid) {
    return read(Path.of("/proc/" + pid + "/io"))
        .lines()
        .filter(line -> line.startsWith("syscw:"))
        .collect(
            Collectors.summingLong(
                line -> Long.parseLong(line.substring("syscw:".length()).strip())));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      for (String node : nodes.reversed()) {
        if (Files.exists(data(node).resolve("supermarket.pid"))) {
          run("stop", "--data", data(node).toString());
        }
      }
      brokers.forEach(Process::destroy);
      for (Process broker : brokers) {
        broker.waitFor();
      }
      Folders.delete(folder);
    } catch (InterruptedException interrupted) {
      brokers.forEach(Process::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }
}
