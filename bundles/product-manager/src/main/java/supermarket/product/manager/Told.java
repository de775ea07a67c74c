package supermarket.product.manager;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log each problem once, when two looks in a row have found it: while strategies start or
 * one takes another's place, products are without one for a moment.
 *
 * <p>Thread safety: none; the product manager calls it under its lock.
 */
final class Told {

  private static final Logger LOG = LoggerFactory.getLogger(Told.class);

  /** So many are told of one look; a log full of them would hide the others. */
  private static final int MOST = 20;

  private Set<String> before = Set.of();
  private final Set<String> told = new HashSet<>();

  /** What a look has found. Returns what was told because of it. */
  List<String> look(List<String> problems) {
    told.retainAll(Set.copyOf(problems));
    List<String> news =
        problems.stream()
            .distinct()
            .filter(each -> before.contains(each) && !told.contains(each))
            .toList();
    before = Set.copyOf(problems);
    told.addAll(news);
    news.stream().limit(MOST).forEach(LOG::warn);
    if (news.size() > MOST) {
      LOG.warn("and {} more: product:list shows them", news.size() - MOST);
    }
    return news;
  }
}
