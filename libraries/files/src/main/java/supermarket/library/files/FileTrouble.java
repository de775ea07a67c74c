package supermarket.library.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is wrong with a file, in words. */
public final class FileTrouble {

  private FileTrouble() {}

  /**
   * What went wrong, such as {@code is missing} or {@code is a folder}: the end of a sentence that
   * begins with the file's name.
   *
   * @param file what was to be read or written
   * @param why how that failed
   */
  public static String words(Path file, IOException why) {
    String reason = reason(why);
    if (reason.contains("read-only")) {
      return "is read-only";
    }
    if (reason.contains("no space left") || reason.contains("quota exceeded")) {
      return "cannot be written: the disk is full";
    }
    if (Files.isDirectory(file)) {
      return "is a folder, not a file";
    }
    return switch (why) {
      case NoSuchFileException missing -> "is missing";
      case AccessDeniedException denied ->
          "may not be accessed: this process has no permission"
              + (named(file, denied.getFile()) ? "" : " for " + denied.getFile());
      case NotDirectoryException noFolder -> "is not a folder";
      case FileSystemException other when other.getReason() != null -> "cannot be used: " + reason;
      default ->
          "cannot be used: " + (why.getMessage() == null ? why.toString() : why.getMessage());
    };
  }

  private static boolean named(Path file, @Nullable String other) {
    return other == null || file.toString().equals(other);
  }

  /** What the operating system says, in small letters. */
  private static String reason(IOException why) {
    String said =
        why instanceof FileSystemException file && file.getReason() != null
            ? file.getReason()
            : why.getMessage();
    return said == null ? "" : said.toLowerCase(Locale.ROOT);
  }
}
