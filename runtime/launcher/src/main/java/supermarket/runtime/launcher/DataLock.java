package supermarket.runtime.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One runtime per data folder. The lock belongs to the process, so the operating system lets go of
 * it however the process ends; the pid file beside it only says who holds it.
 */
final class DataLock implements AutoCloseable {
  private final FileChannel channel;
  private final Path pidFile;

  private DataLock(FileChannel channel, Path pidFile) {
    this.channel = channel;
    this.pidFile = pidFile;
  }

  /**
   * Takes the lock and writes the pid file.
   *
   * @return empty if another process holds it
   */
  static Optional<DataLock> take(Home home) throws IOException {
    FileChannel channel =
        FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    Files.deleteIfExists(home.gatewayAddress());
    Files.deleteIfExists(home.shellAddress());
    DataFolder.publish(home.pidFile(), ProcessHandle.current().pid() + "\n");
    return Optional.of(new DataLock(channel, home.pidFile()));
  }

  /** Whoever comes second does nothing: by then the pid file may be another process's. */
  @Override
  public synchronized void close() throws IOException {
    if (channel.isOpen()) {
      Files.deleteIfExists(pidFile);
      channel.close();
    }
  }
}
