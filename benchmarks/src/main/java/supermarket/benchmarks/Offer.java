package supermarket.benchmarks;

import java.util.List;

/**
 * An offer on two products of its own, so that what it takes off a basket can be said without a
 * search; number 0 is on all products.
 *
 * @param number which one
 * @param variant another number takes another amount off, or needs other pieces
 */
record Offer(int number, int variant) {

  /** How many variants there are. */
  static final int VARIANTS = 3;

  /** The kind whose versions charge some cents more. */
  static final String DEARER_KIND = "n-for-price";

  private static final int KINDS = 4;
  private static final int TAKES = 2;

  /** The code of the first or second product of an offer. */
  static String code(int offer, int which) {
    return "%s%03d".formatted(which == 0 ? "A" : "B", offer);
  }

  /** The price in cents of the first or second product of an offer. */
  static int price(int offer, int which) {
    return which == 0 ? 299 + 7 * offer : 199 + 11 * offer;
  }

  String id() {
    return "o" + number;
  }

  private int kindNumber() {
    return number == 0 ? KINDS : number % KINDS;
  }

  String kind() {
    return List.of(DEARER_KIND, "meal-deal", "cheapest-free", "buy-x-get-y", "threshold")
        .get(kindNumber());
  }

  /** The parameters, as a command takes them. */
  String parameters() {
    String first = code(number, 0);
    String second = code(number, 1);
    return switch (kindNumber()) {
      case 0 ->
          "of=%s take=%d price=%s"
              .formatted(first, TAKES, amount(TAKES * price(number, 0) - off()));
      case 1 ->
          "main=%s drink=%s price=%s"
              .formatted(first, second, amount(price(number, 0) + price(number, 1) - off()));
      case 2 -> "of=%s take=%d".formatted(first, TAKES + variant);
      case 3 -> "'buy=%d %s' get=%s".formatted(1 + variant, first, second);
      default -> "spend=%s off=%s".formatted(amount(spend()), amount(off()));
    };
  }

  private static String amount(int cents) {
    return ProductSeed.amount(cents);
  }

  private int off() {
    return 70 + 10 * variant;
  }

  private int spend() {
    return 2_000 + 500 * variant;
  }

  /**
   * The cents that it takes off.
   *
   * @param first pieces of its first product
   * @param second pieces of its second product
   * @param plain the cents that the whole basket costs without offers
   * @param dearer the cents that the version of {@link #DEARER_KIND} adds to its price
   */
  long saving(int first, int second, long plain, int dearer) {
    return switch (kindNumber()) {
      case 0 -> (long) first / TAKES * (off() - dearer);
      case 1 -> (long) Math.min(first, second) * off();
      case 2 -> (long) first / (TAKES + variant) * price(number, 0);
      case 3 -> (long) Math.min(first / (1 + variant), second) * price(number, 1);
      default -> plain >= spend() ? off() : 0;
    };
  }
}
