package supermarket.product.manager.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.library.files.AtomicFile;

/**
 * Two files beside one that its author may edit: what of it is in line, and what is being written
 * into it. They are for the next start and for the nodes that share the file. Where that may not be
 * written, what is in line is kept in the node's own data folder.
 *
 * <p>Thread safety: the thread that looks; other nodes write the same files.
 */
final class LineFiles {

  private static final Logger LOG = LoggerFactory.getLogger(LineFiles.class);

  private final Path shared;
  private final Path coming;
  private final Path own;

  /**
   * Beside a file.
   *
   * @param own where what is in line is kept if it may not be written there
   */
  LineFiles(Path file, Path own) {
    String name = "." + file.getFileName();
    this.shared = file.resolveSibling(name + ".in-line");
    this.coming = file.resolveSibling(name + ".coming");
    this.own = own;
  }

  /** What is made of a file's content. */
  @FunctionalInterface
  interface Reading<T> {
    T read(byte[] content) throws IOException;
  }

  <T> Optional<T> shared(Reading<T> reading) {
    return read(shared, reading);
  }

  <T> Optional<T> coming(Reading<T> reading) {
    return read(coming, reading);
  }

  <T> Optional<T> own(Reading<T> reading) {
    return read(own, reading);
  }

  private static <T> Optional<T> read(Path file, Reading<T> reading) {
    try {
      return Optional.of(reading.read(Files.readAllBytes(file)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException unreadable) {
      LOG.warn("{} is not used: {}", file, unreadable.toString());
      return Optional.empty();
    }
  }

  /** Keeps what comes; returns whether it could. */
  boolean keepsComing(byte @Nullable [] comes) {
    try {
      if (comes == null) {
        Files.deleteIfExists(coming);
      } else {
        AtomicFile.write(coming, comes);
      }
      return true;
    } catch (IOException readOnly) {
      LOG.debug("{} is not kept", coming, readOnly);
      return false;
    }
  }

  /**
   * Keeps it. What comes is there before it comes, and goes when it has come.
   *
   * @param line what is in line; null if nothing is
   * @param comes what is being written instead; null if nothing is
   * @throws IOException if it can be kept nowhere
   */
  void keep(byte @Nullable [] line, byte @Nullable [] comes) throws IOException {
    try {
      if (comes != null) {
        AtomicFile.write(coming, comes);
      }
      if (line == null) {
        Files.deleteIfExists(shared);
      } else {
        AtomicFile.write(shared, line);
      }
      if (comes == null) {
        Files.deleteIfExists(coming);
      }
      Files.deleteIfExists(own);
    } catch (IOException readOnly) {
      Files.createDirectories(own.toAbsolutePath().getParent());
      if (line == null) {
        Files.deleteIfExists(own);
      } else {
        AtomicFile.write(own, line);
      }
    }
  }
}
