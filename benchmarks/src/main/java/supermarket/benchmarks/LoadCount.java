package supermarket.benchmarks;

/**
 * What has become of the baskets of a load, and how long their replies took.
 *
 * <p>Thread safety: used by one thread.
 */
final class LoadCount {

  private static final int OK = 200;
  private static final int TOO_MANY = 429;
  private static final int OVERLOADED = 503;

  private final Sample micros = new Sample();
  private int priced;
  private int refused;
  private int failed;

  /** A basket has its reply after so many nanoseconds. */
  void replied(OpenLoop.Basket basket, Till.Reply reply, long nanos) {
    micros.add(nanos / 1_000);
    switch (reply.status()) {
      case OK -> {
        boolean isRight = basket.isRight(reply.body());
        priced += isRight ? 1 : 0;
        failed += isRight ? 0 : 1;
      }
      case TOO_MANY, OVERLOADED -> refused++;
      default -> failed++;
    }
  }

  /** A basket has no reply, or there is a reply to none. */
  void failed() {
    failed++;
  }

  /** What came out in so many nanoseconds. */
  OpenLoop.Result result(long nanos) {
    return new OpenLoop.Result(
        priced,
        priced * 1e9 / nanos,
        micros.percentile(50),
        micros.percentile(99),
        micros.most(),
        refused,
        failed);
  }
}
