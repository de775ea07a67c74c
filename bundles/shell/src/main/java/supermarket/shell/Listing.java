package supermarket.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a list is shown: as a table for people, or with {@code --json} as its rows alone, for
 * scripts.
 */
final class Listing {

  private static final String JSON = "--json";

  private final boolean isJson;
  private final List<@Nullable String> words;

  private Listing(boolean isJson, List<@Nullable String> words) {
    this.isJson = isJson;
    this.words = words;
  }

  /** Tells from the arguments of a command. */
  static Listing of(@Nullable String... given) {
    List<@Nullable String> words = new ArrayList<>();
    boolean isJson = false;
    for (String word : given) {
      if (JSON.equals(word)) {
        isJson = true;
      } else {
        words.add(word);
      }
    }
    return new Listing(isJson, words);
  }

  /** Whether it is for a script. */
  boolean isJson() {
    return isJson;
  }

  /** The arguments besides. */
  @Nullable String[] words() {
    return words.toArray(new @Nullable String[0]);
  }

  /**
   * The list.
   *
   * @param none what people are told if there is no row
   * @param notes what people are told besides, a line each
   */
  String show(Table table, String none, List<String> notes) {
    if (isJson) {
      return table.json();
    }
    List<String> text = new ArrayList<>();
    text.add(table.isEmpty() ? none : table.toString());
    text.addAll(notes);
    return String.join("\n", text);
  }

  /** The list, without notes. */
  String show(Table table, String none) {
    return show(table, none, List.of());
  }
}
