package supermarket.benchmarks;

import java.util.Optional;
import supermarket.basket.api.basket.ProductWorkers;

/** What stands between the user workers and the strategies. */
public enum Wall {
  /** The bundle supermarket.basket.product, as it is built. */
  LANES,
  /** The alternative: a pool of threads for each strategy. */
  POOLS,
  /**
   * No wall: the user worker calls the strategy itself. What isolation costs is seen against it.
   */
  NONE;

  /** Makes the service that stands in for the bundle, if one does. */
  Optional<ProductWorkers> standIn() {
    return switch (this) {
      case LANES -> Optional.empty();
      case POOLS -> Optional.of(new PoolPerStrategy());
      case NONE -> Optional.of(new NoWall());
    };
  }
}
