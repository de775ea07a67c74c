package supermarket.shelf;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import supermarket.library.files.RegularFile;
import supermarket.library.shelf.Jars;
import supermarket.library.shelf.RevisionText;

/**
 * Keeps the shelf from growing without an end: old revisions go with their verdicts, and jars that
 * none of the others names. The newest revision has the whole state, so nobody misses them.
 *
 * <p>Thread safety: any thread and any process; what another has deleted is gone as well.
 *
 * @param revisions their folder
 * @param verdicts the folder of theirs
 * @param nodes the folder of the marks of nodes
 * @param contents the folder of the jars
 * @param kept so many revisions are kept
 */
record Pruning(Path revisions, Path verdicts, Path nodes, Path contents, int kept) {

  /** What is younger may be on its way to a revision, or its node to its next start. */
  private static final Duration YOUNG = Duration.ofDays(1);

  /** Prunes, if it is time: not with each revision. */
  void after(long newest) throws IOException {
    if (newest % Math.max(1, kept / 10) == 0) {
      prune(newest - kept);
    }
  }

  private void prune(long last) throws IOException {
    Set<String> named = new HashSet<>();
    for (Path each : ShelfFiles.in(revisions)) {
      if (ShelfFiles.number(each) <= last) {
        Files.deleteIfExists(each);
      } else {
        named.addAll(
            Jars.named(RevisionText.readRevision(RegularFile.read(each, ShelfFiles.MOST_BYTES))));
      }
    }
    for (Path each : all(verdicts)) {
      if (ShelfFiles.number(each) <= last) {
        for (Path verdict : all(each)) {
          Files.deleteIfExists(verdict);
        }
        Files.deleteIfExists(each);
      }
    }
    Instant young = Instant.now().minus(YOUNG);
    for (Path each : all(contents)) {
      if (!named.contains(String.valueOf(each.getFileName()))) {
        deleteIfOld(each, young);
      }
    }
    for (Path each : all(nodes)) {
      deleteIfOld(each, young); // it died, and never came back
    }
    for (Path each : all(revisions)) {
      if (String.valueOf(each.getFileName()).startsWith(".")) {
        deleteIfOld(each, young); // what a kill left of one
      }
    }
  }

  private static void deleteIfOld(Path file, Instant young) throws IOException {
    if (Files.getLastModifiedTime(file).toInstant().isBefore(young)) {
      Files.deleteIfExists(file);
    }
  }

  private static List<Path> all(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(all::add);
      return all;
    } catch (DirectoryIteratorException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
