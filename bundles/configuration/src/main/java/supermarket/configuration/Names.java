package supermarket.configuration;

import java.util.Collection;
import java.util.Optional;
import supermarket.library.text.Spelling;

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
        .or(() -> Spelling.nearest(name, known, most));
  }
}
