package supermarket.library.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The mode, the group and the owner of a file. */
final class FileAccess {

  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rw-------");

  private FileAccess() {}

  /** Returns those of a file; null if there is no such file, or no modes and owners here. */
  static @Nullable PosixFileAttributes of(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    try {
      return view == null ? null : view.readAttributes();
    } catch (NoSuchFileException none) {
      return null;
    }
  }

  /**
   * Gives a draft the mode of a file, and its group and owner as far as this process may.
   *
   * @param before null if there was none
   */
  static void keep(@Nullable PosixFileAttributes before, Path draft) throws IOException {
    keep(before, draft, Set.of());
  }

  /** Does the same, but the owner of the draft may read and write it in any case. */
  static void keepForOwner(@Nullable PosixFileAttributes before, Path draft) throws IOException {
    keep(before, draft, OWNERS);
  }

  private static void keep(
      @Nullable PosixFileAttributes before, Path draft, Set<PosixFilePermission> more)
      throws IOException {
    if (before == null) {
      return;
    }
    PosixFileAttributeView view = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
    PosixFileAttributes now = view.readAttributes();
    if (!now.group().equals(before.group())) {
      ifAllowed(() -> view.setGroup(before.group()));
    }
    if (!now.owner().equals(before.owner())) {
      ifAllowed(() -> view.setOwner(before.owner()));
    }
    Set<PosixFilePermission> mode = new HashSet<>(before.permissions());
    mode.addAll(more);
    view.setPermissions(mode);
  }

  private interface Change {
    void make() throws IOException;
  }

  private static void ifAllowed(Change change) {
    try {
      change.make();
    } catch (IOException notAllowed) {
      // Only a superuser may give files away; the content matters more than its owner.
    }
  }
}
