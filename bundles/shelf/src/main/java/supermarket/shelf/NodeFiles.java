package supermarket.shelf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import supermarket.library.files.AtomicFile;
import supermarket.library.shelf.NodeName;

/**
 * Which nodes are there: a file for each. Its date is its mark: setting that does not wait for the
 * disk.
 *
 * @param folder the folder of all
 */
record NodeFiles(Path folder) {

  void attend(String node) throws IOException {
    Path mark = folder.resolve(ShelfFiles.ofNode(node));
    try {
      if (!Files.exists(mark)) {
        AtomicFile.writeIfAbsent(mark, new byte[0]);
      }
      Files.setLastModifiedTime(mark, FileTime.from(Instant.now()));
    } catch (IOException e) {
      throw ShelfFiles.trouble(mark, e);
    }
  }

  void leave(String node) throws IOException {
    Path mark = folder.resolve(ShelfFiles.ofNode(node));
    try {
      Files.deleteIfExists(mark);
    } catch (IOException e) {
      throw ShelfFiles.trouble(mark, e);
    }
  }

  /** By name of the node, its mark. */
  Map<String, Long> attendance() throws IOException {
    Map<String, Long> attending = new TreeMap<>();
    for (Path each : ShelfFiles.in(folder)) {
      String node = ShelfFiles.node(each);
      try {
        if (NodeName.isOne(node)) {
          attending.put(node, Files.getLastModifiedTime(each).to(TimeUnit.MICROSECONDS));
        }
      } catch (NoSuchFileException left) {
        attending.remove(node);
      } catch (IOException e) {
        throw ShelfFiles.trouble(each, e);
      }
    }
    return attending;
  }
}
