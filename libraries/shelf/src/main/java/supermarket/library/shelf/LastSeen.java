package supermarket.library.shelf;

import com.google.errorprone.annotations.concurrent.GuardedBy;
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
public final class LastSeen {

  /** Of a shelf that is in the node's own data. */
  public static final LastSeen NOTHING = new LastSeen(null);

  private final @Nullable Path file;

  @GuardedBy("this")
  private long last = -1;

  private LastSeen(@Nullable Path file) {
    this.file = file;
  }

  /**
   * Returns what a node remembers in a file.
   *
   * @param file need not be there
   */
  public static LastSeen in(Path file) {
    return new LastSeen(file);
  }

  /**
   * Returns the number of that revision; 0 if there is none.
   *
   * @throws IOException if the file cannot be read, or holds something else
   */
  public synchronized long number() throws IOException {
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

  /**
   * A revision is the newest. What a crash loses of that is seen again.
   *
   * @throws IOException if the file cannot be written
   */
  public synchronized void saw(long number) throws IOException {
    if (file == null || number <= last) {
      return;
    }
    Path draft = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(draft, number + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    last = number;
  }

  /**
   * Says that a shelf has less than this node has seen there.
   *
   * @param shelf how it is called in messages
   * @param number of its newest revision; 0 if there is none
   * @param known what this node has seen
   * @param question what an operator should look at
   */
  public static IOException hasLess(String shelf, long number, long known, String question) {
    return new IOException(
        "the shelf %s has %s, but this node has seen revision %d there: %s"
            .formatted(shelf, number == 0 ? "no revision" : "revision " + number, known, question));
  }
}
