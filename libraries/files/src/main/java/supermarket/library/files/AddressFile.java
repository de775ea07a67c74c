package supermarket.library.files;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells scripts where a port is: {@code host:port} in a file, for as long as somebody listens
 * there. Scripts of any user: it says nothing that a look at the ports would not.
 *
 * <p>Thread safety: immutable.
 */
public final class AddressFile {

  private final Path file;

  private AddressFile(Path file) {
    this.file = file;
  }

  /**
   * Writes the file; a reader sees all of it or nothing.
   *
   * @param file where; its folder is made
   * @param address see {@link #text}
   * @throws IOException if it cannot be written
   */
  public static AddressFile write(Path file, String address) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    AtomicFile.writeForAll(file, (address + "\n").getBytes(StandardCharsets.US_ASCII));
    return new AddressFile(file);
  }

  /** Returns an address as it stands in a URL: an IPv6 address in brackets. */
  public static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }

  /**
   * Deletes the file.
   *
   * @throws IOException if it cannot be deleted
   */
  public void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
