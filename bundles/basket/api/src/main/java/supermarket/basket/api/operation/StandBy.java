package supermarket.basket.api.operation;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whether this node should be sent no baskets, although it runs. Each part that may want that
 * registers one as a service. While one of them does, the node's basket servers say that they are
 * leaving: they finish what they have, and other nodes get their users.
 *
 * <p>Thread safety: any thread may ask at any time.
 */
@ConsumerType
public interface StandBy {

  /** Whether it stands by. Asked twice a second: it returns at once. */
  boolean standsBy();
}
