package supermarket.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import supermarket.library.files.AtomicFile;

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
    AtomicFile.writeForAll(file, (address + "\n").getBytes(StandardCharsets.US_ASCII));
    return new AddressFile(file);
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
