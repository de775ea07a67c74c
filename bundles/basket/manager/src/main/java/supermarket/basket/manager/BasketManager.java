package supermarket.basket.manager;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.basket.BasketQueue;
import supermarket.basket.api.basket.BasketQueue.Subscription;
import supermarket.basket.api.basket.BasketServer;

/**
 * Lets each basket server consume its share of the requests: one consumer for each server. The
 * gateways share the partitions out among the servers. Replies go back to the broker as the servers
 * give them.
 *
 * <p>Thread safety: servers come and go on the service registry's threads; each server's
 * subscription is its own.
 */
@Component
public final class BasketManager {

  private static final Logger LOG = LoggerFactory.getLogger(BasketManager.class);

  private final BasketQueue queue;
  private final Map<BasketServer, Subscription> subscriptions = new ConcurrentHashMap<>();

  /** Called by Declarative Services. */
  @Activate
  public BasketManager(@Reference BasketQueue queue) {
    this.queue = queue;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addServer(BasketServer server) {
    subscriptions.put(server, queue.consume(server.name(), server::price));
    LOG.info("basket server {} takes baskets", server.name());
  }

  void removeServer(BasketServer server) {
    Subscription subscription = subscriptions.remove(server);
    if (subscription != null) {
      subscription.close();
      LOG.info("basket server {} takes no more baskets", server.name());
    }
  }

  @Deactivate
  void stop() {
    subscriptions.values().forEach(Subscription::close);
    subscriptions.clear();
  }
}
