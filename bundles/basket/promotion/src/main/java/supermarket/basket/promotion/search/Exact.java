package supermarket.basket.promotion.search;

/** Sums and products of numbers that are not negative; the greatest long if that is too much. */
final class Exact {

  private Exact() {}

  static long plus(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  static long times(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    return high != 0 || low < 0 ? Long.MAX_VALUE : low;
  }
}
