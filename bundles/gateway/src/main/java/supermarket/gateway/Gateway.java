package supermarket.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.basket.BasketBroker;
import supermarket.basket.api.operation.AnsweredBasket;
import supermarket.basket.api.operation.BasketObserver;
import supermarket.basket.api.operation.BasketTracer;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.StoreEndpoint;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.library.files.AddressFile;
import supermarket.library.vital.VitalTask;

/**
 * The HTTP endpoint for stores. While it listens, it is registered as a service with the property
 * {@value #PORT}.
 *
 * <p>The broker may come and go: without one, baskets are answered {@code broker_unavailable} at
 * once. A change of the configuration closes nothing: connections and baskets in flight stay.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = Gateway.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class Gateway {

  static final String PID = "supermarket.gateway";

  /** The service property that holds the port it listens on. */
  static final String PORT = "supermarket.gateway.port";

  private static final String DATA = "supermarket.data";
  private static final Duration TENDING = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable BasketBroker broker;

  /** All parts of the node that can be in trouble, this one included. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<Health> parts = List.of();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<BasketObserver> observers = List.of();

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable BasketTracer tracer;

  private final BundleContext context;
  private final Endpoint endpoint =
      new Endpoint(
          () -> broker, this::nodeTroubles, new Traces(() -> tracer), this::observe, new Told());
  private final VitalTask tending =
      new VitalTask("HTTP endpoint", Gravity.WARNING, LOG, endpoint::tend);
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("gateway-endpoint").factory());
  private @Nullable ServiceRegistration<Health> health;
  private @Nullable ServiceRegistration<StoreEndpoint> status;

  /** Listens nowhere yet: the references come after this. */
  @Activate
  public Gateway(BundleContext context) {
    this.context = context;
  }

  /** Opens the endpoint. A configuration that makes no sense is one ERROR line and no endpoint. */
  @Activate
  void activate(Config config) {
    health = context.registerService(Health.class, this::troubles, null);
    status = context.registerService(StoreEndpoint.class, endpoint, null);
    endpoint.configure(config);
    tending.every(TENDING, thread);
  }

  /** Takes a change over. One that makes no sense is one ERROR line, and changes nothing. */
  @Modified
  void modified(Config config) {
    endpoint.configure(config);
  }

  /**
   * Closes the endpoint: clients that hold connections are told to go elsewhere, for a second;
   * baskets in flight are finished, for at most five.
   */
  @Deactivate
  void deactivate() {
    thread.shutdown();
    endpoint.close();
    if (health != null) {
      health.unregister();
    }
    if (status != null) {
      status.unregister();
    }
  }

  private List<Trouble> troubles() {
    return Stream.concat(endpoint.troubles().stream(), tending.trouble().stream()).toList();
  }

  private void observe(AnsweredBasket basket) {
    for (BasketObserver observer : observers) {
      try {
        observer.answered(basket);
      } catch (RuntimeException e) {
        LOG.warn("{} fails to observe a basket", observer.getClass().getName(), e);
      }
    }
  }

  private List<Trouble> nodeTroubles() {
    return parts.stream().flatMap(part -> part.troubles().stream()).toList();
  }

  /** Tells others where the endpoint is; called under the endpoint's monitor. */
  private final class Told implements Endpoint.Announcement {

    private @Nullable AddressFile addressFile;
    private @Nullable ServiceRegistration<Gateway> registration;

    @Override
    public void listens(InetSocketAddress address) {
      String text = AddressFile.text(address);
      LOG.info("HTTP endpoint: http://{}/api/basket", text);
      String data = context.getProperty(DATA);
      if (data != null) {
        try {
          addressFile = AddressFile.write(Path.of(data, "gateway.address"), text);
        } catch (IOException e) {
          LOG.warn("The address of the endpoint cannot be written to {}: {}", data, e.toString());
        }
      }
      Dictionary<String, ?> properties =
          FrameworkUtil.asDictionary(Map.of(PORT, address.getPort()));
      ServiceRegistration<Gateway> before = registration;
      if (before == null) {
        registration = context.registerService(Gateway.class, Gateway.this, properties);
      } else {
        before.setProperties(properties);
      }
    }

    @Override
    public void ended() {
      ServiceRegistration<Gateway> before = registration;
      registration = null;
      if (before != null) {
        before.unregister();
      }
      AddressFile file = addressFile;
      addressFile = null;
      if (file != null) {
        try {
          file.delete();
        } catch (IOException e) {
          LOG.warn("The address file cannot be deleted: {}", e.toString());
        }
      }
    }
  }
}
