package supermarket.benchmarks;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Baskets with products of three offers each, and what the server charged for them. Each reply is
 * kept, and checked later by the revision that it names.
 *
 * <p>Thread safety: used by one thread.
 */
final class OfferBaskets implements Supplier<OpenLoop.Basket> {

  private static final int DIFFERENT = 1_000;
  private static final int TOUCHED = 3;
  private static final int MOST_PIECES = 5;
  private static final int SUPERMARKETS = 10;

  /** Of a reply that is kept: which basket, the total and the revision. */
  private static final int PARTS = 3;

  private static final int MOST_TOLD = 3;

  private final List<Basket> baskets = new ArrayList<>();
  private final Sample replies = new Sample();
  private int posted;

  /** For a server that has the products of so many offers. */
  OfferBaskets(URI address, int offers) {
    Random random = new Random(offers);
    for (int number = 0; number < DIFFERENT; number++) {
      Map<Integer, int[]> pieces = new TreeMap<>();
      while (pieces.size() < Math.min(TOUCHED, offers)) {
        pieces.put(
            random.nextInt(offers),
            new int[] {1 + random.nextInt(MOST_PIECES), random.nextInt(MOST_PIECES / 2 + 1)});
      }
      baskets.add(new Basket(number, pieces, address));
    }
  }

  private final class Basket implements OpenLoop.Basket {

    private final int number;
    private final Map<Integer, int[]> pieces;
    private final byte[] request;
    private final long plain;

    Basket(int number, Map<Integer, int[]> pieces, URI address) {
      this.number = number;
      this.pieces = pieces;
      List<String> items = new ArrayList<>();
      long cents = 0;
      for (Map.Entry<Integer, int[]> each : pieces.entrySet()) {
        for (int which = 0; which < 2; which++) {
          int quantity = each.getValue()[which];
          cents += (long) quantity * Offer.price(each.getKey(), which);
          if (quantity > 0) {
            String code = Offer.code(each.getKey(), which);
            items.add("{\"product\":\"%s\",\"quantity\":%d}".formatted(code, quantity));
          }
        }
      }
      plain = cents;
      request =
          Till.request(
              address,
              "{\"supermarket_id\":\"sp%d\",\"user_id\":\"u%d\",\"items\":[%s]}"
                  .formatted(number % SUPERMARKETS, number, String.join(",", items)));
    }

    @Override
    public byte[] request() {
      return request;
    }

    @Override
    public boolean isRight(String body) {
      long total = number(body, "\"total_cost\":");
      long revision = number(body, "\"revision\":");
      if (total < 0 || revision < 0 || body.contains("\"proven\":false")) {
        return false;
      }
      replies.add(number);
      replies.add(total);
      replies.add(revision);
      return true;
    }

    private long right(OfferHistory.InForce inForce) {
      long saving = 0;
      for (Offer offer : inForce.offers().values()) {
        int[] its = pieces.getOrDefault(offer.number(), new int[2]);
        saving += offer.saving(its[0], its[1], plain, inForce.dearer());
      }
      return plain - saving;
    }
  }

  /** A whole number, or an amount in cents; -1 if there is none. */
  private static long number(String body, String name) {
    int at = body.indexOf(name);
    if (at < 0) {
      return -1;
    }
    long number = 0;
    for (int i = at + name.length(); i < body.length(); i++) {
      char digit = body.charAt(i);
      if (digit >= '0' && digit <= '9') {
        number = 10 * number + digit - '0';
      } else if (digit != '.') {
        break;
      }
    }
    return number;
  }

  @Override
  public OpenLoop.Basket get() {
    posted = (posted + 1) % DIFFERENT;
    return baskets.get(posted);
  }

  /** Checks each reply since the last time; says of the first wrong ones what is wrong. */
  int wrong(OfferHistory history) {
    int wrong = 0;
    long[] all = replies.take();
    for (int i = 0; i < all.length; i += PARTS) {
      Basket basket = baskets.get((int) all[i]);
      long total = all[i + 1];
      long revision = all[i + 2];
      OfferHistory.InForce inForce = history.at(revision);
      if (inForce == null || basket.right(inForce) != total) {
        wrong++;
        if (wrong <= MOST_TOLD) {
          System.out.printf(
              "wrong: basket %d cost %d cents with revision %d, right is %s%n",
              basket.number,
              total,
              revision,
              inForce == null ? "another revision" : basket.right(inForce) + " by " + inForce);
        }
      }
    }
    return wrong;
  }
}
