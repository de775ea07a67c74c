package supermarket.product.manager;

import java.nio.file.Path;
import java.time.Duration;
import org.osgi.framework.Version;
import supermarket.basket.api.StrategyId;
import supermarket.pricing.api.Line;
import supermarket.product.manager.strategy.RegisteredStrategy;

/** Nodes for tests, which look at their files when they are told to, and strategies for them. */
final class Nodes {

  private Nodes() {}

  /**
   * A node that has not begun.
   *
   * @param catalogue the catalogue's file
   * @param kept where the last good catalogue is kept
   * @param folder for what else it keeps
   */
  static ProductManager of(Path catalogue, Path kept, Path folder) {
    return new ProductManager(
        new Settings(
            catalogue,
            Duration.ofHours(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ZERO,
            50),
        kept,
        new PriceBookDoor(book -> () -> {}),
        NoRegistry.in(folder));
  }

  /** A strategy that gives nothing off. */
  static RegisteredStrategy undiscounted(String name) {
    return new RegisteredStrategy(
        new StrategyId(name, "1.0.0", 1),
        terms -> Line::undiscounted,
        name,
        1,
        new Version("1.0.0"),
        0);
  }
}
