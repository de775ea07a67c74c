package supermarket.deployer.folder;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import supermarket.basket.api.operation.Trouble;
import supermarket.library.text.Printable;

/**
 * The files of the drop folder that something is wrong with.
 *
 * <p>Thread safety: any thread; health may not wait for a deployment.
 */
public final class RefusedFiles {

  /** So many files are troubles; the record has all. */
  private static final int MOST_TOLD = 20;

  /** So many characters of their reasons are told. */
  private static final int LONGEST = 500;

  private final Map<String, String> wrong = new ConcurrentSkipListMap<>();

  /** A file is refused for these reasons; it is not if there are none. */
  void put(String file, List<String> reasons) {
    if (reasons.isEmpty()) {
      wrong.remove(file);
    } else {
      wrong.put(file, "is refused: " + shortened(reasons));
    }
  }

  private static String shortened(List<String> reasons) {
    String all = String.join("; ", reasons);
    return all.length() <= LONGEST
        ? all
        : all.substring(0, LONGEST) + "… (strategy:history tells all)";
  }

  /** A file was deleted, and something of it is left. */
  void isLeft(String file) {
    wrong.put(file, "was deleted, but not all that came from it could be removed");
  }

  /** Nothing is wrong with a file any more. */
  void remove(String file) {
    wrong.remove(file);
  }

  /** One for each file. */
  List<Trouble> troubles() {
    return wrong.entrySet().stream()
        .limit(MOST_TOLD)
        .map(
            each ->
                new Trouble(
                    "drop folder",
                    Trouble.Gravity.WARNING,
                    Printable.of(each.getKey(), 200) + " " + each.getValue()))
        .toList();
  }
}
