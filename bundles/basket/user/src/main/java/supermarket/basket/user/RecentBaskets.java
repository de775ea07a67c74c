package supermarket.basket.user;

import java.util.List;
import java.util.function.LongSupplier;
import supermarket.basket.api.deployment.PricedBaskets;
import supermarket.basket.api.operation.InvalidSetting;
import supermarket.library.recent.Rate;
import supermarket.library.recent.Recent;

/**
 * Baskets that were priced lately with promotions. As many as are kept may come at once, and as
 * many more each second; others are not kept. So at any rate they tell of the last second, and what
 * they cost does not grow with the rate.
 *
 * <p>Thread safety: any thread.
 */
final class RecentBaskets implements PricedBaskets {

  /** One with more lines is not kept: a few of them would take the memory of thousands. */
  static final int MOST_LINES = 100;

  private final Recent<Recorded> ring;
  private final Rate rate;

  /**
   * None yet.
   *
   * @param most how many are kept
   * @param clock in nanoseconds
   */
  RecentBaskets(int most, LongSupplier clock) {
    check(most);
    this.ring = new Recent<>(most);
    this.rate = new Rate(most, clock);
  }

  /**
   * Checks how many baskets are to be kept.
   *
   * @throws InvalidSetting if it is not from 1 to 100,000
   */
  static void check(int most) {
    InvalidSetting.range("recent.baskets", most, 1, 100_000);
  }

  /** Keeps one, unless it is large or too many have come in this second. */
  void add(Recorded basket) {
    if (basket.lines().size() <= MOST_LINES && rate.use()) {
      ring.add(List.of(basket));
    }
  }

  @Override
  public long end() {
    return ring.end();
  }

  @Override
  public Excerpt from(long position) {
    Recent.Excerpt<Recorded> recent = ring.from(position);
    return new Excerpt(recent.values(), recent.missed(), recent.next());
  }
}
