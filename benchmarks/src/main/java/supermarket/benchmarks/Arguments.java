package supermarket.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a measurement is given, as {@code name=value}. It is read once; then {@link #end} refuses
 * what nobody asked for. Not thread-safe.
 */
final class Arguments {

  private final Map<String, String> given = new TreeMap<>();
  private final TreeSet<String> known = new TreeSet<>();

  /** An argument is wrong; the message says which, and what it may be. */
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    Wrong(String message) {
      super(message);
    }
  }

  Arguments(List<String> arguments) {
    for (String argument : arguments) {
      String[] pair = argument.split("=", 2);
      if (pair.length < 2) {
        throw new Wrong(argument + ": give name=value");
      }
      if (given.put(pair[0], pair[1]) != null) {
        throw new Wrong(pair[0] + " is given twice");
      }
    }
  }

  private String text(String name, String otherwise) {
    known.add(name);
    return given.getOrDefault(name, otherwise);
  }

  /** A list with commas between. */
  List<String> words(String name, String otherwise) {
    return List.of(text(name, otherwise).split(",", -1));
  }

  /** A whole number of at least 1; or 0 too, if that is what it is otherwise. */
  int whole(String name, int otherwise) {
    return whole(name, text(name, Integer.toString(otherwise)), Math.min(1, otherwise));
  }

  /** Whole numbers of at least 1, with commas between. */
  List<Integer> wholes(String name, String otherwise) {
    return words(name, otherwise).stream().map(word -> whole(name, word, 1)).toList();
  }

  /** A whole number that is a part of what was given. */
  static int whole(String name, String value, int least) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // Said below.
    }
    throw new Wrong(name + "=" + value + ": give a whole number, at least " + least);
  }

  /** The folder of a distribution, as the build leaves it. */
  Path distribution() {
    List<Path> all = distributions();
    if (all.size() > 1) {
      throw new Wrong("distribution: give one");
    }
    return all.get(0);
  }

  /** Several of them, with commas between. */
  List<Path> distributions() {
    return words("distribution", "").stream().map(Arguments::distribution).toList();
  }

  private static Path distribution(String value) {
    Path folder = Path.of(value).toAbsolutePath();
    if (value.isEmpty() || !Files.isRegularFile(folder.resolve("bin/supermarket"))) {
      throw new Wrong(
          "distribution="
              + value
              + ": give the folder of a distribution, which the build leaves in runtime/target");
    }
    return folder;
  }

  /** Refuses what was not read. */
  void end() {
    Stream<String> unknown = given.keySet().stream().filter(name -> !known.contains(name));
    unknown.findFirst().ifPresent(name -> refuse(name));
  }

  private void refuse(String name) {
    throw new Wrong(name + " is not known; there are " + String.join(", ", known));
  }
}
