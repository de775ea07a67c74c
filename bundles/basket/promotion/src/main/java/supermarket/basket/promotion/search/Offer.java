package supermarket.basket.promotion.search;

import java.util.BitSet;
import java.util.List;

/**
 * A promotion of pieces, for one basket. An application saves {@code base} and what its pieces
 * gain, at most {@code cap}, and is not made if that is nothing.
 *
 * @param rank the less, the rather it is applied among offers that save the same
 * @param atMost how often it is applied at most
 * @param roles all of which an application fills
 * @param base in minor units; may be negative
 * @param cap {@link #NO_CAP} for none
 * @param bonus what makes the search apply it, on top of what it saves; 0 for none
 */
public record Offer(long rank, long atMost, List<Role> roles, long base, long cap, long bonus) {

  /** Without a cap. */
  public static final long NO_CAP = Long.MAX_VALUE;

  /** Takes an unmodifiable copy of the roles. */
  public Offer {
    roles = List.copyOf(roles);
  }

  /** Returns the same with another limit. */
  public Offer atMost(long limit) {
    return new Offer(rank, limit, roles, base, cap, bonus);
  }

  /** Returns the same with a bonus. */
  public Offer withBonus(long itsBonus) {
    return new Offer(rank, atMost, roles, base, cap, itsBonus);
  }

  boolean hasCap() {
    return cap != NO_CAP;
  }

  /** Returns what an application saves whose pieces gain so much. */
  long saving(long gain) {
    return Math.min(cap, base + gain);
  }

  /** Returns how often there are pieces for it, at most. */
  long mostTimes(List<Stock> stocks) {
    long times = atMost;
    for (Role role : roles) {
      long pieces = 0;
      for (int i = 0; i < role.size(); i++) {
        pieces += stocks.get(role.stock(i)).quantity();
      }
      times = Math.min(times, pieces / role.count());
    }
    return roles.size() == 1 ? times : Math.min(times, pieces(stocks) / pieces());
  }

  /** Returns how many pieces there are for any role. */
  private long pieces(List<Stock> stocks) {
    BitSet its = new BitSet(stocks.size());
    for (Role role : roles) {
      for (int i = 0; i < role.size(); i++) {
        its.set(role.stock(i));
      }
    }
    long pieces = 0;
    for (int i = its.nextSetBit(0); i >= 0; i = its.nextSetBit(i + 1)) {
      pieces = Exact.plus(pieces, stocks.get(i).quantity());
    }
    return pieces;
  }

  /** Returns what an application saves at most. */
  long mostSaving() {
    long gain = 0;
    for (Role role : roles) {
      for (int position = 0; position < role.count(); position++) {
        gain = Exact.plus(gain, role.mostGain(position));
      }
    }
    return Math.min(cap, base + gain);
  }

  /** Returns what an application saves at least, without a cap. */
  long leastSaving() {
    long saving = base;
    for (Role role : roles) {
      for (int position = 0; position < role.count(); position++) {
        long least = role.gain(position, 0);
        for (int i = 1; i < role.size(); i++) {
          least = Math.min(least, role.gain(position, i));
        }
        saving += least;
      }
    }
    return saving;
  }

  int pieces() {
    int pieces = 0;
    for (Role role : roles) {
      pieces += role.count();
    }
    return pieces;
  }
}
