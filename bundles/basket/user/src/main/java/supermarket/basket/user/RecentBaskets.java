package supermarket.basket.user;

import java.util.List;
import supermarket.basket.api.deployment.PricedBaskets;
import supermarket.basket.api.operation.InvalidSetting;
import supermarket.library.recent.Recent;

/**
 * The baskets that were priced last with promotions.
 *
 * <p>Thread safety: any thread.
 */
final class RecentBaskets implements PricedBaskets {

  /** One with more lines is not kept: a few of them would take the memory of thousands. */
  static final int MOST_LINES = 100;

  private final Recent<Recorded> ring;

  /**
   * None yet.
   *
   * @param most how many are kept
   */
  RecentBaskets(int most) {
    check(most);
    ring = new Recent<>(most);
  }

  /**
   * Checks how many baskets are to be kept.
   *
   * @throws InvalidSetting if it is not from 1 to 100,000
   */
  static void check(int most) {
    InvalidSetting.range("recent.baskets", most, 1, 100_000);
  }

  /** Keeps one, unless it is large. */
  void add(Recorded basket) {
    if (basket.lines().size() <= MOST_LINES) {
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
