package supermarket.itests;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A basket whose total is known beforehand and is no other basket's: so many muffins at 5.00 as its
 * number says, and one of five baskets whose totals differ in what 5.00 leaves of them. So a total
 * tells which basket it is the answer to.
 *
 * @param number from 1; no two baskets of a JVM have the same
 */
record KnownBasket(long number) {

  private static final AtomicLong LAST = new AtomicLong();
  private static final long MUFFIN = 500;

  private record Rest(long cents, String items) {}

  private static final List<Rest> RESTS =
      List.of(
          new Rest(0, ""),
          new Rest(2245, ",\"GR1\",\"SR1\",\"GR1\",\"GR1\",\"CF1\""),
          new Rest(311, ",\"GR1\",\"GR1\""),
          new Rest(1661, ",\"SR1\",\"SR1\",\"GR1\",\"SR1\""),
          new Rest(3057, ",\"GR1\",\"CF1\",\"SR1\",\"CF1\",\"CF1\""));

  static KnownBasket next() {
    return new KnownBasket(LAST.incrementAndGet());
  }

  private static Rest rest(long number) {
    return RESTS.get((int) (number % RESTS.size()));
  }

  private static long cents(long number) {
    return MUFFIN * number + rest(number).cents;
  }

  /** What it costs, as a reply writes it. */
  String total() {
    long cents = cents(number);
    return "%d.%02d".formatted(cents / 100, cents % 100);
  }

  /** The request id to send it with. */
  String id() {
    return "basket-" + number;
  }

  /** The body of a request. */
  byte[] json(String supermarket, String user) {
    return ("{\"supermarket_id\":\""
            + supermarket
            + "\",\"user_id\":\""
            + user
            + "\",\"items\":[{\"product\":\"MF1\",\"quantity\":"
            + number
            + "}"
            + rest(number).items
            + "]}")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether this is the total of a basket that was ever sent from this JVM. */
  static boolean isOfSome(String total) {
    long cents;
    try {
      cents = Long.parseLong(total.replace(".", ""));
    } catch (NumberFormatException noTotal) {
      return false;
    }
    long last = LAST.get();
    for (Rest rest : RESTS) {
      long number = (cents - rest.cents) / MUFFIN;
      if (number >= 1 && number <= last && cents(number) == cents) {
        return true;
      }
    }
    return false;
  }
}
