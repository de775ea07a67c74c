package supermarket.basket.promotion.search;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the pattern of an offer that brings the most beyond the duals of what it uses up. */
final class Pricing {

  private final Problem problem;
  private final Scale scale;
  private final RoleTable[][] tables;
  private final int[][] scarcestFirst;
  private final long[] left;
  private final long[] works;

  /**
   * Makes tables for offers when they are needed.
   *
   * @param amounts what there is of each stock, then of each offer
   */
  Pricing(Problem problem, Scale scale, long[] amounts) {
    this.problem = problem;
    this.scale = scale;
    this.left = new long[amounts.length];
    this.tables = new RoleTable[problem.offers().size()][0];
    this.scarcestFirst = new int[tables.length][];
    this.works = new long[tables.length];
    for (int i = 0; i < tables.length; i++) {
      List<Role> roles = problem.offers().get(i).roles();
      scarcestFirst[i] =
          IntStream.range(0, roles.size())
              .boxed()
              .sorted(Comparator.comparingInt(r -> roles.get(r).size()))
              .mapToInt(r -> r)
              .toArray();
      for (Role role : roles) {
        works[i] += RoleTable.work(role, amounts);
      }
    }
  }

  /** Returns how much work it is to look at all offers once. */
  long work() {
    long work = 0;
    for (long each : works) {
      work += each;
    }
    return work;
  }

  /** Returns how much work it is to look at an offer once. */
  long work(int offer) {
    return works[offer];
  }

  private RoleTable[] tables(int offer) {
    if (tables[offer].length == 0) {
      List<Role> roles = problem.offers().get(offer).roles();
      tables[offer] = roles.stream().map(RoleTable::new).toArray(RoleTable[]::new);
    }
    return tables[offer];
  }

  /** Returns at least what an application brings beyond the duals of its stocks. */
  long most(int offer, long[] duals, long[] available) {
    Offer its = problem.offers().get(offer);
    long byPrice = most(offer, scale.money(), duals, available);
    long most = byPrice + scale.worth(its, its.base());
    if (its.hasCap()) {
      long byCap = most(offer, 0, duals, available) + scale.worth(its, its.cap());
      most = Math.min(most, byCap);
    }
    return byPrice < RoleTable.NEVER / 2 ? RoleTable.NEVER : most;
  }

  private long most(int offer, long money, long[] duals, long[] available) {
    long sum = 0;
    for (RoleTable table : tables(offer)) {
      table.fill(money, duals, available);
      if (!table.canBeFilled()) {
        return RoleTable.NEVER;
      }
      sum += table.most(0, 0);
    }
    return sum;
  }

  /** Returns a pattern that brings much; null if none can be applied with what is available. */
  @Nullable Pattern best(int offer, long[] duals, long[] available) {
    Pattern best = best(offer, scale.money(), duals, available);
    if (best != null && problem.offers().get(offer).hasCap()) {
      Pattern other = best(offer, 0, duals, available);
      if (other != null && other.loss(duals) < best.loss(duals)) {
        best = other;
      }
    }
    return best;
  }

  private @Nullable Pattern best(int offer, long money, long[] duals, long[] available) {
    System.arraycopy(available, 0, left, 0, left.length);
    List<Role> roles = problem.offers().get(offer).roles();
    int[][] filled = new int[roles.size()][];
    for (int r : scarcestFirst[offer]) {
      RoleTable table = tables(offer)[r];
      table.fill(money, duals, left);
      if (!table.canBeFilled()) {
        return null;
      }
      filled[r] = table.bestWay();
      if (roles.size() > 1) {
        for (int index : filled[r]) {
          left[roles.get(r).stock(index)]--;
        }
      }
    }
    return Pattern.of(problem, scale, offer, filled);
  }
}
