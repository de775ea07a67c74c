package supermarket.basket.promotion.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The best deal if applications could be parted, by the simplex method; patterns are made when they
 * are of use. It says what a piece of each stock is worth, its dual. The duals need not be exact:
 * the bound that is made of them is, whatever they are.
 */
final class LinearProgram {

  private static final double TINY = 1e-9;

  /** So many stocks and offers are a small problem. */
  private static final int SMALL = 128;

  private final Problem problem;
  private final Scale scale;
  private final Pricing pricing;
  private final long[] amounts;
  private final int[] rowOf;
  private final int rows;
  private final double[][] inverse;
  private final double[] values;
  private final double[] worths;
  private final @Nullable Pattern[] basis;
  private final long[] duals;

  /**
   * Prepares the program.
   *
   * @param amounts what there is of each row: stocks, then offers
   */
  LinearProgram(Problem problem, Scale scale, Pricing pricing, long[] amounts) {
    this.problem = problem;
    this.scale = scale;
    this.pricing = pricing;
    this.amounts = amounts;
    this.rowOf = rows(problem, amounts);
    this.rows = count(rowOf);
    this.inverse = new double[rows][rows];
    this.values = new double[rows];
    this.worths = new double[rows];
    this.basis = new @Nullable Pattern[rows];
    this.duals = new long[amounts.length];
    for (int i = 0; i < amounts.length; i++) {
      if (rowOf[i] >= 0) {
        inverse[rowOf[i]][rowOf[i]] = 1;
        values[rowOf[i]] = (double) amounts[i];
      }
    }
  }

  /**
   * Gives a row to each stock, and to each offer whose limit may count; in a large problem only if
   * the limit is that of the offer itself.
   */
  private static int[] rows(Problem problem, long[] amounts) {
    int[] rows = new int[amounts.length];
    int stocks = problem.stocks().size();
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      boolean isRow =
          i < stocks
              || amounts.length <= SMALL
              || amounts[i] == problem.offers().get(i - stocks).atMost();
      rows[i] = isRow ? count++ : -1;
    }
    return rows;
  }

  private static int count(int[] rows) {
    int count = 0;
    for (int row : rows) {
      count += row < 0 ? 0 : 1;
    }
    return count;
  }

  /** Returns how much work a round is. */
  static long work(Problem problem, long[] amounts, Pricing pricing) {
    long rows = count(rows(problem, amounts));
    return 2 * rows * rows + pricing.work();
  }

  /** Solves it, or comes near, and returns the duals. */
  long[] duals(Steps steps) {
    double[] exact = new double[rows];
    long work = work(problem, amounts, pricing);
    for (int round = 0; round < 4 * rows + 20 && steps.takeWork(work); round++) {
      Arrays.fill(exact, 0);
      for (int i = 0; i < rows; i++) {
        if (worths[i] != 0) {
          for (int j = 0; j < rows; j++) {
            exact[j] += worths[i] * inverse[i][j];
          }
        }
      }
      for (int i = 0; i < duals.length; i++) {
        duals[i] = rowOf[i] < 0 ? 0 : Math.max(0, Math.round(exact[rowOf[i]]));
      }
      if (!enter(exact)) {
        break;
      }
    }
    return duals;
  }

  /** Lets in what brings most; says whether there was anything. */
  private boolean enter(double[] exact) {
    double most = Math.max(1, rows);
    int slack = -1;
    int kept = -1;
    for (int i = 0; i < rows; i++) {
      if (-exact[i] > most) {
        most = -exact[i];
        slack = i;
      }
    }
    for (int i = 0; i < problem.stocks().size(); i++) {
      double gain = keptWorth(i) - exact[i];
      if (gain > most) {
        most = gain;
        kept = i;
        slack = -1;
      }
    }
    Pattern best = bestPattern(most);
    if (best != null) {
      return pivot(direction(best), best, (double) best.worth());
    }
    if (slack >= 0 || kept >= 0) {
      int row = slack >= 0 ? slack : kept;
      double[] direction = new double[rows];
      for (int i = 0; i < rows; i++) {
        direction[i] = inverse[i][row];
      }
      return pivot(direction, null, slack >= 0 ? 0 : keptWorth(row));
    }
    return false;
  }

  /** Returns the pattern that brings most beyond its duals; null if none brings more than that. */
  private @Nullable Pattern bestPattern(double least) {
    int first = problem.stocks().size();
    long[] most = new long[problem.offers().size()];
    for (int offer = 0; offer < most.length; offer++) {
      most[offer] = pricing.most(offer, duals, amounts) - duals[first + offer];
    }
    while (true) {
      int offer = 0;
      for (int i = 1; i < most.length; i++) {
        offer = most[i] > most[offer] ? i : offer;
      }
      if (most[offer] <= least) {
        return null;
      }
      Pattern pattern = pricing.best(offer, duals, amounts);
      if (pattern != null && -pattern.loss(duals) > least) {
        return pattern;
      }
      most[offer] = Long.MIN_VALUE; // it can do with no piece twice that its bound takes twice
    }
  }

  private double keptWorth(int stock) {
    Stock its = problem.stocks().get(stock);
    return (double) its.kept() * scale.money() / its.quantity();
  }

  private double[] direction(Pattern pattern) {
    double[] direction = new double[rows];
    for (int i = 0; i < rows; i++) {
      double sum = 0;
      for (int k = 0; k < pattern.rows().length; k++) {
        int row = rowOf[pattern.rows()[k]];
        sum += row < 0 ? 0 : inverse[i][row] * pattern.counts()[k];
      }
      direction[i] = sum;
    }
    return direction;
  }

  private boolean pivot(double[] direction, @Nullable Pattern entering, double worth) {
    int leaving = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < rows; i++) {
      if (direction[i] > TINY && values[i] / direction[i] < least) {
        least = values[i] / direction[i];
        leaving = i;
      }
    }
    if (leaving < 0) {
      return false;
    }
    double pivot = direction[leaving];
    for (int j = 0; j < rows; j++) {
      inverse[leaving][j] /= pivot;
    }
    values[leaving] = least;
    for (int i = 0; i < rows; i++) {
      if (i != leaving && direction[i] != 0) {
        for (int j = 0; j < rows; j++) {
          inverse[i][j] -= direction[i] * inverse[leaving][j];
        }
        values[i] = Math.max(0, values[i] - direction[i] * least);
      }
    }
    basis[leaving] = entering;
    worths[leaving] = worth;
    return true;
  }

  /** Applies its patterns to a plan, in whole numbers. */
  void apply(Plan plan) {
    for (int i = 0; i < rows; i++) {
      Pattern pattern = basis[i];
      if (pattern != null && pattern.saving() > 0) {
        plan.addUpTo(pattern, (long) (values[i] + 1e-6));
      }
    }
  }
}
