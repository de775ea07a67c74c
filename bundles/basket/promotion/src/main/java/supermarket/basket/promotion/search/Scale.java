package supermarket.basket.promotion.search;

/**
 * Makes one number of what an application is worth: its saving, then that it is one application
 * less, then its rank. Of baskets that are too large for that, only the saving counts.
 *
 * @param money the worth of one minor unit
 * @param application what an application costs
 * @param rank what a rank costs
 * @param leastRank the rank that costs nothing
 */
record Scale(long money, long application, long rank, long leastRank) {

  /** What everything is worth together at most, so that sums of it stay exact. */
  static final long MOST = 1L << 52;

  /** So halves, thirds, quarters and fifths of a minor unit are whole. */
  private static final long PARTS = 60;

  /** Returns the scale for a problem, whose money is not above {@link #MOST}. */
  static Scale of(Problem problem, long total) {
    long applications = 0;
    long least = Long.MAX_VALUE;
    long most = 0;
    for (Offer offer : problem.offers()) {
      applications = Exact.plus(applications, offer.mostTimes(problem.stocks()));
      least = Math.min(least, offer.rank());
      most = Math.max(most, offer.rank());
    }
    long ranks = Exact.times(applications, most - least);
    Scale full = scale(ranks + 1, applications, ranks, 1, least);
    if (Exact.times(full.money, total) <= MOST) {
      return full;
    }
    Scale rankless = scale(1, applications, 0, 0, least);
    if (Exact.times(rankless.money, total) <= MOST) {
      return rankless;
    }
    long parts = MOST / Math.max(1, total);
    return new Scale(parts < PARTS ? 1 : parts / PARTS * PARTS, 0, 0, least);
  }

  private static Scale scale(
      long application, long applications, long ranks, long rank, long least) {
    long penalties = Exact.plus(Exact.times(application, applications), ranks);
    long money = Exact.times(penalties / PARTS + 1, PARTS);
    return new Scale(money, application, rank, least);
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
