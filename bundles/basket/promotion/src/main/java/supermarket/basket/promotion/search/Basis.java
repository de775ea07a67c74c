package supermarket.basket.promotion.search;

import java.util.Arrays;

/** The variables that the rows determine, and the inverse of their columns. */
final class Basis {

  private final Columns columns;
  private final int[] variables;
  private final boolean[] isBasic;
  private final double[][] inverse;
  private final double[] direction;
  private final double[] duals;

  /** Begins with what is left of each row. */
  Basis(Columns columns) {
    this.columns = columns;
    int rows = columns.rowCount();
    this.variables = new int[rows];
    this.isBasic = new boolean[columns.size() + rows];
    this.inverse = new double[rows][rows];
    this.direction = new double[rows];
    this.duals = new double[rows];
    for (int row = 0; row < rows; row++) {
      variables[row] = columns.size() + row;
      isBasic[variables[row]] = true;
      inverse[row][row] = 1;
    }
  }

  boolean has(int variable) {
    return isBasic[variable];
  }

  int variable(int row) {
    return variables[row];
  }

  /** Returns a row of the inverse. */
  double[] row(int row) {
    return inverse[row];
  }

  /** Returns a row of the inverse times a vector. */
  double dot(int row, double[] vector) {
    double[] its = inverse[row];
    double sum = 0;
    for (int i = 0; i < its.length; i++) {
      sum += its[i] * vector[i];
    }
    return sum;
  }

  /** Returns the inverse times a variable's column; {@link #pivot} is for the last one only. */
  double[] direction(int variable) {
    for (int row = 0; row < direction.length; row++) {
      direction[row] = columns.dot(variable, inverse[row]);
    }
    return direction;
  }

  /** Lets a variable in, whose direction was asked for last, for that of a row. */
  void pivot(int row, int entering) {
    double[] line = inverse[row];
    double pivot = direction[row];
    for (int i = 0; i < line.length; i++) {
      line[i] /= pivot;
    }
    for (int other = 0; other < inverse.length; other++) {
      double by = direction[other];
      if (other != row && by != 0) {
        double[] its = inverse[other];
        for (int i = 0; i < its.length; i++) {
          its[i] -= by * line[i];
        }
      }
    }
    isBasic[variables[row]] = false;
    isBasic[entering] = true;
    variables[row] = entering;
  }

  /** Returns what a unit of each row brings, and so many times a row of the inverse. */
  double[] duals(int row, double times) {
    Arrays.fill(duals, 0);
    for (int each = 0; each < variables.length; each++) {
      double worth = variables[each] < columns.size() ? columns.worth(variables[each]) : 0;
      double by = each == row ? worth + times : worth;
      if (by != 0) {
        double[] its = inverse[each];
        for (int i = 0; i < duals.length; i++) {
          duals[i] += by * its[i];
        }
      }
    }
    return duals;
  }
}
