package supermarket.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.BasketBroker;

/**
 * The HTTP endpoint for stores. While it listens, it is registered as a service with the property
 * {@value #PORT}.
 *
 * <p>The broker may come and go: without one, baskets are answered {@code broker_unavailable} at
 * once. A change of the configuration closes the endpoint and opens it again.
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
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
  private static final Duration FAREWELL = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable BasketBroker broker;

  private @Nullable HttpServer server;
  private @Nullable AddressFile addressFile;
  private @Nullable ServiceRegistration<Gateway> registration;

  /** Opens the endpoint. A configuration that makes no sense is one ERROR line and no endpoint. */
  @Activate
  void activate(BundleContext context, Config config) {
    Settings settings;
    try {
      settings = Settings.of(config);
    } catch (IllegalArgumentException e) {
      LOG.error(
          "No HTTP endpoint: {}. Correct it in etc/{}.cfg; it is read again at once.",
          e.getMessage(),
          PID);
      return;
    }
    try {
      HttpServer started = HttpServer.start(settings, () -> broker);
      server = started;
      announce(context, started.address());
    } catch (IOException | RuntimeException e) {
      LOG.error(
          "No HTTP endpoint: {}:{} cannot be listened on ({}). Set host and port in etc/{}.cfg, or"
              + " stop what uses them.",
          settings.host(),
          settings.port(),
          e.getMessage(),
          PID);
    }
  }

  /**
   * Closes the endpoint: clients that hold connections are told to go elsewhere, for a second;
   * baskets in flight are finished, for at most five.
   */
  @Deactivate
  void deactivate() {
    withdraw();
    HttpServer running = server;
    server = null;
    if (running != null) {
      boolean finished = running.stop(LONGEST_STOP, FAREWELL);
      LOG.info(finished ? "HTTP endpoint closed" : "HTTP endpoint closed on requests in flight");
    }
  }

  private void announce(BundleContext context, InetSocketAddress address) {
    String text = text(address);
    LOG.info("HTTP endpoint: http://{}/api/basket", text);
    String data = context.getProperty(DATA);
    if (data != null) {
      try {
        addressFile = AddressFile.write(Path.of(data), text);
      } catch (IOException e) {
        LOG.warn("The address of the endpoint cannot be written to {}: {}", data, e.toString());
      }
    }
    registration =
        context.registerService(
            Gateway.class, this, FrameworkUtil.asDictionary(Map.of(PORT, address.getPort())));
  }

  private void withdraw() {
    if (registration != null) {
      registration.unregister();
      registration = null;
    }
    if (addressFile != null) {
      try {
        addressFile.delete();
      } catch (IOException e) {
        LOG.warn("The address file cannot be deleted: {}", e.toString());
      }
      addressFile = null;
    }
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }
}
