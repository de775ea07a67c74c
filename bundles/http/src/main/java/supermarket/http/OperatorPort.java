package supermarket.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import supermarket.basket.api.http.HttpPage;
import supermarket.basket.api.operation.Health;
import supermarket.basket.api.operation.Trouble;
import supermarket.basket.api.operation.Trouble.Gravity;
import supermarket.library.files.AddressFile;
import supermarket.library.vital.VitalTask;

/**
 * The HTTP port for operators. Its address stands in {@code http.address} of the data folder while
 * it listens.
 *
 * <p>Thread safety: pages come and go on any thread; the rest is that of the listener.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = OperatorPort.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class OperatorPort {

  static final String PID = "supermarket.http";

  private static final String DATA = "supermarket.data";
  private static final Duration TENDING = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(OperatorPort.class);

  private final Pages pages = new Pages();
  private final @Nullable Path file;
  private final Listener listener;
  private final VitalTask tending;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("http-listener").factory());
  private final ServiceRegistration<Health> health;
  private @Nullable AddressFile address;

  /** Called by Declarative Services. */
  @Activate
  public OperatorPort(Config config, BundleContext context) {
    String data = context.getProperty(DATA);
    file = data == null ? null : Path.of(data, "http.address");
    forget();
    listener = new Listener(Settings.of(config), pages, this::listens);
    tending = new VitalTask("operators' port", Gravity.WARNING, LOG, listener::tend);
    listener.tend();
    tending.every(TENDING, thread);
    // Not by Declarative Services: pages ask for the health of all parts, and this asks for pages.
    health = context.registerService(Health.class, this::troubles, null);
  }

  /** What a killed runtime left: somebody else may listen there now. */
  private void forget() {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("The address of the port before cannot be deleted: {}", e.toString());
    }
  }

  @Modified
  void modified(Config config) {
    listener.change(Settings.of(config));
  }

  @Deactivate
  void deactivate() {
    health.unregister();
    thread.shutdown();
    listener.close();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addPage(HttpPage page, Map<String, Object> properties) {
    if (properties.get(HttpPage.PATH) instanceof String path) {
      pages.add(path, page);
    }
  }

  void removePage(HttpPage page, Map<String, Object> properties) {
    if (properties.get(HttpPage.PATH) instanceof String path) {
      pages.remove(path, page);
    }
  }

  private List<Trouble> troubles() {
    return Stream.concat(listener.trouble().stream(), tending.trouble().stream()).toList();
  }

  /** Under the listener's monitor. */
  private void listens(@Nullable InetSocketAddress where) {
    try {
      if (where == null) {
        if (address != null) {
          address.delete();
        }
        return;
      }
      String text = AddressFile.text(where);
      LOG.info("HTTP port for operators: http://{}", text);
      if (file != null) {
        address = AddressFile.write(file, text);
      }
    } catch (IOException e) {
      LOG.warn("The address of the operators' port cannot be kept in {}: {}", file, e.toString());
    }
  }
}
