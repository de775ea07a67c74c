package supermarket.deployer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import supermarket.library.text.Printable;

/**
 * What a change makes of things, a note each.
 *
 * <p>Not thread-safe: one for each change.
 */
final class Differences {

  /** So many notes are told, the rest is counted. */
  static final int SHOWN = 10;

  private final int longest;
  private final List<String> notes = new ArrayList<>();

  /**
   * No notes yet.
   *
   * @param longest so many characters a note has at most
   */
  Differences(int longest) {
    this.longest = longest;
  }

  /** Adds a note for each thing that is not what it was. */
  <V> void addAll(
      String what, Map<String, V> before, Map<String, V> after, Function<V, String> words) {
    TreeSet<String> ids = new TreeSet<>(before.keySet());
    ids.addAll(after.keySet());
    for (String id : ids) {
      add(what + id, before.get(id), after.get(id), words);
    }
  }

  /**
   * Adds a note, unless nothing has changed.
   *
   * @param before null if there was none
   * @param after null if there is none any more
   */
  <V> void add(String what, @Nullable V before, @Nullable V after, Function<V, String> words) {
    if (!Objects.equals(before, after)) {
      String was = before == null ? "none" : words.apply(before);
      String is = after == null ? "none" : words.apply(after);
      notes.add(
          Printable.of(
              what + ": " + was + " -> " + is + (was.equals(is) ? ", not the same" : ""), longest));
    }
  }

  /**
   * Returns the notes; beyond {@link #SHOWN}, how many more there are.
   *
   * @param of of what they are
   */
  List<String> of(String of) {
    if (notes.size() <= SHOWN) {
      return List.copyOf(notes);
    }
    List<String> some = new ArrayList<>(notes.subList(0, SHOWN));
    some.add("and " + (notes.size() - SHOWN) + " more of the " + of);
    return some;
  }
}
