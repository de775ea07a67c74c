package supermarket.shelf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import supermarket.basket.api.shelf.Revision;
import supermarket.library.files.AtomicFile;
import supermarket.library.files.RegularFile;
import supermarket.library.shelf.LastSeen;
import supermarket.library.shelf.RevisionText;

/**
 * The revisions: a file for each, named by its number.
 *
 * <p>Thread safety: any thread and any process.
 */
final class RevisionFiles {

  private final Path folder;
  private final LastSeen lastSeen;
  private final AtomicLong seen = new AtomicLong();

  RevisionFiles(Path folder, LastSeen lastSeen) {
    this.folder = folder;
    this.lastSeen = lastSeen;
  }

  Path folder() {
    return folder;
  }

  private Path file(long number) {
    return folder.resolve("%012d.json".formatted(number));
  }

  /**
   * The number of the newest; 0 if there is none.
   *
   * @throws IOException also if this node has seen a newer one
   */
  long newest() throws IOException {
    long known = Math.max(seen.get(), lastSeen.number());
    long number = known;
    if (number == 0 || !Files.exists(file(number))) {
      number = last();
    }
    while (Files.exists(file(number + 1))) {
      number++;
    }
    if (number < known) {
      throw LastSeen.hasLess(
          String.valueOf(folder.getParent()), number, known, "is its file system mounted?");
    }
    seen.set(number);
    lastSeen.saw(number);
    return number;
  }

  private long last() throws IOException {
    long last = 0;
    for (Path each : ShelfFiles.in(folder)) {
      long number = ShelfFiles.number(each);
      last = number == Long.MAX_VALUE ? last : Math.max(last, number);
    }
    return last;
  }

  Optional<Revision> read(long number) throws IOException {
    Path file = file(number);
    try {
      Files.readAttributes(file, BasicFileAttributes.class); // tells missing from unreadable
      Revision revision = RevisionText.readRevision(RegularFile.read(file, ShelfFiles.MOST_BYTES));
      if (revision.number() != number) {
        throw new IOException("it says that it is revision " + revision.number());
      }
      return Optional.of(revision);
    } catch (NoSuchFileException e) {
      if (!Files.isDirectory(folder)) {
        throw ShelfFiles.trouble(folder, e);
      }
      return Optional.empty();
    } catch (IOException e) {
      throw ShelfFiles.trouble(file, e);
    }
  }

  /** Puts one, unless it is not the next, or another is quicker; returns whether it was put. */
  boolean write(Revision revision) throws IOException {
    if (revision.number() != newest() + 1) {
      return false;
    }
    Path file = file(revision.number());
    try {
      return AtomicFile.writeIfAbsent(file, RevisionText.write(revision));
    } catch (IOException e) {
      throw ShelfFiles.trouble(file, e);
    }
  }
}
