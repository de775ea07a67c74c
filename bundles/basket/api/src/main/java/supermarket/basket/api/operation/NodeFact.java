package supermarket.basket.api.operation;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something that a node tells all others of itself, so that operators see where nodes differ. Each
 * part that has one registers it as a service; the message broker announces all of them.
 *
 * <p>Thread safety: any thread may ask at any time.
 */
@ConsumerType
public interface NodeFact {

  /** The number of the newest revision of the shelf that is done at the node. */
  String REVISION = "revision";

  /** A digest of the strategies that are in use at the node. */
  String STRATEGIES = "strategies";

  /** A digest of the products, their prices and parameters. */
  String CATALOGUE = "catalogue";

  /** What the fact is called: 1 to 64 letters, digits, '_', '-' or '.'. */
  String name();

  /**
   * How it stands now. Asked twice a second: it returns at once.
   *
   * @return 1 to 64 letters, digits, '_', '-' or '.'
   */
  String value();
}
