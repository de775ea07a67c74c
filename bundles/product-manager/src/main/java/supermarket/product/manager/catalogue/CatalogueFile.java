package supermarket.product.manager.catalogue;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import supermarket.library.files.AtomicFile;
import supermarket.library.files.FileStamp;
import supermarket.library.files.RegularFile;

/**
 * The file that holds the catalogue.
 *
 * <p>Thread safety: any thread; what is known of the file is guarded by this object's monitor,
 * which nobody holds while he reads: that may take long.
 */
public final class CatalogueFile {

  /** A larger file is refused: reading it could take the memory that baskets need. */
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  /** What a look has found: the bytes, the file's stamp, and how often we had written it before. */
  public static final class Found {
    private final byte[] content;
    private final FileStamp stamp;
    private final long writes;

    private Found(byte[] content, FileStamp stamp, long writes) {
      this.content = content;
      this.stamp = stamp;
      this.writes = writes;
    }

    public byte[] content() {
      return content;
    }
  }

  private final Path file;

  @GuardedBy("this")
  private @Nullable FileStamp read;

  @GuardedBy("this")
  private @Nullable FileStamp seen;

  @GuardedBy("this")
  private long writes;

  public CatalogueFile(Path file) {
    this.file = file;
  }

  public Path path() {
    return file;
  }

  /**
   * The file's content, if it is not what was read last and did not change since the last look: so
   * a file that is just being written is left alone. One that could not be read is read again.
   *
   * @throws IOException if it is to be read and cannot be
   */
  public Optional<Found> poll() throws IOException {
    try {
      FileStamp now = FileStamp.of(file);
      return isDue(now) ? Optional.of(find(now)) : Optional.empty();
    } catch (IOException unreadable) {
      readAgain();
      throw unreadable;
    }
  }

  private synchronized boolean isDue(FileStamp now) {
    boolean settled = now.equals(seen);
    seen = now;
    return settled && !now.equals(read);
  }

  private Found find(FileStamp now) throws IOException {
    long before;
    synchronized (this) {
      before = writes;
    }
    return new Found(RegularFile.read(file, MOST_BYTES), now, before);
  }

  /** Takes what was found for what is known; returns false if we have written it since. */
  public synchronized boolean accept(Found found) {
    if (writes != found.writes) {
      return false;
    }
    read = found.stamp;
    return true;
  }

  /** The file's content as it is now, which is known from now on. */
  public byte[] read() throws IOException {
    FileStamp now = FileStamp.of(file);
    Found found = find(now);
    synchronized (this) {
      seen = now;
      read = now;
    }
    return found.content;
  }

  /** The file's stamp, if it has this content, and nobody has written it while it was read. */
  private Optional<FileStamp> stamp(ContentId content) throws IOException {
    FileStamp before = FileStamp.of(file);
    boolean has = has(content) && FileStamp.of(file).equals(before);
    return has ? Optional.of(before) : Optional.empty();
  }

  /** Whether the file has this content now. */
  public boolean has(ContentId content) throws IOException {
    return ContentId.of(bytes()).equals(content);
  }

  /** The file's content as it is now. */
  public byte[] bytes() throws IOException {
    return RegularFile.read(file, MOST_BYTES);
  }

  /** What was read is of no use: the next looks read it again. */
  public synchronized void readAgain() {
    read = null;
  }

  /**
   * Replaces the content in one step, if it is this one.
   *
   * @return whether it has the new content; if not, it is read again
   */
  public boolean replace(ContentId before, byte[] content) throws IOException {
    Optional<FileStamp> now = AtomicFile.writeIf(file, content, () -> stamp(before).isPresent());
    if (now.isEmpty()) {
      now = stamp(ContentId.of(content)); // a file system may show a file that has moved as another
    }
    synchronized (this) {
      read = now.orElse(null);
      seen = read;
      writes++;
    }
    return now.isPresent();
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
