package supermarket.shelf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import supermarket.basket.api.shelf.Verdict;
import supermarket.library.files.AtomicFile;
import supermarket.library.files.RegularFile;
import supermarket.library.shelf.RevisionText;

/**
 * What nodes say of proposals: a folder for each proposal, a file for each node.
 *
 * @param folder the folder of all
 */
record VerdictFiles(Path folder) {

  private Path folderOf(long proposal) {
    return folder.resolve("%012d".formatted(proposal));
  }

  void say(long proposal, Verdict verdict) throws IOException {
    Path file = folderOf(proposal).resolve(ShelfFiles.ofNode(verdict.node()));
    try {
      Files.createDirectories(folderOf(proposal));
      AtomicFile.write(file, RevisionText.write(verdict));
    } catch (IOException e) {
      throw ShelfFiles.trouble(file, e);
    }
  }

  /** By name of the node. */
  List<Verdict> of(long proposal) throws IOException {
    Path verdicts = folderOf(proposal);
    if (!Files.exists(verdicts)) {
      return List.of();
    }
    List<Verdict> said = new ArrayList<>();
    for (Path each : ShelfFiles.in(verdicts)) {
      said.add(read(each));
    }
    said.sort(Comparator.comparing(Verdict::node));
    return said;
  }

  private static Verdict read(Path file) throws IOException {
    try {
      return RevisionText.readVerdict(RegularFile.read(file, ShelfFiles.MOST_BYTES));
    } catch (IOException e) {
      throw ShelfFiles.trouble(file, e);
    }
  }
}
