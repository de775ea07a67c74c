package supermarket.basket.promotion.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The states of a scan: of each offer, how many pieces its open application has. Of an offer with a
 * limit that counts, how many pieces it has taken.
 */
final class States {

  /** So many are scanned at most. */
  static final int MOST = 1024;

  private final int count;
  private final int[] stride;
  private final int[] base;
  private final int[] pieces;
  private final boolean[] isLimited;

  private States(int count, int[] stride, int[] base, int[] pieces, boolean[] isLimited) {
    this.count = count;
    this.stride = stride;
    this.base = base;
    this.pieces = pieces;
    this.isLimited = isLimited;
  }

  /** Returns those of a problem; null if there are too many. */
  static @Nullable States of(Problem problem) {
    List<Offer> offers = problem.offers();
    int[] stride = new int[offers.size()];
    int[] base = new int[offers.size()];
    int[] pieces = new int[offers.size()];
    boolean[] isLimited = new boolean[offers.size()];
    long count = 1;
    for (int i = 0; i < stride.length; i++) {
      Offer offer = offers.get(i);
      long all = 0;
      Role role = offer.roles().getFirst();
      for (int j = 0; j < role.size(); j++) {
        all += problem.stocks().get(role.stock(j)).quantity();
      }
      pieces[i] = role.count();
      isLimited[i] = offer.atMost() < all / pieces[i];
      long itsBase = isLimited[i] ? Exact.times(offer.atMost(), pieces[i]) + 1 : pieces[i];
      stride[i] = (int) count;
      count = Exact.times(count, itsBase);
      if (count <= 0 || count > MOST) {
        return null;
      }
      base[i] = (int) itsBase;
    }
    return new States((int) count, stride, base, pieces, isLimited);
  }

  int count() {
    return count;
  }

  private int digit(int state, int offer) {
    return state / stride[offer] % base[offer];
  }

  /** Returns the state before an offer took a piece that led to a state; -1 if there is none. */
  int before(int state, int offer) {
    int digit = digit(state, offer);
    if (digit > 0) {
      return state - stride[offer];
    }
    return isLimited[offer] ? -1 : state + (base[offer] - 1) * stride[offer];
  }

  /** Returns the position that an offer's next piece takes in a state. */
  int position(int state, int offer) {
    return digit(state, offer) % pieces[offer];
  }

  /** Returns whether no application is open. */
  boolean isEnd(int state) {
    for (int i = 0; i < base.length; i++) {
      if (digit(state, i) % pieces[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
