package supermarket.shell;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Words of a command among which there are options that have a value each.
 *
 * @param words those that are no options, nor their values
 * @param values the values of each option that is given, by its name, in their order
 */
record Options(List<String> words, Map<String, List<String>> values) {

  /**
   * Tells them apart.
   *
   * @param known the options that there are
   * @throws CommandFailed if there is another one, or one without its value
   */
  static Options of(Set<String> known, List<String> given) {
    List<String> words = new ArrayList<>();
    Map<String, List<String>> values = new TreeMap<>();
    Iterator<String> each = given.iterator();
    while (each.hasNext()) {
      String word = each.next();
      if (word.startsWith("--") && !known.contains(word)) {
        throw new CommandFailed(
            "'%s' is no option: there are %s, each with its value after a blank."
                .formatted(Text.safe(word), known.stream().sorted().toList()));
      } else if (!known.contains(word)) {
        words.add(word);
      } else if (!each.hasNext()) {
        throw new CommandFailed("After %s its value is missing.".formatted(word));
      } else {
        values.computeIfAbsent(word, same -> new ArrayList<>()).add(each.next());
      }
    }
    return new Options(words, values);
  }

  /**
   * The value of an option.
   *
   * @throws CommandFailed if it is given twice
   */
  Optional<String> value(String option) {
    List<String> given = all(option);
    if (given.size() > 1) {
      throw new CommandFailed("%s is given twice.".formatted(option));
    }
    return given.stream().findFirst();
  }

  /** All values of an option; empty if it is not given. */
  List<String> all(String option) {
    return values.getOrDefault(option, List.of());
  }
}
