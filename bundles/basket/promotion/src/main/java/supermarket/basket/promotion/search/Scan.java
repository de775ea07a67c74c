package supermarket.basket.promotion.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the best deal of offers that have one role each: piece by piece from the dearest to the
 * cheapest, with the best of each state. One more piece of a stock is a step that is the same
 * however much was saved before. So a vector that comes again, shifted, comes again for ever.
 */
final class Scan {

  /** So many transitions are as much work as one step of the search. */
  private static final long STEP = 64;

  private final Problem problem;
  private final States states;
  private final Steps steps;
  private final List<StockScan> stocks = new ArrayList<>();

  private Scan(Problem problem, States states, Steps steps) {
    this.problem = problem;
    this.states = states;
    this.steps = steps;
  }

  /** Returns the best deal; null if it is not for a scan. */
  static @Nullable Best best(Problem problem, Steps steps) {
    for (Offer offer : problem.offers()) {
      if (offer.roles().size() > 1
          || offer.hasCap()
          || !offer.roles().getFirst().isForNeighbours()
          || (offer.bonus() > 0 && offer.leastSaving() <= 0)) {
        return null;
      }
    }
    States states = States.of(problem);
    return states == null ? null : new Scan(problem, states, steps).best();
  }

  private @Nullable Best best() {
    Vector vector = Vector.first(states.count());
    for (int i = 0; i < problem.stocks().size(); i++) {
      StockScan scan = new StockScan(problem, states, i);
      Vector after = scan.scan(vector, this::take);
      if (after == null) {
        return null;
      }
      stocks.add(scan);
      vector = after;
    }
    int end = 0;
    for (int state = 1; state < states.count(); state++) {
      if (vector.isReached(state) && states.isEnd(state) && vector.isBetter(state, end)) {
        end = state;
      }
    }
    return best(vector.saving(end), end);
  }

  private boolean take(long transitions) {
    return steps.take(transitions / STEP + 1);
  }

  private Best best(long saving, int end) {
    Tally tally = new Tally(problem);
    int state = end;
    for (StockScan scan : stocks.reversed()) {
      state = scan.back(state, tally);
    }
    return new Best(saving, saving, tally.times(), tally.savings(), tally.takes());
  }
}
