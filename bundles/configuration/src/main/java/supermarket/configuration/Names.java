package supermarket.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody who misspelt a name may have meant. */
final class Names {

  private Names() {}

  /** Such as {@code ; did you mean 'poll.ms'?}; empty if none is near. */
  static String didYouMean(String name, Collection<String> known) {
    return near(name, known).map(meant -> "; did you mean '" + meant + "'?").orElse("");
  }

  /** The name that is nearest; empty if none is near. */
  static Optional<String> near(String name, Collection<String> known) {
    int most = Math.max(2, name.length() / 5);
    return known.stream()
        .filter(each -> each.endsWith("." + name))
        .findFirst()
        .or(
            () ->
                known.stream()
                    .filter(each -> distance(name, each) <= most)
                    .min(
                        Comparator.comparingInt((String each) -> distance(name, each))
                            .thenComparing(Comparator.naturalOrder())));
  }

  /** How many letters must be added, taken out or replaced (Levenshtein). */
  static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[other.length()];
  }
}
