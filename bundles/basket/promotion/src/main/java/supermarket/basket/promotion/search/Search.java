package supermarket.basket.promotion.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Finds the best deal. What does not touch each other is looked at for itself. */
public final class Search {

  private Search() {}

  /**
   * Returns the best that is found within some steps. It depends on nothing but the arguments.
   *
   * @param steps those that may be taken, and those that were
   */
  public static Best best(Problem problem, Steps steps) {
    List<Part> parts = Part.of(problem);
    parts.sort(Comparator.comparingInt(Part::size));
    Long[] times = new Long[problem.offers().size()];
    Arrays.fill(times, 0L);
    Long[] savings = times.clone();
    List<Take> takes = new ArrayList<>();
    long saving = 0;
    long bound = 0;
    boolean[] isPart = new boolean[problem.stocks().size()];
    for (Part part : parts) {
      if (steps.isGivenUp()) {
        break;
      }
      Best best = best(part, steps);
      for (int i = 0; i < part.offers().size(); i++) {
        times[part.offers().get(i)] = best.times().get(i);
        savings[part.offers().get(i)] = best.savings().get(i);
      }
      for (Take take : best.takes()) {
        takes.add(
            new Take(
                part.offers().get(take.offer()),
                take.role(),
                take.position(),
                part.stocks().get(take.stock()),
                take.pieces()));
      }
      for (int stock : part.stocks()) {
        isPart[stock] = true;
      }
      saving += best.saving();
      bound = Exact.plus(bound, best.bound());
    }
    for (int stock = 0; stock < isPart.length; stock++) {
      if (!isPart[stock]) {
        saving += problem.stocks().get(stock).kept();
        bound = Exact.plus(bound, problem.stocks().get(stock).kept());
      }
    }
    return new Best(saving, bound, List.of(times), List.of(savings), takes);
  }

  private static Best best(Part part, Steps steps) {
    Steps half = steps.half();
    Best scanned = Scan.best(part.problem(), half);
    steps.giveBack(half);
    return scanned != null ? scanned : BranchAndBound.best(part.problem(), steps);
  }
}
