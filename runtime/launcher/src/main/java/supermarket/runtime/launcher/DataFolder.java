package supermarket.runtime.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the runtime writes is for its own user: users and totals are in the log, and whoever writes
 * into the bundle cache runs code. Other users may only pass through the folder to the few files
 * that say whether a runtime is there and where its gateway listens.
 *
 * <p>{@code bin/supermarket} sets the umask for what comes; this mends what is there, such as a
 * folder of an earlier release.
 */
final class DataFolder {
  private static final Set<PosixFilePermission> PASSAGE =
      PosixFilePermissions.fromString("rwx--x--x");
  private static final Set<PosixFilePermission> PRIVATE_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> PRIVATE_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> PUBLIC_FILE =
      PosixFilePermissions.fromString("rw-r--r--");

  private DataFolder() {}

  /** Makes the folder, or mends its access rights. */
  static void secure(Home home) throws IOException {
    Files.createDirectories(home.data());
    Files.setPosixFilePermissions(home.data(), PASSAGE);
    Set<Path> forAll = Set.of(home.pidFile(), home.roleFile(), home.gatewayAddress());
    try (Stream<Path> children = Files.list(home.data())) {
      for (Path child : children.filter(child -> !Files.isSymbolicLink(child)).toList()) {
        if (!forAll.contains(child)) {
          // What lies deeper is out of reach with its folder.
          Files.setPosixFilePermissions(
              child, Files.isDirectory(child) ? PRIVATE_FOLDER : PRIVATE_FILE);
        }
      }
    }
  }

  /** Writes a file that other users may read. */
  static void publish(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PUBLIC_FILE);
  }
}
