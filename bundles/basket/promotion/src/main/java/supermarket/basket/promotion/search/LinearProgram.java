package supermarket.basket.promotion.search;

import org.jspecify.annotations.Nullable;

/**
 * The best deal if applications could be parted, by the simplex method; patterns are made when they
 * are of use. It says what a piece of each stock is worth, its dual. The duals need not be exact:
 * the bound that is made of them is, whatever they are.
 */
final class LinearProgram {

  private static final double TINY = 1e-9;

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
    this.rowOf = new int[amounts.length];
    this.rows = number(problem, amounts);
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

  /** Gives a row to each stock, and to each offer whose limit may count. */
  private int number(Problem its, long[] itsAmounts) {
    int count = its.stocks().size();
    for (int i = 0; i < itsAmounts.length; i++) {
      if (i < its.stocks().size()) {
        rowOf[i] = i;
      } else {
        rowOf[i] =
            itsAmounts[i] == its.offers().get(i - its.stocks().size()).atMost() ? count++ : -1;
      }
    }
    return count;
  }

  /** Solves it, or comes near, and returns the duals. */
  long[] duals(Steps steps) {
    double[] exact = new double[rows];
    long work = 2L * rows * rows + pricing.work();
    for (int round = 0; round < 4 * rows + 20 && steps.takeWork(work); round++) {
      for (int j = 0; j < rows; j++) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
          sum += worths[i] * inverse[i][j];
        }
        exact[j] = sum;
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
