package supermarket.basket.promotion.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All patterns of a problem that has few. */
final class AllPatterns {

  private final Problem problem;
  private final Scale scale;
  private final long[] left;
  private final List<Pattern> patterns = new ArrayList<>();

  private AllPatterns(Problem problem, Scale scale, long[] left) {
    this.problem = problem;
    this.scale = scale;
    this.left = left.clone();
  }

  /** So many are as much work as one step. */
  private static final long STEP = 4;

  /** Returns them; null if there may be more than so many, or there are no steps to make them. */
  static @Nullable List<Pattern> of(
      Problem problem, Scale scale, long[] amounts, long most, Steps steps) {
    long count = 0;
    for (Offer offer : problem.offers()) {
      count += ways(offer, most);
      if (count > most) {
        return null;
      }
    }
    if (!steps.take(count / STEP)) {
      return null;
    }
    AllPatterns all = new AllPatterns(problem, scale, amounts);
    for (int offer = 0; offer < problem.offers().size(); offer++) {
      all.add(offer);
    }
    return all.patterns;
  }

  /** Returns how many ways there are to choose stocks for each role; more than most if too many. */
  private static long ways(Offer offer, long most) {
    long ways = 1;
    for (Role role : offer.roles()) {
      for (int i = 1; i <= role.count(); i++) {
        ways = ways * (role.size() + i - 1) / i;
        if (ways > most * 8) {
          return most + 1;
        }
      }
    }
    return ways;
  }

  private void add(int offer) {
    List<Role> roles = problem.offers().get(offer).roles();
    int[][] filled = new int[roles.size()][];
    for (int r = 0; r < filled.length; r++) {
      filled[r] = new int[roles.get(r).count()];
    }
    int from = patterns.size();
    fill(offer, roles, filled, 0, 0, 0);
    if (roles.size() > 1) {
      removeWorse(from);
    }
  }

  private void fill(int offer, List<Role> roles, int[][] filled, int r, int position, int from) {
    if (r == filled.length) {
      Pattern pattern = Pattern.of(problem, scale, offer, filled);
      if (pattern.saving() > 0) {
        patterns.add(pattern);
      }
      return;
    }
    Role role = roles.get(r);
    if (position == role.count()) {
      fill(offer, roles, filled, r + 1, 0, 0);
      return;
    }
    for (int i = from; i < role.size(); i++) {
      if (left[role.stock(i)] > 0) {
        left[role.stock(i)]--;
        filled[r][position] = i;
        fill(offer, roles, filled, r, position + 1, i);
        left[role.stock(i)]++;
      }
    }
  }

  /** Of patterns of an offer that use up the same, leaves the first of those that save most. */
  private void removeWorse(int from) {
    int end = from;
    for (int i = from; i < patterns.size(); i++) {
      Pattern pattern = patterns.get(i);
      int same = from;
      while (same < end && !patterns.get(same).usesTheSameAs(pattern)) {
        same++;
      }
      if (same == end) {
        patterns.set(end++, pattern);
      } else if (pattern.saving() > patterns.get(same).saving()) {
        patterns.set(same, pattern);
      }
    }
    patterns.subList(end, patterns.size()).clear();
  }
}
