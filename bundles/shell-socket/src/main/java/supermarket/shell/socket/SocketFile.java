package supermarket.shell.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where the socket lies: in a folder that only the runtime's user may enter. That is the whole of
 * its access control, so the folder gets its mode before the socket exists.
 */
final class SocketFile {
  private static final Set<PosixFilePermission> FOLDER_MODE =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> SOCKET_MODE =
      PosixFilePermissions.fromString("rw-------");

  /** The kernel takes 108 bytes on Linux and 104 elsewhere, with a zero at the end. */
  private static final int LONGEST_PATH = 103;

  private final Path data;

  /**
   * @param data the runtime's data folder; it gets {@code shell/socket}, and the file {@code
   *     shell.address} with the socket's path
   */
  SocketFile(Path data) {
    this.data = data;
  }

  /** Listens, and tells clients where. */
  ServerSocketChannel listen() throws IOException {
    Path socket = folder().resolve("socket");
    Files.deleteIfExists(socket); // left by a process that was killed
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, SOCKET_MODE);
      Files.writeString(address(), socket + "\n");
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Removes what {@link #listen} left in the file system. */
  void remove() throws IOException {
    if (Files.exists(address())) {
      Path socket = Path.of(Files.readString(address()).strip());
      Files.deleteIfExists(address());
      Files.deleteIfExists(socket);
      Path folder = socket.getParent();
      if (folder != null) {
        Files.deleteIfExists(folder);
      }
    }
  }

  private Path folder() throws IOException {
    Path folder = data.resolve("shell");
    if (folder.resolve("socket").toString().getBytes(StandardCharsets.UTF_8).length
        > LONGEST_PATH) {
      return Files.createTempDirectory("supermarket-shell"); // made with the same mode
    }
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER_MODE));
    Files.setPosixFilePermissions(folder, FOLDER_MODE);
    return folder;
  }

  private Path address() {
    return data.resolve("shell.address");
  }
}
