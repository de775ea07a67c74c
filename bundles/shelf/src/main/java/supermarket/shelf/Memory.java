package supermarket.shelf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * The newest revision that this node has seen on a shelf that it shares, over restarts: one that
 * has less is not the same, or not mounted.
 *
 * <p>Thread safety: any thread.
 */
final class Memory {

  /** Of a shelf that is in the node's own data. */
  static final Memory NONE = new Memory(null);

  private final @Nullable Path file;
  private long last = -1;

  Memory(@Nullable Path file) {
    this.file = file;
  }

  /** The number of that revision; 0 if there is none. */
  synchronized long last() throws IOException {
    if (last < 0) {
      last = file == null || !Files.exists(file) ? 0 : read(file);
    }
    return last;
  }

  private static long read(Path file) throws IOException {
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (NumberFormatException e) {
      throw new IOException(file + " has no number of a revision in it: delete it", e);
    }
  }

  /** A revision was seen. What a crash loses of it is seen again. */
  synchronized void saw(long number) throws IOException {
    if (file == null || number <= last) {
      return;
    }
    Path draft = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(draft, number + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    last = number;
  }
}
