package supermarket.basket.product;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.operation.QuarantineListener;

/**
 * Puts strategies into quarantine, and tells.
 *
 * <p>Thread safety: any thread; who is to be told is changed by the service registry's threads.
 */
final class Quarantine {

  private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

  private final Set<QuarantineListener> listeners = new CopyOnWriteArraySet<>();

  void add(QuarantineListener listener) {
    listeners.add(listener);
  }

  void remove(QuarantineListener listener) {
    listeners.remove(listener);
  }

  /**
   * Closes a strategy's gate, and tells if it was open.
   *
   * @param why a verb and more, such as {@code did not come back}
   */
  void impose(StrategyGate gate, String why) {
    if (!gate.close(why)) {
      return;
    }
    LOG.warn(
        "strategy {} is quarantined: it {}. Its products are rejected; release it with"
            + " strategy:release {}",
        gate.strategy(),
        why,
        gate.strategy().name());
    for (QuarantineListener listener : List.copyOf(listeners)) {
      try {
        listener.quarantined(gate.strategy(), why);
      } catch (RuntimeException e) {
        LOG.error("the quarantine of {} could not be told", gate.strategy(), e);
      }
    }
  }
}
