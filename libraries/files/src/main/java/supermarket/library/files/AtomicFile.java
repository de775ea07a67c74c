package supermarket.library.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a file's content in one step: no reader and no crash sees half of it.
 *
 * <p>Thread safety: any thread and any process; the last one to finish has its content in the file.
 */
public final class AtomicFile {

  private static final Set<PosixFilePermission> WRITE =
      EnumSet.of(
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

  private static final Set<PosixFilePermission> FOR_ALL =
      PosixFilePermissions.fromString("rw-r--r--");

  private AtomicFile() {}

  /**
   * Replaces the content of a file, or makes the file, readable and writable by its owner only. Its
   * folder must be there. A link is followed. A file that is replaced keeps its mode, and its group
   * and owner as far as this process may set them. If anything fails, the file is as it was and
   * nothing else is left in its folder.
   *
   * @param file the file
   * @param content all of its new content
   * @throws AccessDeniedException if the file may not be written
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, byte[] content) throws IOException {
    Path target = target(file);
    @Nullable PosixFileAttributes before = before(target);
    replace(target, content, draft -> FileAccess.keep(before, draft));
  }

  /** What is looked at last before a file is replaced. */
  @FunctionalInterface
  public interface Condition {

    /** Returns whether the file is to be replaced. */
    boolean holds() throws IOException;
  }

  /**
   * Replaces the content of a file as {@link #write} does, if a condition holds when all is done
   * but the last step. What somebody else writes between the condition and that step is lost: no
   * file system compares and replaces. The time between them is that of one system call.
   *
   * @param file the file
   * @param content all of its new content
   * @return the stamp of the file with this content; empty if the condition did not hold, or
   *     somebody has written the file since
   * @throws AccessDeniedException if the file may not be written
   * @throws IOException if it cannot be written
   */
  public static Optional<FileStamp> writeIf(Path file, byte[] content, Condition condition)
      throws IOException {
    Path target = target(file);
    @Nullable PosixFileAttributes before = before(target);
    Path draft = draft(target, content);
    try {
      FileAccess.keep(before, draft);
      FileStamp written = FileStamp.of(draft);
      if (!condition.holds()) {
        return Optional.empty();
      }
      move(draft, target);
      FileStamp now = FileStamp.of(target);
      return now.isRenamed(written) ? Optional.of(now) : Optional.empty();
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /**
   * Replaces the content of a file, or makes the file; everybody may read it, and its owner write
   * it. Otherwise as {@link #write}.
   *
   * @param file the file
   * @param content all of its new content
   * @throws AccessDeniedException if the file may not be written
   * @throws IOException if it cannot be written
   */
  public static void writeForAll(Path file, byte[] content) throws IOException {
    Path target = target(file);
    before(target); // refuses what may not be written
    replace(target, content, draft -> Files.setPosixFilePermissions(draft, FOR_ALL));
  }

  /**
   * Makes a file, unless there is one. It is on the disk when this returns. Of several that make
   * the same file, in whatever process, one does. A hard link decides: unlike a file that is
   * created and then written, it is there with all of its content or not at all.
   *
   * @param file the file; readable and writable by its owner only
   * @param content all of its content
   * @return whether it was made; if not, what was there is as it was
   * @throws IOException if it cannot be made, or the file system has no hard links
   */
  public static boolean writeIfAbsent(Path file, byte[] content) throws IOException {
    return make(file, content, draft -> {});
  }

  /**
   * Makes a file as {@link #writeIfAbsent(Path, byte[])} does, for all who may read or write
   * another one. Its owner may read and write it in any case.
   *
   * @param file the file
   * @param content all of its content
   * @param other which has the mode, and the group and owner as far as this process may set them;
   *     if there is none, the file is readable and writable by its owner only
   * @return whether it was made; if not, what was there is as it was
   * @throws IOException if it cannot be made, or the file system has no hard links
   */
  public static boolean writeIfAbsent(Path file, byte[] content, Path other) throws IOException {
    return make(file, content, draft -> FileAccess.keepForOwner(FileAccess.of(other), draft));
  }

  private static boolean make(Path file, byte[] content, Mode mode) throws IOException {
    Path draft = draft(file, content);
    try {
      mode.give(draft);
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException taken) {
      // A file server that lost its answer says so of our own link when it is asked again.
      return Files.isSameFile(file, draft);
    } catch (UnsupportedOperationException e) {
      throw new FileSystemException(file.toString(), null, "The file system has no hard links");
    } finally {
      Files.deleteIfExists(draft);
    }
    force(file.resolveSibling("."));
    return true;
  }

  /**
   * Sees that something is on the disk: the content of a file, or the names in a folder.
   *
   * @param path a file or a folder
   * @throws IOException if it cannot be read or written back
   */
  public static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private interface Mode {
    void give(Path draft) throws IOException;
  }

  private static void replace(Path target, byte[] content, Mode mode) throws IOException {
    Path draft = draft(target, content);
    try {
      mode.give(draft);
      move(draft, target);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void move(Path draft, Path target) throws IOException {
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a file is to hold, beside it and on the disk, which the caller deletes. */
  private static Path draft(Path target, byte[] content) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    // A name of its own: another thread or node may be replacing the same file.
    Path draft = Files.createTempFile(folder, "." + target.getFileName() + "-", ".tmp");
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
      return draft;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
  }

  private static Path target(Path file) throws IOException {
    try {
      return file.toRealPath();
    } catch (NoSuchFileException fresh) {
      return file;
    }
  }

  /** What is to be kept; null if there is no such file yet, or no modes and owners here. */
  private static @Nullable PosixFileAttributes before(Path target) throws IOException {
    if (!Files.exists(target)) {
      return null;
    }
    if (Files.isDirectory(target)) {
      throw new FileSystemException(target.toString(), null, "Is a directory");
    }
    PosixFileAttributes attributes = FileAccess.of(target);
    // A superuser may write everything; a file without a write bit is meant to stay as it is.
    boolean nobodyMayWrite =
        attributes != null && attributes.permissions().stream().noneMatch(WRITE::contains);
    if (nobodyMayWrite || !Files.isWritable(target)) {
      throw new AccessDeniedException(target.toString(), null, "Read-only file");
    }
    return attributes;
  }
}
