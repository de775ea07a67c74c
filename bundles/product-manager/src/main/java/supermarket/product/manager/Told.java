package supermarket.product.manager;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log each problem once, when two looks in a row have found it: while one strategy takes
 * another's place, products are without one for a moment. While a node starts strategies come one
 * after another, and nothing is told before they have come. What is over is told, too.
 *
 * <p>Thread safety: none; for the assortment's monitor.
 */
final class Told {

  private static final Logger LOG = LoggerFactory.getLogger(Told.class);

  /** So many are told of one look; a log full of them would hide the others. */
  private static final int MOST = 20;

  /** So many looks are granted to the first strategy; one is made every half second. */
  private static final int FIRST_LOOKS = 20;

  /** And so many to each further one: it is checked before it comes. */
  private static final int NEXT_LOOKS = 4;

  private int patience = FIRST_LOOKS;
  private int most;
  private Set<String> before = Set.of();
  private final Set<String> told = new LinkedHashSet<>();

  /**
   * What a look has found.
   *
   * @param strategies how many strategies there are
   * @return what was told because of it
   */
  List<String> look(List<String> problems, int strategies) {
    if (patience > 0) {
      patience = strategies > most ? NEXT_LOOKS : patience - 1;
      most = Math.max(most, strategies);
      if (patience > 0) {
        return List.of();
      }
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
