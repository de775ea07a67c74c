package supermarket.basket.promotion.search;

import java.util.Arrays;

/**
 * Makes one number of what an application is worth: its saving, then that it is one application
 * less, then its rank. Of baskets that are too large for that, only the saving counts.
 *
 * @param money the worth of one minor unit
 * @param application what an application costs
 * @param rank what a rank costs
 * @param leastRank the rank that costs nothing
 * @param unit what all worths are multiples of
 */
record Scale(long money, long application, long rank, long leastRank, long unit) {

  /** What everything is worth together at most, so that sums of it stay exact. */
  static final long MOST = 1L << 52;

  /** Of a unit, halves and thirds are whole numbers, and so on as far as can be. */
  private static final long[] UNITS = {720_720, 5_040, 60};

  /**
   * Returns the scale for a problem.
   *
   * @param amounts what there is of each stock, then of each offer
   * @param total what nothing saves more than, not above {@link #MOST}
   */
  static Scale of(Problem problem, long[] amounts, long total) {
    long applications = 0;
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int i = 0; i < problem.offers().size(); i++) {
      Offer offer = problem.offers().get(i);
      applications = Exact.plus(applications, amounts[problem.stocks().size() + i]);
      least = Math.min(least, offer.rank());
      most = Math.max(most, offer.rank());
    }
    long ranks = Exact.times(applications, most - least);
    Scale full = scale(ranks + 1, applications, ranks, 1, least).withUnit(total);
    if (full.unit > 0) {
      return full;
    }
    Scale rankless = scale(1, applications, 0, 0, least).withUnit(total);
    if (rankless.unit > 0) {
      return rankless;
    }
    Scale only = new Scale(1, 0, 0, least, 1).withUnit(total);
    return only.unit > 0 ? only : new Scale(1, 0, 0, least, 1);
  }

  private static Scale scale(
      long application, long applications, long ranks, long rank, long least) {
    long penalties = Exact.plus(Exact.times(application, applications), ranks);
    return new Scale(Exact.plus(penalties, 1), application, rank, least, 1);
  }

  /** Returns the same in the smallest unit that is exact; of unit 0 if there is none. */
  private Scale withUnit(long total) {
    long room = MOST / Math.max(1, Exact.times(money, total));
    long its = Arrays.stream(UNITS).filter(each -> each <= room).findFirst().orElse(0);
    return new Scale(money * its, application * its, rank * its, leastRank, its);
  }

  /** Returns what an application is worth that saves so much. */
  long worth(Offer offer, long saving) {
    return (saving + offer.bonus()) * money - penalty(offer);
  }

  long penalty(Offer offer) {
    return application + rank * (offer.rank() - leastRank);
  }

  /** Returns how much a solution saves at most that is worth so much at most. */
  long saving(long worth) {
    return Math.ceilDiv(worth, money);
  }
}
