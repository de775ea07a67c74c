package supermarket.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own, whose CPU time can be read. Closing it ends the process.
 *
 * <p>Thread safety: used by one thread.
 */
final class ServerProcess implements Server, AutoCloseable {

  /** What is changed in a folder. */
  @FunctionalInterface
  interface Preparation {
    /** Changes it. */
    void of(Path folder) throws IOException;
  }

  private interface Ending {
    void end() throws IOException, InterruptedException;
  }

  private final String name;
  private final ProcessHandle process;
  private final Path folder;
  private final URI basket;
  private final Ending ending;

  private ServerProcess(
      String name, ProcessHandle process, Path folder, String address, Ending ending) {
    this.name = name;
    this.process = process;
    this.folder = folder;
    this.basket = URI.create("http://" + address + "/api/basket");
    this.ending = ending;
  }

  /** Starts {@link BareServer} with the JVM options of the distribution. */
  static ServerProcess bare(Path distribution, int ioThreads)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("bare-server");
    Path address = folder.resolve("address");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + distribution.resolve("etc/jvm.options"),
                "-Dorg.jboss.logging.provider=slf4j",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "bare-server",
                address.toString(),
                Integer.toString(ioThreads))
            .inheritIO()
            .start();
    while (!Files.exists(address)) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        throw new IOException("the bare server did not start");
      }
    }
    return new ServerProcess(
        "bare",
        process.toHandle(),
        folder,
        Files.readString(address),
        () -> {
          process.destroy();
          process.waitFor();
          Folders.delete(folder);
        });
  }

  /**
   * Starts the distribution in a copy of its folder, as it ships but on a free port.
   *
   * @param distribution its folder, as the build leaves it
   */
  static ServerProcess runtime(Path distribution) throws IOException, InterruptedException {
    return runtime("supermarket", distribution);
  }

  /** The same, with another name in the tables. */
  static ServerProcess runtime(String name, Path distribution)
      throws IOException, InterruptedException {
    return runtime(name, distribution, folder -> {});
  }

  /** The same, with something changed in the copy before it starts. */
  static ServerProcess runtime(Path distribution, Preparation preparation)
      throws IOException, InterruptedException {
    return runtime("supermarket", distribution, preparation);
  }

  private static ServerProcess runtime(String name, Path distribution, Preparation preparation)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("supermarket");
    Folders.copy(distribution, folder);
    Path gateway = folder.resolve("etc/supermarket.gateway.cfg");
    Files.writeString(gateway, Files.readString(gateway).replaceAll("(?m)^port *=.*$", "port = 0"));
    preparation.of(folder);
    command(folder, "start");
    long pid = Long.parseLong(Files.readString(folder.resolve("data/supermarket.pid")).strip());
    return new ServerProcess(
        name,
        ProcessHandle.of(pid).orElseThrow(),
        folder,
        Files.readString(folder.resolve("data/gateway.address")).strip(),
        () -> {
          command(folder, "stop");
          Folders.delete(folder);
        });
  }

  private static void command(Path folder, String command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(folder.resolve("bin/supermarket").toString(), command)
            .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("supermarket " + command + " failed");
    }
  }

  @Override
  public String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  /** Its folder: of the runtime, the copy of the distribution. */
  Path folder() {
    return folder;
  }

  @Override
  public URI basket() {
    return basket;
  }

  @Override
  public Duration cpuTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  @Override
  public void close() throws IOException {
    try {
      ending.end();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
