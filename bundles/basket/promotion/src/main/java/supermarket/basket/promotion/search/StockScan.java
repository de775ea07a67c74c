package supermarket.basket.promotion.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The scan of one stock: which offer has taken each piece, so that it can be told afterwards. */
final class StockScan {

  private static final short NONE = -1;

  private final Problem problem;
  private final States states;
  private final int stock;
  private final int[] offers;
  private final int[] indexes;
  private final List<short[]> takers = new ArrayList<>();
  private final boolean[] isKept;
  private int periodFrom;
  private int periodTo;
  private long repeats;

  StockScan(Problem problem, States states, int stock) {
    this.problem = problem;
    this.states = states;
    this.stock = stock;
    this.isKept = new boolean[states.count()];
    int[] itsOffers = new int[problem.offers().size()];
    int[] itsIndexes = new int[itsOffers.length];
    int count = 0;
    for (int offer = 0; offer < itsIndexes.length; offer++) {
      Role role = problem.offers().get(offer).roles().getFirst();
      for (int i = 0; i < role.size(); i++) {
        if (role.stock(i) == stock) {
          itsOffers[count] = offer;
          itsIndexes[count++] = i;
        }
      }
    }
    this.offers = Arrays.copyOf(itsOffers, count);
    this.indexes = Arrays.copyOf(itsIndexes, count);
  }

  /**
   * Returns the vector after the stock; null if there are no more steps.
   *
   * @param take takes so many transitions
   */
  @Nullable Vector scan(Vector before, LongPredicate take) {
    Vector vector = new Vector(before.size());
    Vector next = new Vector(before.size());
    Vector mark = new Vector(before.size());
    vector.copy(before);
    mark.copy(before);
    int marked = 0;
    long left = problem.stocks().get(stock).quantity();
    while (left > 0) {
      if (!take.test((long) before.size() * (offers.length + 1))) {
        return null;
      }
      step(vector, next);
      Vector old = vector;
      vector = next;
      next = old;
      left--;
      int done = takers.size();
      if (repeats == 0 && left > 0) {
        int period = done - marked;
        if (left >= period && vector.isShiftOf(mark)) {
          periodFrom = marked;
          periodTo = done;
          repeats = left / period;
          left %= period;
          vector.repeat(mark, repeats);
        } else if (Integer.bitCount(done) == 1) {
          mark.copy(vector);
          marked = done;
        }
      }
    }
    keep(before, vector);
    return vector;
  }

  private void step(Vector vector, Vector next) {
    next.copy(vector);
    short[] taker = new short[vector.size()];
    Arrays.fill(taker, NONE);
    for (int i = 0; i < offers.length; i++) {
      Offer offer = problem.offers().get(offers[i]);
      Role role = offer.roles().getFirst();
      for (int state = 0; state < taker.length; state++) {
        int source = states.before(state, offers[i]);
        if (source >= 0 && vector.isReached(source)) {
          int position = states.position(source, offers[i]);
          boolean isFull = position == role.count() - 1;
          long gain = role.gain(position, indexes[i]);
          if (next.improve(
              state,
              vector,
              source,
              isFull ? gain + offer.base() + offer.bonus() : gain,
              isFull ? 1 : 0,
              isFull ? offer.rank() : 0)) {
            taker[state] = (short) i;
          }
        }
      }
    }
    takers.add(taker);
  }

  private void keep(Vector before, Vector vector) {
    long kept = problem.stocks().get(stock).kept();
    if (kept > 0) {
      for (int state = 0; state < isKept.length; state++) {
        isKept[state] = vector.improve(state, before, state, kept, 0, 0);
      }
    }
  }

  /** Counts what led to a state, and returns the state before the stock. */
  int back(int end, Tally tally) {
    if (isKept[end]) {
      return end;
    }
    int state = back(end, takers.size(), repeats == 0 ? 0 : periodTo, tally, 1);
    if (repeats > 0) {
      state = backThroughRepeats(state, tally);
      state = back(state, periodTo, 0, tally, 1);
    }
    return state;
  }

  private int backThroughRepeats(int end, Tally tally) {
    int[] seen = new int[states.count()];
    Arrays.fill(seen, -1);
    int[] order = new int[states.count()];
    int count = 0;
    int state = end;
    while (count < repeats && seen[state] < 0) {
      seen[state] = count;
      order[count++] = state;
      state = back(state, periodTo, periodFrom, tally, 1);
    }
    long left = repeats - count;
    if (left == 0) {
      return state;
    }
    int from = seen[state];
    int length = count - from;
    int rest = from + (int) (left % length);
    for (int i = from; i < count; i++) {
      long times = left / length + (i < rest ? 1 : 0);
      if (times > 0) {
        back(order[i], periodTo, periodFrom, tally, times);
      }
    }
    return order[rest];
  }

  private int back(int end, int to, int from, Tally tally, long times) {
    int state = end;
    for (int i = to - 1; i >= from; i--) {
      short taker = takers.get(i)[state];
      if (taker != NONE) {
        int offer = offers[taker];
        state = states.before(state, offer);
        tally.add(offer, states.position(state, offer), stock, times);
      }
    }
    return state;
  }
}
