package supermarket.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import supermarket.library.files.AtomicFile;

/**
 * Copies, in the data folder, of files as they were when they were good last: what holds while a
 * file is not, also over a restart. They hold the text, not the values, so that placeholders are
 * filled in anew: {@code --port} of a start counts for them too.
 *
 * <p>Thread safety: one thread at a time.
 */
final class GoodCopies {

  private final Path folder;

  GoodCopies(Path folder) {
    this.folder = folder;
  }

  /** The copy of a file; empty if there is none that can be read. */
  Optional<String> read(String file) {
    return Optional.of(FileText.read(folder.resolve(file)))
        .filter(FileText::isRead)
        .map(FileText::text);
  }

  /** All copies that can be read, by the file's name. */
  SortedMap<String, FileText> all() throws IOException {
    SortedMap<String, FileText> all = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path each : (Iterable<Path>) files::iterator) {
          String file = String.valueOf(each.getFileName());
          if (Folder.isConfiguration(file)) { // a kill may leave half of one under another name
            read(file).ifPresent(text -> all.put(file, FileText.of(text)));
          }
        }
      }
    }
    return all;
  }

  /** Keeps a text, unless it is kept already. */
  void keep(String file, String text) throws IOException {
    if (read(file).filter(text::equals).isPresent()) {
      return;
    }
    Files.createDirectories(folder);
    AtomicFile.write(folder.resolve(file), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Forgets files that are no more. */
  void forgetAllBut(Set<String> files) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> copies = Files.list(folder)) {
      for (Path copy : (Iterable<Path>) copies::iterator) {
        if (!files.contains(String.valueOf(copy.getFileName()))) {
          Files.deleteIfExists(copy);
        }
      }
    }
  }
}
