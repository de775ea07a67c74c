package supermarket.product.manager;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nodes may share a file: one of them writes at a time.
 *
 * <p>Thread safety: any thread.
 */
final class OneWriter {

  private static final Logger LOG = LoggerFactory.getLogger(OneWriter.class);

  private final Path file;
  private final Path lock;

  /** What is to be done while nobody else writes. */
  @FunctionalInterface
  interface Writing {
    void run() throws IOException;
  }

  OneWriter(Path file) {
    this.file = file;
    this.lock = file.resolveSibling("." + file.getFileName() + ".lock");
  }

  /**
   * Keeps something beside the file, unless another one writes. Where nobody may write the file,
   * nobody else does.
   *
   * @throws IOException as the writing has it
   */
  void keep(Writing writing) throws IOException {
    try {
      run(writing);
    } catch (FileSystemException nobodyWrites) {
      LOG.debug("the file cannot be written", nobodyWrites);
      writing.run();
    }
  }

  /**
   * Writes, unless another one does.
   *
   * @throws IOException if the file may not be written, or as the writing has it
   */
  void run(Writing writing) throws IOException {
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held == null) {
        return;
      }
      if (Files.exists(file) && !Files.isWritable(file)) {
        throw new AccessDeniedException(file.toString());
      }
      writing.run();
    } catch (OverlappingFileLockException heldHere) {
      LOG.debug("the file is being written", heldHere);
    }
  }
}
