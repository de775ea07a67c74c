package supermarket.tracing;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.operation.BasketObserver;
import supermarket.basket.api.operation.BasketTracer;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.Trouble;

/**
 * Makes spans of baskets and exports them, while there is somewhere to export them to. Until then
 * nothing is registered, and no class of OpenTelemetry is loaded.
 *
 * <p>Thread safety: Declarative Services change it one after the other; health is asked on any
 * thread.
 */
@Component(
    immediate = true,
    configurationPid = Tracing.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class Tracing implements Health {

  static final String PID = "supermarket.tracing";

  private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);
  private static final String[] SERVICES = {
    BasketTracer.class.getName(), BasketObserver.class.getName()
  };

  private final BundleContext context;
  private Settings settings;
  private volatile @Nullable Exporting exporting;
  private @Nullable ServiceRegistration<?> registration;

  /** Called by Declarative Services. */
  @Activate
  public Tracing(Config config, BundleContext context) {
    this.context = context;
    settings = Settings.of(config);
    start();
  }

  @Modified
  void modified(Config config) {
    Settings next = Settings.of(config);
    if (!next.equals(settings)) {
      stop();
      settings = next;
      start();
    }
  }

  private void start() {
    URI endpoint = settings.endpoint();
    if (endpoint != null) {
      Exporting next = new Exporting(endpoint, settings);
      exporting = next;
      registration = context.registerService(SERVICES, next.spans(), null);
      LOG.info("Spans of baskets go to {}", endpoint);
    }
  }

  /** Sends the spans that there are, for a few seconds at most, and ends all threads. */
  @Deactivate
  void stop() {
    if (registration != null) {
      registration.unregister();
      registration = null;
    }
    Exporting last = exporting;
    exporting = null;
    if (last != null) {
      last.close();
    }
  }

  @Override
  public List<Trouble> troubles() {
    Exporting present = exporting;
    return present == null ? List.of() : present.trouble().stream().toList();
  }
}
