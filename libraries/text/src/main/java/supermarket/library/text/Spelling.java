package supermarket.library.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Spelling {

  private Spelling() {}

  /**
   * Returns the known word that is most like a word, the first in alphabetical order of several.
   *
   * @param most so many slips may make the one of the other
   * @return empty if none is like it
   */
  public static Optional<String> nearest(String word, Collection<String> known, int most) {
    return known.stream()
        .filter(each -> slips(word, each) <= most)
        .min(
            Comparator.comparingInt((String each) -> slips(word, each))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Returns how many letters must be changed, added or left out to make one word of another. */
  public static int slips(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
