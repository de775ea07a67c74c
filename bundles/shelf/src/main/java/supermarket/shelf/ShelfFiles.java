package supermarket.shelf;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import supermarket.library.files.FileTrouble;
import supermarket.library.shelf.NodeName;

/** What the files of a shelf have in common. */
final class ShelfFiles {

  /** Far more than any of them has, and small enough to be read. */
  static final int MOST_BYTES = 4 * 1024 * 1024;

  private static final Pattern NUMBER = Pattern.compile("([0-9]{12})(?:\\.json)?");
  private static final String ENDING = ".json";

  private ShelfFiles() {}

  /** The files in a folder, but for drafts. */
  static List<Path> in(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
      files.forEach(all::add);
      return all;
    } catch (DirectoryIteratorException e) {
      throw trouble(folder, new IOException(e.getMessage(), e));
    } catch (IOException e) {
      throw trouble(folder, e);
    }
  }

  /** What is wrong with one, with its path. */
  static IOException trouble(Path file, IOException why) {
    return new IOException("on the shelf, " + file + " " + FileTrouble.words(file, why), why);
  }

  /** The number that a file or folder is named by; the largest one if it is named otherwise. */
  static long number(Path named) {
    Matcher name = NUMBER.matcher(String.valueOf(named.getFileName()));
    return name.matches() ? Long.parseLong(name.group(1)) : Long.MAX_VALUE;
  }

  /** The name of a node's file. */
  static String ofNode(String node) {
    return NodeName.require(node) + ENDING;
  }

  /** The node that a file is of. */
  static String node(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ENDING.length());
  }
}
