package supermarket.basket.promotion.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Stocks and offers that are bound to each other, and to no others.
 *
 * @param problem with numbers of its own
 * @param stocks their numbers in the whole
 * @param offers their numbers in the whole
 */
record Part(Problem problem, List<Integer> stocks, List<Integer> offers) {

  /** Returns the parts of a problem. Offers that cannot be applied are in none. */
  static List<Part> of(Problem problem) {
    int[] above = new int[problem.stocks().size()];
    Arrays.setAll(above, i -> i);
    List<Offer> offers = problem.offers();
    boolean[] isLive = new boolean[offers.size()];
    for (int i = 0; i < isLive.length; i++) {
      isLive[i] = offers.get(i).mostTimes(problem.stocks()) > 0;
      if (isLive[i]) {
        join(above, offers.get(i));
      }
    }
    List<Part> parts = new ArrayList<>();
    boolean[] isDone = new boolean[isLive.length];
    for (int i = 0; i < isLive.length; i++) {
      if (isLive[i] && !isDone[i]) {
        parts.add(part(problem, above, isLive, isDone, top(above, first(offers.get(i)))));
      }
    }
    return parts;
  }

  private static Part part(
      Problem problem, int[] above, boolean[] isLive, boolean[] isDone, int top) {
    int[] numbers = new int[above.length];
    List<Integer> stocks = new ArrayList<>();
    List<Stock> itsStocks = new ArrayList<>();
    for (int stock = 0; stock < above.length; stock++) {
      if (top(above, stock) == top) {
        numbers[stock] = itsStocks.size();
        stocks.add(stock);
        itsStocks.add(problem.stocks().get(stock));
      }
    }
    List<Integer> offers = new ArrayList<>();
    List<Offer> itsOffers = new ArrayList<>();
    for (int i = 0; i < isLive.length; i++) {
      Offer offer = problem.offers().get(i);
      if (isLive[i] && top(above, first(offer)) == top) {
        isDone[i] = true;
        offers.add(i);
        itsOffers.add(renumbered(offer, numbers));
      }
    }
    return new Part(new Problem(itsStocks, itsOffers), stocks, offers);
  }

  private static Offer renumbered(Offer offer, int[] numbers) {
    List<Role> roles = new ArrayList<>(offer.roles().size());
    for (Role role : offer.roles()) {
      roles.add(role.renumbered(numbers));
    }
    return new Offer(offer.rank(), offer.atMost(), roles, offer.base(), offer.cap(), offer.bonus());
  }

  private static int first(Offer offer) {
    return offer.roles().getFirst().stock(0);
  }

  private static void join(int[] above, Offer offer) {
    int first = first(offer);
    for (Role role : offer.roles()) {
      for (int i = 0; i < role.size(); i++) {
        int a = top(above, first);
        int b = top(above, role.stock(i));
        above[Math.max(a, b)] = Math.min(a, b);
      }
    }
  }

  private static int top(int[] above, int stock) {
    int at = stock;
    while (above[at] != at) {
      above[at] = above[above[at]];
      at = above[at];
    }
    return at;
  }

  /** Returns what says how much work it is, roughly. */
  int size() {
    return stocks.size() * offers.size();
  }
}
