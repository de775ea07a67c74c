package supermarket.library.purity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found so far: each thing once for each place, and no more than is worth keeping.
 *
 * <p>Not thread-safe.
 */
final class Findings {

  private static final int MOST = 1_000;

  private record Key(String where, String what) {}

  private final Map<Key, Finding> found = new LinkedHashMap<>();

  void add(String where, int line, String what) {
    if (found.size() < MOST) {
      String shown = Names.shown(where);
      found.putIfAbsent(new Key(shown, what), new Finding(shown, line, what));
    }
  }

  List<Finding> all() {
    return new ArrayList<>(found.values());
  }
}
