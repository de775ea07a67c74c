package supermarket.runtime.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Bounds what the process has printed, which {@code bin/supermarket start} appends to a file. The
 * process cannot let go of that file, so it is copied and emptied: a line may be lost.
 */
final class ConsoleLog {
  static final long MOST_BYTES = 16L << 20;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Path file;

  ConsoleLog(Path file) {
    this.file = file;
  }

  /** Watches it from now on. */
  static void start(Home home) {
    Watch.every("supermarket-console-log", PAUSE, new ConsoleLog(home.consoleLog())::look);
  }

  /** Looks once. */
  void look() {
    try {
      if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
        Files.copy(
            file,
            file.resolveSibling(file.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
            .close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
