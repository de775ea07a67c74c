package supermarket.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Tells scripts where the gateway listens: {@code host:port} in a file, for as long as it listens.
 * Scripts of any user: it says nothing that a look at the ports would not.
 */
final class AddressFile {

  private static final String NAME = "gateway.address";

  private final Path file;

  private AddressFile(Path file) {
    this.file = file;
  }

  /** Writes the file; a reader sees all of it or nothing. */
  static AddressFile write(Path folder, String address) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(NAME);
    Path draft = Files.createTempFile(folder, NAME, ".tmp");
    try {
      Files.writeString(draft, address + "\n");
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    return new AddressFile(file);
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
