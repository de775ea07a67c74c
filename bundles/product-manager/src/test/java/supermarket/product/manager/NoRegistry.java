package supermarket.product.manager;

import java.nio.file.Path;
import java.util.function.Function;
import supermarket.product.manager.strategy.Admissions;

/** A whiteboard for tests that add strategies themselves: none comes by the service registry. */
final class NoRegistry {

  private NoRegistry() {}

  static Function<StrategyUse, Whiteboard> in(Path folder) {
    return use -> new Whiteboard(null, new Admissions(folder.resolve("admissions")), use);
  }
}
