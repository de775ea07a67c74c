package supermarket.runtime.launcher;

import java.nio.file.Path;

/**
 * Where things lie in a distribution. {@code bin/supermarket} finds the two folders and hands them
 * over as system properties, so that nothing here depends on the working directory.
 *
 * @param root the unpacked distribution, absolute and without symbolic links
 * @param data what the runtime writes, absolute and without symbolic links
 */
record Home(Path root, Path data) {

  /** The system properties {@code supermarket.home} and {@code supermarket.data}. */
  static Home fromSystemProperties() {
    return new Home(property("supermarket.home"), property("supermarket.data"));
  }

  private static Path property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("Start this with bin/supermarket: " + name + " is not set.");
    }
    return Path.of(value);
  }

  Path etc() {
    return root.resolve("etc");
  }

  Path bundles() {
    return root.resolve("bundles");
  }

  /** Written by the build: what belongs to the release. */
  Path releaseFile() {
    return root.resolve("release.txt");
  }

  Path strategies() {
    return root.resolve("strategies");
  }

  Path cache() {
    return data.resolve("felix-cache");
  }

  Path log() {
    return data.resolve("log");
  }

  /** As {@code etc/org.ops4j.pax.logging.cfg} has it. */
  Path logFile() {
    return log().resolve("supermarket.log");
  }

  /** What a runtime in the background prints before and beside its log. */
  Path consoleLog() {
    return log().resolve("console.log");
  }

  Path lockFile() {
    return data.resolve("supermarket.lock");
  }

  Path pidFile() {
    return data.resolve("supermarket.pid");
  }

  /** Written by the process that runs: one line, its {@link Role}. */
  Path roleFile() {
    return data.resolve("supermarket.role");
  }

  /** Written by the gateway when it is bound: one line, {@code host:port}. */
  Path gatewayAddress() {
    return data.resolve("gateway.address");
  }

  /** Written by the shell bundle when it listens: one line, the path of its socket. */
  Path shellAddress() {
    return data.resolve("shell.address");
  }
}
