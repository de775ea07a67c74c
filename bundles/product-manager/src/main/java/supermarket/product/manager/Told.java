package supermarket.product.manager;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log each problem once, when two looks in a row have found it: while one strategy takes
 * another's place, products are without one for a moment. While a node starts there is none at all
 * for longer. What is over is told, too.
 *
 * <p>Thread safety: none; for the assortment's monitor.
 */
final class Told {

  private static final Logger LOG = LoggerFactory.getLogger(Told.class);

  /** So many are told of one look; a log full of them would hide the others. */
  private static final int MOST = 20;

  /** So many looks are granted to the first strategy; one is made every half second. */
  private static final int FIRST_LOOKS = 20;

  private int looks;
  private Set<String> before = Set.of();
  private final Set<String> told = new LinkedHashSet<>();

  /**
   * What a look has found.
   *
   * @param anyStrategy whether any strategy is live
   * @return what was told because of it
   */
  List<String> look(List<String> problems, boolean anyStrategy) {
    looks = anyStrategy ? FIRST_LOOKS : Math.min(looks + 1, FIRST_LOOKS);
    if (looks < FIRST_LOOKS) {
      return List.of();
    }
    List<String> over = told.stream().filter(each -> !problems.contains(each)).toList();
    told.removeAll(Set.copyOf(over));
    tell(over.stream().map(each -> "it is over: " + each).toList(), LOG::info);
    List<String> news =
        problems.stream()
            .distinct()
            .filter(each -> before.contains(each) && !told.contains(each))
            .toList();
    before = Set.copyOf(problems);
    told.addAll(news);
    tell(news, LOG::warn);
    return news;
  }

  private static void tell(List<String> lines, Consumer<String> log) {
    lines.stream().limit(MOST).forEach(log);
    if (lines.size() > MOST) {
      log.accept("and " + (lines.size() - MOST) + " more: product:list shows all");
    }
  }
}
