package supermarket.runtime.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One broker for each data folder. The lock belongs to the process, so the operating system lets go
 * of it however the process ends; the pid file beside it says who holds it.
 */
final class DataLock implements AutoCloseable {

  private final FileChannel channel;
  private final Path pidFile;

  private DataLock(FileChannel channel, Path pidFile) {
    this.channel = channel;
    this.pidFile = pidFile;
  }

  /**
   * Takes the lock, and writes the pid file if it has it.
   *
   * @return empty if another process holds it; nothing of that process is touched
   */
  static Optional<DataLock> take(Path data) throws IOException {
    FileChannel channel =
        FileChannel.open(
            data.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      return Optional.empty();
    }
    Path pidFile = data.resolve("broker.pid");
    Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");
    return Optional.of(new DataLock(channel, pidFile));
  }

  /** Who holds it, such as {@code " (pid 4711)"}; empty if that is not known. */
  static String holder(Path data) {
    try {
      return " (pid " + Files.readString(data.resolve("broker.pid")).strip() + ")";
    } catch (IOException endedMeanwhile) {
      return "";
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(pidFile);
    channel.close();
  }
}
